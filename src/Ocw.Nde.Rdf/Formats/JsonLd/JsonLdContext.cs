using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>
/// The one context that this library writes JSON-LD with: schema.org as vocabulary, and prefixes for the others. The file
/// <c>ontologies/contexts/ocwnde.jsonld</c> holds the same, for serving.
/// </summary>
public static class JsonLdContext
{
    /// <summary>Names without a colon are of this vocabulary.</summary>
    public const string Vocabulary = SchemaNs.Namespace;

    /// <summary>The prefixes, in the order in which they are written.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Prefixes { get; } =
    [
        new("skos", SkosNs.Namespace),
        new("dcterms", DctermsNs.Namespace),
        new("dcat", DcatNs.Namespace),
        new("prov", ProvNs.Namespace),
        new("edm", EdmNs.Namespace),
        new("rdf", RdfNs.Namespace),
        new("rdfs", RdfsNs.Namespace),
        new("xsd", XsdNs.Namespace),
    ];

    /// <summary>The value of <c>@context</c> as JSON.</summary>
    public static string Json { get; } = Write();

    private static string Write()
    {
        var members = Prefixes.Prepend(new("@vocab", Vocabulary)).Select(p => $"\"{p.Key}\":\"{p.Value}\"");
        return "{" + string.Join(',', members) + "}";
    }
}
