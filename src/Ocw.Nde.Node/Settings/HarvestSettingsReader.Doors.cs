using System.Buffers;
using Ocw.Nde.Harvest;
using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Node.Settings;

/// <content>The protocols beside files and OAI-PMH.</content>
internal sealed partial class HarvestSettingsReader
{
    private static readonly SearchValues<char> NoIri = SearchValues.Create("<>\"{}|^`\\ ");

    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["crm"] = "http://www.cidoc-crm.org/cidoc-crm/",
        ["dc"] = DcNs.Namespace,
        ["dct"] = DctermsNs.Namespace,
        ["dcterms"] = DctermsNs.Namespace,
        ["edm"] = EdmNs.Namespace,
        ["foaf"] = FoafNs.Namespace,
        ["ore"] = OreNs.Namespace,
        ["prov"] = ProvNs.Namespace,
        ["rdf"] = RdfNs.Namespace,
        ["rdfs"] = RdfsNs.Namespace,
        ["skos"] = SkosNs.Namespace,
    };

    private LdesSource Ldes(YamlMap map, string id, string file) =>
        new(id, Address(map, "address", "het adres van de event stream of van een view", "the address of the event stream or of one of its views"))
        {
            TimestampPath = map.Text("timestampPath"),
            VersionOfPath = map.Text("versionOfPath"),
            Condition = map.Text("condition") is { } condition ? Condition(map, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, condition)) : null,
            Overlap = TimeSpan.FromHours(map.Number("overlapHours", 24, 0, 24 * 366)),
            MaxLinkedDocuments = (int)map.Number("maxLinkedDocuments", 10_000, 0, 10_000_000),
            Delay = Delay(map),
            Headers = Headers(map),
        };

    private static LdesCondition? Condition(YamlMap map, string file)
    {
        try
        {
            return LdesCondition.Read(File.ReadAllText(file));
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            map.Error("condition", $"{file} is geen voorwaarde in Turtle: {fault.Message}", $"{file} is no condition in Turtle: {fault.Message}");
            return null;
        }
    }

    private SparqlSource Sparql(YamlMap map, string id)
    {
        var source = new SparqlSource(id, Address(map, "endpoint", "het adres van het SPARQL-endpoint", "the address of the SPARQL endpoint"))
        {
            Classes = [.. map.List("classes").Select(name => Name(map, "classes", name))],
            Where = map.Text("where"),
            Graphs = [.. map.List("graphs").Select(name => Name(map, "graphs", name))],
            DateProperty = map.Text("dateProperty") is { } property ? Name(map, "dateProperty", property) : null,
            FullEvery = TimeSpan.FromDays(map.Number("fullEveryDays", 30, 0, 36_600)),
            Overlap = TimeSpan.FromHours(map.Number("overlapHours", 24, 0, 24 * 366)),
            WithLinked = map.Flag("linked", byDefault: true),
            PageSize = (int)map.Number("pageSize", 5000, 1, 1_000_000),
            BatchSize = (int)map.Number("batchSize", 100, 1, 10_000),
            Timeout = TimeSpan.FromSeconds(map.Number("timeoutSeconds", 60, 1, 3600)),
            Delay = Delay(map),
            Headers = Headers(map),
        };
        if (source.Classes.Count == 0 && source.Where is null)
            map.Error("classes", "ontbreekt: de klassen van de records (of where: een patroon met ?s)", "is missing: the classes of the records (or where: a pattern with ?s)");
        return source;
    }

    private IiifSource Iiif(YamlMap map, string id) =>
        new(id, Address(map, "address", "het adres van een collectie, een lijst van wijzigingen of een manifest", "the address of a collection, a list of changes or a manifest"))
        {
            KeepFaulty = map.Choice("faulty", false, ("setAside", false), ("keep", true)),
            FullEvery = TimeSpan.FromDays(map.Number("fullEveryDays", 30, 0, 36_600)),
            Delay = Delay(map),
            Headers = Headers(map),
        };

    private SruSource Sru(YamlMap map, string id)
    {
        return new SruSource(id, Address(map, "baseUrl", "het basisadres van de SRU-dienst", "the base URL of the SRU service"), map.Required("query", new("de vraag in CQL", "the query in CQL")))
        {
            Version = map.Choice("version", "1.2", ("1.1", "1.1"), ("1.2", "1.2")),
            RecordSchema = map.Text("recordSchema"),
            PageSize = (int)map.Number("pageSize", 100, 1, 10_000),
            DateIndex = map.Text("dateIndex"),
            BriefSchema = map.Text("briefSchema"),
            KeyIndex = map.Text("keyIndex"),
            FullEvery = TimeSpan.FromDays(map.Number("fullEveryDays", 30, 0, 36_600)),
            Overlap = TimeSpan.FromHours(map.Number("overlapHours", 24, 0, 24 * 366)),
            KeyPaths = map.List("key"),
            Parameters = Parameters(map),
            Delay = Delay(map),
            Headers = Headers(map),
        };
    }

    private Dictionary<string, string> Parameters(YamlMap map)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map.Map("parameters") is { } named)
        {
            foreach (var name in named.Keys)
                parameters[name] = Expand(named, name, named.Text(name) ?? "");
        }

        return parameters;
    }

    private SitemapSource Sitemap(YamlMap map, string id) =>
        new(id, Address(map, "address", "het adres van de site of van een sitemap", "the address of the site or of a sitemap"))
        {
            Include = map.List("include"),
            Exclude = map.List("exclude"),
            Classes = [.. map.List("classes").Select(name => Name(map, "classes", name))],
            MaxDepth = (int)map.Number("maxDepth", 5, 0, 100),
            MaxSitemaps = (int)map.Number("maxSitemaps", 10_000, 1, 1_000_000),
            FullEvery = TimeSpan.FromDays(map.Number("fullEveryDays", 30, 0, 36_600)),
            ObeyRobots = map.Flag("obeyRobots", byDefault: true),
            Delay = Delay(map),
            Headers = Headers(map),
        };

    private AdlibSource Adlib(YamlMap map, string id) =>
        new(id, Address(map, "address", "het adres van de WebAPI, tot en met wwwopac.ashx", "the address of the WebAPI, up to and with wwwopac.ashx"), map.Required("database", new("de naam van de database, bijvoorbeeld collect, thesaurus of people", "the name of the database, such as collect, thesaurus or people")))
        {
            Search = map.Text("search") ?? "all",
            IsGrouped = map.Choice("xmltype", true, ("grouped", true), ("unstructured", false)),
            Fields = map.List("fields"),
            PageSize = (int)map.Number("pageSize", 100, 1, 10_000),
            HasIncrements = map.Flag("increments", byDefault: true),
            Overlap = TimeSpan.FromHours(map.Number("overlapHours", 24, 0, 24 * 366)),
            CompareEvery = TimeSpan.FromDays(map.Number("compareEveryDays", 7, 0, 36_600)),
            Parameters = Parameters(map),
            Delay = Delay(map),
            Headers = Headers(map),
        };

    private DatasetSource Dataset(YamlMap map, string id) =>
        new(id, Address(map, "address", "het adres van de beschrijving van de dataset", "the address of the description of the dataset"))
        {
            Dataset = map.Text("dataset") is { } dataset ? Name(map, "dataset", dataset) : null,
            Distribution = map.Text("distribution") is { } distribution ? Expand(map, "distribution", distribution) : null,
            Classes = [.. map.List("classes").Select(name => Name(map, "classes", name))],
            MetadataPrefix = map.Text("metadataPrefix"),
            Delay = Delay(map),
            Headers = Headers(map),
        };

    // schema: stands for both spellings of its namespace, which the endpoint is asked for.
    private static string Name(YamlMap map, string key, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : name[..colon];
        if (prefix.Length > 0 && Prefixes.TryGetValue(prefix, out var space))
            return space + name[(colon + 1)..];
        if (prefix != "schema" && (!Uri.TryCreate(name, UriKind.Absolute, out _) || name.AsSpan().ContainsAny(NoIri)))
            map.Error(key, $"een IRI verwacht, of een naam als schema:VisualArtwork, niet «{name}»", $"an IRI is expected, or a name such as schema:VisualArtwork, not «{name}»");
        return name;
    }

    private Uri Address(YamlMap map, string key, string nl, string en)
    {
        map.Required(key, new(nl, en));
        var text = Expand(map, key, map.Text(key) ?? "");
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        if (map.Has(key))
            map.Error(key, $"een adres met http(s) verwacht, niet «{text}»", $"an http(s) address is expected, not «{text}»");
        return new Uri("http://invalid.invalid/");
    }

    private static TimeSpan? Delay(YamlMap map) =>
        map.Has("delayMilliseconds") ? TimeSpan.FromMilliseconds(map.Number("delayMilliseconds", 0, 0, 3_600_000)) : null;
}
