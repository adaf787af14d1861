using Ocw.Nde.Conformance.Manifests;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>The evaluation cases of some manifests.</summary>
internal sealed class EvaluationSuite(SuiteArchive suite, params string[] manifests)
{
    public const string OxigraphZip = "suites/oxigraph/oxigraph-tests.zip";

    private readonly Lazy<Dictionary<string, ManifestEntry>> entries = new(() =>
        manifests.SelectMany(manifest => Manifest.ReadWithIncluded(suite, manifest))
            .SelectMany(each => each.Entries())
            .DistinctBy(entry => entry.Iri, StringComparer.Ordinal)
            .Where(entry => entry.Types.Overlaps(["QueryEvaluationTest", "CSVResultFormatTest"]))
            .ToDictionary(entry => entry.Iri, StringComparer.Ordinal));

    /// <summary>Oxigraph's extra tests.</summary>
    public static SuiteArchive OxigraphTests { get; } = SuiteArchive.Of(OxigraphZip, "https://github.com/oxigraph/oxigraph/tests/");

    public TheoryData<TestIri> Rows() => [.. entries.Value.Keys.Select(iri => new TestIri(iri))];

    public ManifestEntry Entry(TestIri test) => entries.Value[test.Value];
}
