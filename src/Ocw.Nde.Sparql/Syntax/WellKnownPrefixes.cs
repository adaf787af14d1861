using System.Collections.Frozen;
using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>Prefixes that nearly everyone means in the same way, so that an error can say what to declare; no query gets them without declaring them.</summary>
internal static class WellKnownPrefixes
{
    internal static FrozenDictionary<string, string> Iris { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dc"] = DcNs.Namespace,
        ["dcat"] = DcatNs.Namespace,
        ["dct"] = DctermsNs.Namespace,
        ["dcterms"] = DctermsNs.Namespace,
        ["edm"] = EdmNs.Namespace,
        ["foaf"] = FoafNs.Namespace,
        ["geo"] = GeoSparqlNs.Namespace,
        ["owl"] = OwlNs.Namespace,
        ["prov"] = ProvNs.Namespace,
        ["rdf"] = RdfNs.Namespace,
        ["rdfs"] = RdfsNs.Namespace,
        ["schema"] = SchemaNs.Namespace,
        ["sh"] = ShNs.Namespace,
        ["skos"] = SkosNs.Namespace,
        ["skosxl"] = SkosXlNs.Namespace,
        ["vcard"] = VcardNs.Namespace,
        ["void"] = VoidNs.Namespace,
        ["xsd"] = XsdNs.Namespace,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
