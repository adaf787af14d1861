namespace Ocw.Nde.Harvest;

/// <summary>Reads datasets and distributions from the graph of a description, in schema.org (both spellings of its namespace), DCAT or VoID.</summary>
internal sealed class DescriptionGraph(PageGraph graph)
{
    private const string Dcat = "http://www.w3.org/ns/dcat#";
    private const string Dct = "http://purl.org/dc/terms/";
    private const string Spdx = "http://spdx.org/rdf/terms#";
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private static readonly string[] DatasetClasses = [.. Schema("Dataset"), Dcat + "Dataset", "http://rdfs.org/ns/void#Dataset"];
    private static readonly string[] NameProperties = [.. Schema("name"), Dct + "title"];
    private static readonly string[] DistributionProperties = [.. Schema("distribution"), Dcat + "distribution"];
    private static readonly string[] AddressProperties = [.. Schema("contentUrl"), Dcat + "downloadURL", Dcat + "endpointURL", Dcat + "accessURL", .. Schema("url")];
    private static readonly string[] FormatProperties = [.. Schema("encodingFormat"), .. Schema("fileFormat"), Dcat + "mediaType", Dct + "format"];
    private static readonly string[] ConformsProperties = [Dct + "conformsTo", .. Schema("conformsTo"), .. Schema("usageInfo")];
    private static readonly string[] ListProperties = [.. Schema("dataset"), Dcat + "dataset", "http://www.w3.org/ns/hydra/core#member"];
    private static readonly string[] ChecksumProperties = [Spdx + "checksum", .. Schema("sha256")];
    private static readonly string[] SizeProperties = [.. Schema("contentSize"), Dcat + "byteSize"];

    private readonly int _type = graph.Find(Rdf + "type");

    /// <summary>The datasets that are described, in the order of the document.</summary>
    public IReadOnlyList<int> Datasets() => [.. Instances(DatasetClasses)];

    /// <summary>Datasets that a catalogue names and does not describe.</summary>
    public IReadOnlyList<string> Named() =>
        [.. ListProperties.SelectMany(Having).SelectMany(pair => graph.IsIri(pair.Object) && graph.About(pair.Object).IsEmpty ? [graph.Name(pair.Object)] : Array.Empty<string>()).Distinct(StringComparer.Ordinal)];

    /// <summary>The next page of a long catalogue (<c>hydra:next</c>), if there is one.</summary>
    /// <param name="met">The pages that were read; the next one is added.</param>
    public string? NextPage(HashSet<string> met) =>
        Having("http://www.w3.org/ns/hydra/core#next").Concat(Having("http://www.w3.org/ns/hydra/core#nextPage")).Select(pair => graph.Value(pair.Object)).FirstOrDefault(met.Add);

    /// <summary>The distributions that a dataset names without describing them.</summary>
    public IReadOnlyList<string> Undescribed(int dataset) =>
        [.. DistributionProperties.SelectMany(property => graph.Objects(dataset, graph.Find(property))).Where(node => graph.IsIri(node) && graph.About(node).IsEmpty).Select(graph.Name)];

    /// <summary>The number of a dataset by its IRI, also in the other spelling of its scheme, or -1.</summary>
    public int Find(string iri)
    {
        var found = graph.Find(iri);
        if (found < 0)
            found = graph.Find(iri.StartsWith("https:", StringComparison.Ordinal) ? "http:" + iri[6..] : iri.StartsWith("http:", StringComparison.Ordinal) ? "https:" + iri[5..] : iri);
        return found >= 0 && !graph.About(found).IsEmpty ? found : -1;
    }

    /// <summary>What is said of a dataset.</summary>
    public DescribedDataset Read(int dataset)
    {
        var distributions = new List<DescribedDistribution>();
        foreach (var node in DistributionProperties.SelectMany(property => graph.Objects(dataset, graph.Find(property))).Distinct())
        {
            if (Distribution(node) is { } distribution)
                distributions.Add(distribution);
        }

        distributions.AddRange(graph.Objects(dataset, graph.Find("http://rdfs.org/ns/void#dataDump")).Where(graph.IsIri).Select(dump => new DescribedDistribution(graph.Name(dump))));
        distributions.AddRange(graph.Objects(dataset, graph.Find("http://rdfs.org/ns/void#sparqlEndpoint")).Where(graph.IsIri)
            .Select(endpoint => new DescribedDistribution(graph.Name(endpoint)) { ConformsTo = ["https://www.w3.org/TR/sparql11-protocol/"] }));
        return new DescribedDataset(graph.Name(dataset), Texts(dataset, NameProperties).FirstOrDefault() ?? graph.Name(dataset), [.. distributions.DistinctBy(d => (d.Address, string.Join(' ', d.MediaTypes)))]);
    }

    private DescribedDistribution? Distribution(int node)
    {
        var service = graph.Object(node, graph.Find(Dcat + "accessService"));
        var address = service >= 0 ? Texts(service, AddressProperties).FirstOrDefault() : null;
        address ??= Texts(node, AddressProperties).FirstOrDefault();

        // A literal, or an IRI that says nothing of itself, is the address itself.
        if (address is null && graph.About(node).IsEmpty && !graph.IsBlank(node))
            address = graph.Value(node);
        if (address is null || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            return null;
        return new DescribedDistribution(parsed.AbsoluteUri)
        {
            MediaTypes = [.. Texts(node, FormatProperties).Select(MediaType).Distinct(StringComparer.Ordinal)],
            ConformsTo = [.. Texts(node, ConformsProperties), .. service >= 0 ? Texts(service, ConformsProperties) : []],
            Types = [.. graph.Objects(node, _type).Where(graph.IsIri).Select(graph.Name), .. service >= 0 ? graph.Objects(service, _type).Where(graph.IsIri).Select(graph.Name) : []],
            Packing = Texts(node, [Dcat + "compressFormat", Dcat + "packageFormat"]).Select(MediaType).FirstOrDefault(),
            HasChecksum = Texts(node, ChecksumProperties).Any(),
            Size = Texts(node, SizeProperties).FirstOrDefault(),
        };
    }

    // https://www.iana.org/assignments/media-types/text/turtle, http://publications.europa.eu/resource/authority/file-type/RDF_TURTLE
    private static string MediaType(string written)
    {
        var text = written.Trim().ToLowerInvariant();
        var registry = text.IndexOf("/media-types/", StringComparison.Ordinal);
        if (registry >= 0)
            return text[(registry + 13)..].Trim('/');
        var authority = text.IndexOf("/file-type/", StringComparison.Ordinal);
        return (authority < 0 ? text : text[(authority + 11)..]) switch
        {
            "rdf_turtle" => "text/turtle",
            "rdf_n_triples" => "application/n-triples",
            "rdf_n_quads" => "application/n-quads",
            "rdf_trig" => "application/trig",
            "rdf_xml" or "rdf" => "application/rdf+xml",
            "json_ld" => "application/ld+json",
            "csv" => "text/csv",
            "json" => "application/json",
            "xml" => "application/xml",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "ods" => "application/vnd.oasis.opendocument.spreadsheet",
            "sparqlq" => "application/sparql-query",
            var other => other,
        };
    }

    private IEnumerable<string> Texts(int node, IReadOnlyList<string> properties) =>
        properties.SelectMany(property => graph.Objects(node, graph.Find(property))).Where(value => !graph.IsBlank(value) || properties == ChecksumProperties).Select(graph.Value).Where(text => text.Length > 0);

    private IEnumerable<int> Instances(IReadOnlyList<string> classes)
    {
        var wanted = classes.Select(graph.Find).Where(term => term >= 0).ToHashSet();
        var met = new HashSet<int>();
        for (var i = 0; i < graph.Count; i++)
        {
            if (graph[i].Predicate == _type && wanted.Contains(graph[i].Object) && met.Add(graph[i].Subject))
                yield return graph[i].Subject;
        }
    }

    private IEnumerable<(int Subject, int Object)> Having(string property)
    {
        var predicate = graph.Find(property);
        for (var i = 0; predicate >= 0 && i < graph.Count; i++)
        {
            if (graph[i].Predicate == predicate)
                yield return (graph[i].Subject, graph[i].Object);
        }
    }

    private static string[] Schema(string name) => ["https://schema.org/" + name, "http://schema.org/" + name];
}
