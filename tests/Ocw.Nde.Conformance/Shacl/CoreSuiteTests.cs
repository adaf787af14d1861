using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Shacl;

/// <summary>The W3C suite of SHACL Core: every entry is one row, named by its IRI.</summary>
public class CoreSuiteTests
{
    private static readonly Lazy<Dictionary<string, ManifestEntry>> Tests = new(() =>
        ReadWithIncluded("data-shapes-test-suite/tests/core/manifest.ttl").SelectMany(manifest => manifest.Entries()).ToDictionary(entry => entry.Iri, StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Exceptions = new(() => KnownExceptions.Read("Shacl/exceptions.txt"));

    public static TheoryData<TestIri> Rows => [.. Tests.Value.Keys.Select(iri => new TestIri(iri))];

    [SharedTheory(SuiteArchive.DataShapesZip)]
    [MemberData(nameof(Rows))]
    public void Core(TestIri test)
    {
        var entry = Tests.Value[test.Value];
        if (Exceptions.Value.ContainsKey(test.Value))
            Assert.ThrowsAny<Exception>(() => ShaclCase.Run(entry));
        else
            ShaclCase.Run(entry);
    }

    [SharedFact(SuiteArchive.DataShapesZip)]
    public void All_98_tests_of_the_core_suite_are_rows() => Assert.Equal(98, Tests.Value.Count);

    // Here mf:include names the files themselves, where other suites give a list.
    private static IEnumerable<Manifest> ReadWithIncluded(string file)
    {
        var manifest = Manifest.Read(SuiteArchive.DataShapes, file);
        yield return manifest;
        foreach (var included in manifest.Graph.Match(null, MfNs.Include).Select(triple => ((Iri)triple.Object).Value[SuiteArchive.DataShapes.Root.Length..]).SelectMany(ReadWithIncluded))
            yield return included;
    }
}
