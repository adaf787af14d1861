using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of FOAF.</summary>
public static class FoafNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://xmlns.com/foaf/0.1/";

    public static readonly Iri Agent = Named("Agent");
    public static readonly Iri Document = Named("Document");
    public static readonly Iri Group = Named("Group");
    public static readonly Iri Image = Named("Image");
    public static readonly Iri Organization = Named("Organization");
    public static readonly Iri Person = Named("Person");
    public static readonly Iri Depiction = Named("depiction");
    public static readonly Iri Depicts = Named("depicts");
    public static readonly Iri FamilyName = Named("familyName");
    public static readonly Iri GivenName = Named("givenName");
    public static readonly Iri Homepage = Named("homepage");
    public static readonly Iri Img = Named("img");
    public static readonly Iri IsPrimaryTopicOf = Named("isPrimaryTopicOf");
    public static readonly Iri Logo = Named("logo");
    public static readonly Iri Maker = Named("maker");
    public static readonly Iri Mbox = Named("mbox");
    public static readonly Iri Member = Named("member");
    public static readonly Iri Name = Named("name");
    public static readonly Iri Page = Named("page");
    public static readonly Iri PrimaryTopic = Named("primaryTopic");
    public static readonly Iri Thumbnail = Named("thumbnail");
    public static readonly Iri Topic = Named("topic");

    private static Iri Named(string name) => new(Namespace + name);
}
