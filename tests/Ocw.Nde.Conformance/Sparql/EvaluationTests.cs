using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>The query evaluation cases of the W3C suites of SPARQL 1.0 and 1.1 and of Oxigraph's extra tests: every one is a row, named by its IRI.</summary>
public class EvaluationTests
{
    private static readonly EvaluationSuite Sparql10 = new(SuiteArchive.RdfTests, "sparql/sparql10/manifest.ttl");

    private static readonly EvaluationSuite Sparql11 =
        new(SuiteArchive.RdfTests, "sparql/sparql11/manifest-sparql11-query.ttl", "sparql/sparql11/manifest-sparql11-results.ttl", "sparql/sparql11/manifest-sparql11-fed.ttl");

    private static readonly EvaluationSuite Oxigraph = new(EvaluationSuite.OxigraphTests, "sparql/manifest.ttl");

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Exceptions = new(() => KnownExceptions.Read("Sparql/EvaluationExceptions.txt"));

    public static TheoryData<TestIri> Queries10 => Sparql10.Rows();

    public static TheoryData<TestIri> Queries11 => Sparql11.Rows();

    public static TheoryData<TestIri> OxigraphQueries => Oxigraph.Rows();

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Queries10))]
    public void Sparql10_query(TestIri test) => Run(Sparql10.Entry(test));

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Queries11))]
    public void Sparql11_query(TestIri test) => Run(Sparql11.Entry(test));

    [SharedTheory(EvaluationSuite.OxigraphZip)]
    [MemberData(nameof(OxigraphQueries))]
    public void Oxigraph_query(TestIri test) => Run(Oxigraph.Entry(test));

    private static void Run(ManifestEntry entry)
    {
        if (Exceptions.Value.TryGetValue(entry.Iri, out var reason))
        {
            Assert.ThrowsAny<Exception>(() => new EvaluationCase(entry).Check());
            Assert.NotEmpty(reason);
            return;
        }

        new EvaluationCase(entry).Check();
    }
}
