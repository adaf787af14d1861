namespace Ocw.Nde.Harvest;

/// <summary>What a distribution is, in the order in which they are used.</summary>
internal enum DistributionKind
{
    /// <summary>An event stream: what changed, and what is gone, costs least to know.</summary>
    EventStream,

    /// <summary>A whole copy in RDF.</summary>
    RdfDump,

    /// <summary>An OAI-PMH repository.</summary>
    OaiPmh,

    /// <summary>A SPARQL endpoint.</summary>
    Sparql,

    /// <summary>IIIF: a collection or a change discovery stream.</summary>
    Iiif,

    /// <summary>A file in another format: CSV, JSON, XML, a spreadsheet.</summary>
    File,

    /// <summary>Nothing that can be harvested: pages for people, documents, images.</summary>
    None,
}

/// <summary>Tells what a distribution is by what is said of it, then by its address.</summary>
internal static class DistributionKinds
{
    private static readonly string[] RdfTypes = ["application/n-triples", "application/n-quads", "text/turtle", "application/x-turtle", "application/trig", "application/rdf+xml", "application/ld+json", "text/n3"];
    private static readonly string[] RdfEndings = [".nt", ".nq", ".ttl", ".trig", ".rdf", ".jsonld", ".owl", ".n3"];
    private static readonly string[] FileTypes =
    [
        "text/csv", "text/tab-separated-values", "application/json", "application/xml", "text/xml", "application/jsonl", "application/x-ndjson",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.oasis.opendocument.spreadsheet",
    ];

    private static readonly string[] FileEndings = [".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xml", ".xlsx", ".ods"];
    private static readonly string[] Packings = [".gz", ".bz2", ".xz", ".zip"];

    /// <summary>What a distribution is.</summary>
    public static DistributionKind Of(DescribedDistribution distribution)
    {
        if (Says(distribution, "w3id.org/ldes", "ldes#eventstream", "semiceu.github.io/linkeddataeventstreams", "treecg.github.io", "w3id.org/tree"))
            return DistributionKind.EventStream;
        if (Says(distribution, "sparql11-protocol", "sparql-protocol", "rdf-sparql-protocol", "/sparql-service-description") || Has(distribution, "application/sparql-query", "application/sparql-results+json", "application/sparql-results+xml"))
            return DistributionKind.Sparql;
        if (Says(distribution, "openarchives.org") || distribution.Address.Contains("verb=ListRecords", StringComparison.OrdinalIgnoreCase) || distribution.Address.Contains("verb=Identify", StringComparison.OrdinalIgnoreCase))
            return DistributionKind.OaiPmh;
        if (Says(distribution, "iiif.io/api/discovery", "iiif.io/api/presentation"))
            return DistributionKind.Iiif;
        if (distribution.MediaTypes.Any(IsRdf) || RdfEndings.Contains(Ending(distribution.Address), StringComparer.Ordinal))
            return DistributionKind.RdfDump;
        if (Has(distribution, FileTypes) || FileEndings.Contains(Ending(distribution.Address), StringComparer.Ordinal) || IsArchive(distribution))
            return DistributionKind.File;
        return distribution.MediaTypes.Count == 0 && distribution.Address.TrimEnd('/').EndsWith("/sparql", StringComparison.OrdinalIgnoreCase) ? DistributionKind.Sparql : DistributionKind.None;
    }

    /// <summary>How well a syntax of RDF serves: the quickest, and the one in which a fault costs one line only, first.</summary>
    public static int RankOfSyntax(DescribedDistribution distribution)
    {
        var rank = distribution.MediaTypes.Append(Ending(distribution.Address)).Select(type => type.Split('+', ';')[0].Trim() switch
        {
            "application/n-triples" or ".nt" => 0,
            "application/n-quads" or ".nq" => 1,
            "text/turtle" or "application/x-turtle" or ".ttl" => 2,
            "application/trig" or ".trig" => 3,
            "application/ld" or ".jsonld" => 4,
            "application/rdf" or ".rdf" => 5,
            _ => 6,
        }).Min();
        return rank;
    }

    /// <summary>The ending of the name in an address, without that of its packing.</summary>
    public static string Ending(string address)
    {
        var path = new Uri(address).AbsolutePath.ToLowerInvariant();
        foreach (var packing in Packings)
        {
            if (path.EndsWith(packing, StringComparison.Ordinal))
                path = path[..^packing.Length];
        }

        return Path.GetExtension(path);
    }

    // text/turtle+gzip is what descriptions write for a packed dump.
    private static bool IsRdf(string mediaType) =>
        RdfTypes.Contains(mediaType.Split(';')[0].Trim(), StringComparer.Ordinal)
        || (mediaType.EndsWith("+gzip", StringComparison.Ordinal) && RdfTypes.Contains(mediaType[..^5], StringComparer.Ordinal))
        || (mediaType.EndsWith("+zip", StringComparison.Ordinal) && RdfTypes.Contains(mediaType[..^4], StringComparer.Ordinal));

    private static bool IsArchive(DescribedDistribution distribution) =>
        Has(distribution, "application/zip", "application/x-zip-compressed", "application/gzip", "application/x-gzip") || Packings.Any(packing => new Uri(distribution.Address).AbsolutePath.EndsWith(packing, StringComparison.OrdinalIgnoreCase));

    private static bool Has(DescribedDistribution distribution, params ReadOnlySpan<string> mediaTypes)
    {
        foreach (var wanted in mediaTypes)
        {
            if (distribution.MediaTypes.Any(type => type == wanted || type.StartsWith(wanted + "+", StringComparison.Ordinal) || type.StartsWith(wanted + ";", StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private static bool Says(DescribedDistribution distribution, params ReadOnlySpan<string> marks)
    {
        foreach (var mark in marks)
        {
            if (distribution.ConformsTo.Concat(distribution.Types).Any(said => said.Contains(mark, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}
