using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Mapping.Rml.Yarrrml;

/// <summary>The prefixes of a YARRRML document, and those that everyone knows.</summary>
internal sealed class YarrrmlNames
{
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal)
    {
        ["rdf"] = RdfNs.Namespace,
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        ["owl"] = "http://www.w3.org/2002/07/owl#",
        ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["schema"] = "https://schema.org/",
        ["edm"] = "http://www.europeana.eu/schemas/edm/",
        ["ore"] = "http://www.openarchives.org/ore/terms/",
        ["grel"] = "http://users.ugent.be/~bjdmeest/function/grel.ttl#",
        ["idlab-fn"] = "https://w3id.org/imec/idlab/function#",
    };

    /// <summary>Reads the prefixes.</summary>
    public YarrrmlNames(YarrrmlNode document)
    {
        foreach (var (prefix, iri) in document.Get("prefixes", "prefix")?.Entries ?? [])
            _prefixes[prefix] = iri.Text ?? throw iri.Fault("an IRI is expected.");
    }

    /// <summary>A prefixed name or IRI in full; a text without a known prefix as it is.</summary>
    public string Expand(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && _prefixes.TryGetValue(text[..colon], out var iri) ? iri + text[(colon + 1)..] : text;
    }

    /// <summary>A name that must be an IRI.</summary>
    /// <exception cref="RmlException">Its prefix is not known.</exception>
    public string Iri(string text, YarrrmlNode node) =>
        Expand(text) is var iri && IriCheck.IsAbsoluteIri(iri) && (iri != text || text.Contains("://", StringComparison.Ordinal) || text.StartsWith("urn:", StringComparison.Ordinal))
            ? iri
            : throw node.Fault($"«{text}» is not an IRI, and its prefix is not declared under «prefixes».");
}
