using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of vCard.</summary>
public static class VcardNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2006/vcard/ns#";

    public static readonly Iri Address = Named("Address");
    public static readonly Iri Individual = Named("Individual");
    public static readonly Iri Kind = Named("Kind");
    public static readonly Iri Organization = Named("Organization");
    public static readonly Iri Fn = Named("fn");
    public static readonly Iri HasEmail = Named("hasEmail");
    public static readonly Iri HasTelephone = Named("hasTelephone");
    public static readonly Iri HasUrl = Named("hasURL");
    public static readonly Iri HasAddress = Named("hasAddress");

    private static Iri Named(string name) => new(Namespace + name);
}
