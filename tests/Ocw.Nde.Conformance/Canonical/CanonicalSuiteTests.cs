using System.Text;
using System.Text.Json;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Canonical;

/// <summary>The W3C suite of RDFC-1.0: canonical documents, label maps, and a poison graph that must be stopped.</summary>
public class CanonicalSuiteTests
{
    private const string Zip = "suites/rdf-canon/rdf-canon-tests.zip";
    private static readonly Iri HashAlgorithm = new("https://w3c.github.io/rdf-canon/tests/vocab#hashAlgorithm");
    private static readonly Lazy<Manifest> Suite = new(() => Manifest.Read(SuiteArchive.Of(Zip, "https://w3c.github.io/rdf-canon/"), "tests/manifest.ttl"));

    public static TheoryData<TestIri> Rows => [.. Suite.Value.Entries().Select(e => new TestIri(e.Iri))];

    [SharedTheory(Zip)]
    [MemberData(nameof(Rows))]
    public void Canonicalisation(TestIri test)
    {
        var entry = Suite.Value.Entry(test.Value);
        switch (entry.Types.Single())
        {
            case "RDFC10EvalTest":
                Assert.Equal(Encoding.UTF8.GetString(entry.Read(entry.Result!)), Canonicalize(entry).ToString());
                break;
            case "RDFC10MapTest":
                Assert.Equal(JsonSerializer.Deserialize<Dictionary<string, string>>(entry.Read(entry.Result!)), Canonicalize(entry).Labels);
                break;
            case "RDFC10NegativeEvalTest":
                Assert.Throws<PoisonGraphException>(() => Canonicalize(entry));
                break;
            case var other:
                Assert.Fail($"{test} is of an unknown kind: {other}.");
                break;
        }
    }

    private static CanonicalDataset Canonicalize(ManifestEntry entry)
    {
        var algorithm = entry.Object(HashAlgorithm) is Literal { LexicalForm: "SHA384" } ? CanonicalHash.Sha384 : CanonicalHash.Sha256;
        var canonical = new Rdfc10(new() { Algorithm = algorithm });
        RdfFormats.Parse(entry.Read(entry.Action), RdfFormats.NQuads, canonical);
        return canonical.Complete();
    }
}
