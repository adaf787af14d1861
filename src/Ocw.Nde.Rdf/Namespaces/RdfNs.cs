using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of RDF 1.1, and what 1.2 adds.</summary>
public static class RdfNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    public static readonly Iri Type = Named("type");
    public static readonly Iri First = Named("first");
    public static readonly Iri Rest = Named("rest");
    public static readonly Iri Nil = Named("nil");
    public static readonly Iri List = Named("List");
    public static readonly Iri LangString = Named("langString");
    public static readonly Iri DirLangString = Named("dirLangString");
    public static readonly Iri Reifies = Named("reifies");
    public static readonly Iri XmlLiteral = Named("XMLLiteral");
    public static readonly Iri Html = Named("HTML");
    public static readonly Iri Json = Named("JSON");
    public static readonly Iri Property = Named("Property");
    public static readonly Iri Statement = Named("Statement");
    public static readonly Iri Subject = Named("subject");
    public static readonly Iri Predicate = Named("predicate");
    public static readonly Iri Object = Named("object");
    public static readonly Iri Value = Named("value");
    public static readonly Iri Bag = Named("Bag");
    public static readonly Iri Seq = Named("Seq");
    public static readonly Iri Alt = Named("Alt");

    private static Iri Named(string name) => new(Namespace + name);
}
