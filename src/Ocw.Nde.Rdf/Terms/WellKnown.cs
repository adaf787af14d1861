using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Rdf.Terms;

/// <summary>The datatypes that every literal needs.</summary>
internal static class WellKnown
{
    internal static readonly Iri XsdString = new(XsdNs.Namespace + "string");

    internal static readonly Iri RdfLangString = new(RdfNs.Namespace + "langString");
}
