using System.Globalization;
using Ocw.Nde.Datasetregister.Statistics;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using static Ocw.Nde.Datasetregister.Description.Vocabulary;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>Describes datasets and catalogues as triples: in schema.org, in DCAT, or in both on the same IRIs, with VoID counts.</summary>
/// <remarks>Closed datasets and distributions are left out, so that a description never says that something closed exists. No blank nodes: parts get fragment IRIs.</remarks>
public static class DatasetDescriber
{
    /// <summary>The description of a dataset in schema.org, DCAT and VoID together; empty for a closed dataset.</summary>
    public static IReadOnlyList<Triple> Describe(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var statements = new Statements();
        if (IsOpen(dataset))
        {
            SchemaOrgDescription.Write(dataset, statements);
            DcatDescription.Write(dataset, statements);
            WriteCounts(dataset, statements);
        }

        return statements.Triples;
    }

    /// <summary>The description of a dataset in schema.org only.</summary>
    public static IReadOnlyList<Triple> DescribeInSchemaOrg(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var statements = new Statements();
        if (IsOpen(dataset))
            SchemaOrgDescription.Write(dataset, statements);
        return statements.Triples;
    }

    /// <summary>The description of a dataset in DCAT, with VoID counts.</summary>
    public static IReadOnlyList<Triple> DescribeInDcat(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var statements = new Statements();
        if (IsOpen(dataset))
        {
            DcatDescription.Write(dataset, statements);
            WriteCounts(dataset, statements);
        }

        return statements.Triples;
    }

    /// <summary>The description of a catalogue and of all its open datasets, in schema.org, DCAT and VoID together.</summary>
    public static IReadOnlyList<Triple> Describe(Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var statements = new Statements();
        var named = catalog with { Datasets = [.. catalog.Datasets.Select(dataset => dataset with { Catalog = catalog.Iri })] };
        SchemaOrgDescription.Write(named, statements);
        DcatDescription.Write(named, statements);
        foreach (var dataset in OpenDatasetsOf(named))
            WriteCounts(dataset, statements);
        return statements.Triples;
    }

    internal static IEnumerable<Dataset> OpenDatasetsOf(Catalog catalog) => catalog.Datasets.Where(IsOpen);

    internal static IReadOnlyList<Publisher> CreatorsOf(Dataset dataset) => dataset.Creators.Count > 0 ? dataset.Creators : [dataset.Publisher];

    /// <summary>The open distributions with their IRIs; the number in a made IRI is the place among all, so that it stays when another is closed.</summary>
    internal static IEnumerable<(Distribution Distribution, Iri Name)> OpenDistributionsOf(Dataset dataset) =>
        dataset.Distributions
            .Select((distribution, index) => (distribution, distribution.Iri ?? PartOf(dataset.Iri, "distribution-" + (index + 1).ToString(CultureInfo.InvariantCulture))))
            .Where(pair => pair.distribution.Access == AccessLevel.Open);

    /// <summary>An IRI for a part of a thing: a fragment, or a longer fragment.</summary>
    internal static Iri PartOf(Iri whole, string part) => new(whole.Value.Contains('#', StringComparison.Ordinal) ? $"{whole.Value}-{part}" : $"{whole.Value}#{part}");

    private static bool IsOpen(Dataset dataset) => dataset.Access == AccessLevel.Open;

    private static void WriteCounts(Dataset dataset, Statements statements)
    {
        foreach (var (distribution, _) in OpenDistributionsOf(dataset))
        {
            if (distribution.Protocol == Distribution.SparqlProtocol)
                statements.Add(dataset.Iri, Void("sparqlEndpoint"), distribution.Url);
            else if (distribution.Protocol is null)
                statements.Add(dataset.Iri, Void("dataDump"), distribution.Url);
        }

        if (dataset.Statistics is { } counts)
            StatisticsDescription.Write(dataset.Iri, counts, statements);
    }
}
