namespace Ocw.Nde.Node.Operations.Models;

/// <summary>The prefixes of the models, for syntaxes that have prefixes.</summary>
internal static class ModelPrefixes
{
    /// <summary>The prefixes.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["aat"] = "http://vocab.getty.edu/aat/",
        ["crm"] = "http://www.cidoc-crm.org/cidoc-crm/",
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["dig"] = "http://www.ics.forth.gr/isl/CRMdig/",
        ["edm"] = "http://www.europeana.eu/schemas/edm/",
        ["la"] = "https://linked.art/ns/terms/",
        ["ocwnde"] = "https://w3id.org/ocw-nde/model#",
        ["ore"] = "http://www.openarchives.org/ore/terms/",
        ["owl"] = "http://www.w3.org/2002/07/owl#",
        ["rdaGr2"] = "http://rdvocab.info/ElementsGr2/",
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["schema"] = "https://schema.org/",
        ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        ["wgs84"] = "http://www.w3.org/2003/01/geo/wgs84_pos#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
    };
}
