using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of SKOS eXtension for Labels.</summary>
public static class SkosXlNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2008/05/skos-xl#";

    public static readonly Iri Label = Named("Label");
    public static readonly Iri PrefLabel = Named("prefLabel");
    public static readonly Iri AltLabel = Named("altLabel");
    public static readonly Iri HiddenLabel = Named("hiddenLabel");
    public static readonly Iri LiteralForm = Named("literalForm");

    private static Iri Named(string name) => new(Namespace + name);
}
