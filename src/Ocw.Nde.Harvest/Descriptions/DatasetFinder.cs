using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the dataset that is meant: at an address, or in a catalogue of many.</summary>
internal sealed class DatasetFinder(DescriptionDocument document, DatasetSource source)
{
    private const int MaxPages = 50;
    private const int Listed = 20;

    /// <summary>The dataset, or what is wrong.</summary>
    public async Task<(DescribedDataset? Dataset, HarvestNotice? Problem)> FindAsync(CancellationToken cancellation)
    {
        if (await document.AddAsync(source.Address, cancellation) is { } problem)
            return (null, new HarvestNotice("dataset-not-described", $"{source.Address} does not describe a dataset: {problem}. Give the address of a description in schema.org or DCAT.", source.Address.ToString()));
        var graph = new DescriptionGraph(document.Graph);
        await TurnPagesAsync(graph, cancellation);
        var wanted = source.Dataset ?? source.Address.AbsoluteUri;
        var dataset = graph.Find(wanted);
        if (dataset < 0 && source.Dataset is { } elsewhere && Uri.TryCreate(elsewhere, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            // A catalogue may name a dataset that is described at its own address only.
            await document.AddAsync(new Uri(elsewhere), cancellation);
            dataset = graph.Find(elsewhere);
        }

        var all = graph.Datasets();
        if (dataset < 0 || (source.Dataset is null && !all.Contains(dataset)))
            dataset = source.Dataset is null && all.Count == 1 ? all[0] : -1;
        return dataset < 0 ? (null, Choice(graph, all)) : (await DescribeAsync(graph, dataset, cancellation), null);
    }

    private async Task TurnPagesAsync(DescriptionGraph graph, CancellationToken cancellation)
    {
        var met = new HashSet<string>(StringComparer.Ordinal) { source.Address.AbsoluteUri };
        for (var page = 1; page < MaxPages && source.Dataset is not null && graph.Find(source.Dataset) < 0 && graph.NextPage(met) is { } next; page++)
        {
            if (Uri.TryCreate(next, UriKind.Absolute, out var address))
                await document.AddAsync(address, cancellation);
        }
    }

    private async Task<DescribedDataset> DescribeAsync(DescriptionGraph graph, int dataset, CancellationToken cancellation)
    {
        foreach (var distribution in graph.Undescribed(dataset))
        {
            // What has the name of a file is the file; anything else may describe a distribution.
            if (!Uri.TryCreate(distribution, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || DistributionKinds.Ending(distribution).Length > 0)
                continue;
            try
            {
                await document.AddAsync(address, cancellation);
            }
            catch (WebRequestException failed) when (!cancellation.IsCancellationRequested)
            {
                // The other distributions may still be good; this one is then what its address says.
                _ = failed;
            }
        }

        return graph.Read(dataset);
    }

    private HarvestNotice Choice(DescriptionGraph graph, IReadOnlyList<int> all)
    {
        var names = all.Select(graph.Read).Select(found => $"«{found.Name}» ({found.Iri})").Concat(graph.Named()).ToList();
        if (names.Count == 0)
            return new HarvestNotice("dataset-not-described", $"{source.Address} describes no dataset (schema:Dataset or dcat:Dataset). Give the address of a description in schema.org or DCAT.", source.Address.ToString());
        var list = string.Join(", ", names.Take(Listed)) + (names.Count > Listed ? $", and {names.Count - Listed:N0} more" : "");
        return source.Dataset is { } wanted
            ? new HarvestNotice("dataset-choice-needed", $"{source.Address} does not describe the dataset {wanted}; it describes {list}. Correct dataset in the settings of the source.", source.Address.ToString())
            : new HarvestNotice("dataset-choice-needed", $"{source.Address} describes {names.Count:N0} datasets: {list}. Say which one is meant with dataset in the settings of the source.", source.Address.ToString());
    }
}
