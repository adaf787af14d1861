using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Features.Datasets;

/// <summary>The datasets that are served, from the settings and from what the store remembers of their channels.</summary>
internal sealed class DatasetList(NodeHost host)
{
    /// <summary>The datasets in order of title, and how many objects they hold together.</summary>
    public (IReadOnlyList<DatasetSummary> Datasets, long Objects) Read(Language language)
    {
        var datasets = new List<DatasetSummary>();
        var objects = 0L;
        foreach (var group in Served().GroupBy(c => c.Source.Dataset, StringComparer.Ordinal))
        {
            var first = group.OrderBy(c => c.Source.Order).First().Source;
            datasets.Add(new DatasetSummary(
                host.Iris.LocalPath(host.Iris.Dataset(group.Key))!,
                first.Title.In(language),
                first.Description?.In(language),
                first.Institution.Name.In(language),
                group.Any(c => !c.State.IsComplete)));
            objects += group.Where(c => c.Source.Kind == SourceKind.Collection).Sum(c => c.State.Objects);
        }

        return ([.. datasets.OrderBy(d => d.Title, StringComparer.CurrentCulture)], objects);
    }

    /// <summary>The channels that are configured and stored.</summary>
    public IEnumerable<(SourceSettings Source, ChannelState State)> Served()
    {
        // Keys and values are the node's own; what a summary shows of them is public.
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        foreach (var source in host.Sources)
        {
            if (snapshot.TryGet(ChannelState.KeyOf(source.Dataset, source.Channel), out var bytes))
                yield return (source, ChannelState.Parse(bytes.Span));
        }
    }
}
