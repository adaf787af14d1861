using System.Text;
using System.Text.Json;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Canonical;

/// <summary>One test of RDFC-1.0: a canonical document, a map of labels, or a poison graph that must be stopped.</summary>
internal static class CanonicalCase
{
    private static readonly Iri HashAlgorithm = new("https://w3c.github.io/rdf-canon/tests/vocab#hashAlgorithm");

    /// <summary>The canonical N-Quads are byte for byte those of the suite.</summary>
    public static void Document(ManifestEntry entry) => Assert.Equal(Encoding.UTF8.GetString(entry.Read(entry.Result!)), Canonicalize(entry).ToString());

    /// <summary>Each blank node has the label that the suite gives it.</summary>
    public static void Labels(ManifestEntry entry) =>
        Assert.Equal(JsonSerializer.Deserialize<Dictionary<string, string>>(entry.Read(entry.Result!)), Canonicalize(entry).Labels);

    /// <summary>The graph takes too long, and is refused before it does.</summary>
    public static void Poison(ManifestEntry entry) => Assert.Throws<PoisonGraphException>(() => { _ = Canonicalize(entry); });

    private static CanonicalDataset Canonicalize(ManifestEntry entry)
    {
        var algorithm = entry.Object(HashAlgorithm) is Literal { LexicalForm: "SHA384" } ? CanonicalHash.Sha384 : CanonicalHash.Sha256;
        var canonical = new Rdfc10(new() { Algorithm = algorithm });
        RdfFormats.Parse(entry.Read(entry.Action), RdfFormats.NQuads, canonical);
        return canonical.Complete();
    }
}
