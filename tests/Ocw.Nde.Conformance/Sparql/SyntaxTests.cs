using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>The syntax cases of the W3C suites of SPARQL 1.0 and 1.1: every one is a row, named by its IRI.</summary>
public class SyntaxTests
{
    private static readonly Suite Sparql10 = new("sparql/sparql10/manifest.ttl");
    private static readonly Suite Sparql11 = new("sparql/sparql11/manifest.ttl", "sparql/sparql11/manifest-sparql11-fed.ttl");

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Exceptions = new(() => KnownExceptions.Read("Sparql/SyntaxExceptions.txt"));

    public static TheoryData<TestIri> Queries10 => Sparql10.Rows("SyntaxTest");

    public static TheoryData<TestIri> Queries11 => Sparql11.Rows("SyntaxTest");

    public static TheoryData<TestIri> Updates11 => Sparql11.Rows("UpdateSyntaxTest");

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Queries10))]
    public void Sparql10_query(TestIri test) => Run(Sparql10.Entry(test), static (text, baseIri) => SparqlParser.Parse(text, baseIri));

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Queries11))]
    public void Sparql11_query(TestIri test) => Run(Sparql11.Entry(test), static (text, baseIri) => SparqlParser.Parse(text, baseIri));

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Updates11))]
    public void Sparql11_update(TestIri test) => Run(Sparql11.Entry(test), static (text, baseIri) => SparqlParser.ParseUpdate(text, baseIri));

    private static void Run(ManifestEntry entry, Action<string, string> parse)
    {
        if (Exceptions.Value.TryGetValue(entry.Iri, out var reason))
        {
            Assert.ThrowsAny<Exception>(() => Check(entry, parse));
            Assert.NotEmpty(reason);
            return;
        }

        Check(entry, parse);
    }

    private static void Check(ManifestEntry entry, Action<string, string> parse)
    {
        var file = (Iri)entry.Action;
        var text = Encoding.UTF8.GetString(entry.Read(file));
        if (!entry.Types.Any(type => type.StartsWith("Negative", StringComparison.Ordinal)))
        {
            parse(text, entry.BaseOf(file));
            return;
        }

        var fault = Assert.Throws<SparqlSyntaxException>(() => parse(text, entry.BaseOf(file)));
        Assert.True(fault.Line > 0 && fault.Column > 0, fault.Message);
    }

    private sealed class Suite(params string[] manifests)
    {
        private readonly Lazy<Dictionary<string, ManifestEntry>> entries = new(() =>
            manifests.SelectMany(manifest => Manifest.ReadWithIncluded(SuiteArchive.RdfTests, manifest))
                .SelectMany(each => each.Entries())
                .DistinctBy(entry => entry.Iri, StringComparer.Ordinal)
                .ToDictionary(entry => entry.Iri, StringComparer.Ordinal));

        public TheoryData<TestIri> Rows(string kind) => [.. entries.Value.Values.Where(entry => entry.Types.Any(type => IsOfKind(type, kind))).Select(entry => new TestIri(entry.Iri))];

        public ManifestEntry Entry(TestIri test) => entries.Value[test.Value];

        // PositiveSyntaxTest, NegativeSyntaxTest11, PositiveUpdateSyntaxTest11, …
        private static bool IsOfKind(string type, string kind) => type.TrimEnd('1') is var name && (name == "Positive" + kind || name == "Negative" + kind);
    }
}
