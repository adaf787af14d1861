using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Manifests;

/// <summary>The vocabulary of W3C test manifests.</summary>
internal static class MfNs
{
    private const string Namespace = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

    public static readonly Iri Entries = Named("entries");
    public static readonly Iri Include = Named("include");
    public static readonly Iri Action = Named("action");
    public static readonly Iri Result = Named("result");
    public static readonly Iri Name = Named("name");
    public static readonly Iri AssumedTestBase = Named("assumedTestBase");

    public static readonly Iri EntailmentRegime = new("http://www.w3.org/ns/sparql-service-description#entailmentRegime");

    private static Iri Named(string name) => new(Namespace + name);
}
