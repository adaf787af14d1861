using System.Text;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Termen.Catalog.Reading;

/// <summary>Reads the sources that one file describes.</summary>
/// <param name="files">The catalogue, for queries.</param>
/// <param name="path">The file.</param>
/// <param name="graph">What it says.</param>
/// <param name="everything">What all files say, for publishers.</param>
/// <param name="faults">Receives the mistakes.</param>
internal sealed class EntryReader(CatalogFiles files, string path, RdfGraph graph, RdfGraph everything, List<CatalogFault> faults)
{
    private static readonly Iri s_type = new(RdfNs.Namespace + "type");

    internal IEnumerable<CatalogEntry> Read()
    {
        foreach (var dataset in Subjects("Dataset").OfType<Iri>().DistinctBy(iri => iri.Value, StringComparer.Ordinal))
        {
            if (Read(dataset) is { } entry)
                yield return entry;
        }
    }

    private CatalogEntry? Read(Iri dataset)
    {
        var before = faults.Count;
        var names = Texts(graph, dataset, "name");
        if (names.Count == 0)
            Fault($"De bron {dataset.Value} heeft geen naam (schema:name).", $"The source {dataset.Value} has no name (schema:name).");
        var distributions = Objects(graph, dataset, "distribution").Select(node => Distribution(dataset, node)).OfType<CatalogDistribution>().ToList();
        if (distributions.Count == 0 && faults.Count == before)
            Fault($"De bron {dataset.Value} heeft geen distributie met een SPARQL-endpoint.", $"The source {dataset.Value} has no distribution with a SPARQL endpoint.");
        if (faults.Count > before)
            return null;
        var licence = First(dataset, "license");
        return new CatalogEntry
        {
            Iri = dataset.Value,
            DescribedIn = path,
            Id = IdOf(dataset),
            Names = names,
            AlternateNames = Texts(graph, dataset, "alternateName"),
            Descriptions = Texts(graph, dataset, "description"),
            Genres = [.. Values(dataset, "genre")],
            Creators = [.. Objects(graph, dataset, "creator").OfType<Iri>().Select(Creator)],
            Languages = [.. Values(dataset, "inLanguage").Select(language => language.ToLowerInvariant())],
            TermPrefixes = [.. Values(dataset, "url")],
            MainPage = First(dataset, "mainEntityOfPage"),
            Distributions = distributions,
            Licence = licence,
            Attribution = First(dataset, "creditText"),
            KeepPermission = KeepPermission.OfLicence(licence),
        };
    }

    private CatalogCreator Creator(Iri creator) => new(creator.Value, Texts(everything, creator, "name"), Texts(everything, creator, "alternateName"));

    private CatalogDistribution? Distribution(Iri dataset, RdfTerm node)
    {
        var format = Objects(graph, node, "encodingFormat").Select(Text).FirstOrDefault();
        if (format is not null && !format.StartsWith("application/sparql-query", StringComparison.OrdinalIgnoreCase))
            return null;
        var endpoint = Objects(graph, node, "contentUrl").Select(Text).FirstOrDefault();
        if (endpoint is null || !(endpoint.StartsWith("http://", StringComparison.Ordinal) || endpoint.StartsWith("https://", StringComparison.Ordinal)))
        {
            Fault($"Een distributie van {dataset.Value} heeft geen http(s)-adres van een endpoint (schema:contentUrl).", $"A distribution of {dataset.Value} has no http(s) address of an endpoint (schema:contentUrl).");
            return null;
        }

        var actions = Objects(graph, node, "potentialAction").ToList();
        var search = Query(dataset, actions, "SearchAction");
        var lookup = Query(dataset, actions, "FindAction");
        if (search is null || lookup is null)
            return null;
        return new CatalogDistribution
        {
            Iri = node is Iri iri ? iri.Value : endpoint,
            Endpoint = endpoint,
            SearchQuery = search,
            LookupQuery = lookup,
            Services = [.. actions.SelectMany(action => Services(dataset, action))],
        };
    }

    // A query that stands in a file beside the description, or in the description itself.
    private string? Query(Iri dataset, List<RdfTerm> actions, string type)
    {
        var text = actions.Where(action => IsA(action, type)).SelectMany(action => Objects(graph, action, "query")).Select(Text).FirstOrDefault();
        if (text is null)
        {
            Fault($"De bron {dataset.Value} heeft geen schema:{type} met een zoekvraag.", $"The source {dataset.Value} has no schema:{type} with a query.");
            return null;
        }

        if (!text.StartsWith("file:", StringComparison.Ordinal))
            return text;
        if (Resolve(text) is { } file && files.Read(file) is { } bytes)
            return Encoding.UTF8.GetString(bytes);
        Fault($"Het bestand {text} met een vraag van {dataset.Value} is er niet in de catalogus.", $"The file {text} with a query of {dataset.Value} is not in the catalogue.");
        return null;
    }

    // «file://../queries/search/aat.rq» starts at the folder of the description; nothing outside the catalogue can be named.
    private string? Resolve(string address)
    {
        var relative = address["file:".Length..].TrimStart('/');
        var parts = new List<string>(path.Split('/')[..^1]);
        foreach (var part in relative.Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                    return null;
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ""))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private IEnumerable<CatalogService> Services(Iri dataset, RdfTerm action)
    {
        foreach (var target in Objects(graph, action, "target"))
        {
            var type = Objects(graph, target, "actionApplication").OfType<Iri>().FirstOrDefault();
            var template = Objects(graph, target, "urlTemplate").Select(Text).FirstOrDefault();
            if (type is not null && template is not null)
                yield return new CatalogService(type.Value, template.Replace("{dataset}", Uri.EscapeDataString(dataset.Value), StringComparison.Ordinal));
        }
    }

    private string IdOf(Iri dataset)
    {
        // The name of the file is how people know the source; a file with several has only their IRIs.
        var only = Subjects("Dataset").OfType<Iri>().Distinct().Count() == 1;
        var text = only ? Path.GetFileNameWithoutExtension(path) : dataset.Value[(dataset.Value.TrimEnd('/').LastIndexOfAny(['/', '#', ':']) + 1)..];
        var id = string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-')).Trim('-');
        return id.Length == 0 ? "bron" : id.Length > 60 ? id[..60] : id;
    }

    private IEnumerable<RdfTerm> Subjects(string type) => Names(type).SelectMany(name => graph.Subjects(s_type, name));

    private bool IsA(RdfTerm node, string type) => Names(type).Any(name => graph.Contains(new Triple(node, s_type, name)));

    private IEnumerable<string> Values(RdfTerm node, string property) => Objects(graph, node, property).Select(Text).OfType<string>().Distinct(StringComparer.Ordinal);

    private string? First(RdfTerm node, string property) => Values(node, property).FirstOrDefault();

    private static IEnumerable<RdfTerm> Objects(RdfGraph graph, RdfTerm node, string property) => Names(property).SelectMany(name => graph.Objects(node, name));

    private static string? Text(RdfTerm term) => term switch
    {
        Iri iri => iri.Value,
        Literal literal => literal.LexicalForm,
        _ => null,
    };

    private static Dictionary<string, string> Texts(RdfGraph graph, RdfTerm node, string property)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var literal in Objects(graph, node, property).OfType<Literal>())
            texts.TryAdd((literal.Language ?? "").ToLowerInvariant(), literal.LexicalForm);
        return texts;
    }

    private static Iri[] Names(string local) => [new(SchemaNs.Namespace + local), new("http://schema.org/" + local)];

    private void Fault(string nl, string en) => faults.Add(new(path, nl, en));
}
