using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of the Dublin Core Metadata Element Set 1.1.</summary>
public static class DcNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://purl.org/dc/elements/1.1/";

    public static readonly Iri Contributor = Named("contributor");
    public static readonly Iri Coverage = Named("coverage");
    public static readonly Iri Creator = Named("creator");
    public static readonly Iri Date = Named("date");
    public static readonly Iri Description = Named("description");
    public static readonly Iri Format = Named("format");
    public static readonly Iri Identifier = Named("identifier");
    public static readonly Iri Language = Named("language");
    public static readonly Iri Publisher = Named("publisher");
    public static readonly Iri Relation = Named("relation");
    public static readonly Iri Rights = Named("rights");
    public static readonly Iri Source = Named("source");
    public static readonly Iri Subject = Named("subject");
    public static readonly Iri Title = Named("title");
    public static readonly Iri Type = Named("type");

    private static Iri Named(string name) => new(Namespace + name);
}
