using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>The vocabulary of RML, and of what it borrows.</summary>
internal static class RmlNs
{
    public const string Namespace = "http://w3id.org/rml/";
    public const string Csvw = "http://www.w3.org/ns/csvw#";
    public const string Formats = "http://www.w3.org/ns/formats/";
    public const string Dcat = "http://www.w3.org/ns/dcat#";
    public const string ServiceDescription = "http://www.w3.org/ns/sparql-service-description#";
    public const string WebOfThings = "https://www.w3.org/2019/wot/td#";
    public const string Hypermedia = "https://www.w3.org/2019/wot/hypermedia#";

    public static readonly Iri DefaultGraph = Of("defaultGraph");

    /// <summary>The term of RML with this local name.</summary>
    public static Iri Of(string name) => new(Namespace + name);
}
