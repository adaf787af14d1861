using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Rdf;

/// <summary>Runs one test of the RDF syntaxes, whatever its kind.</summary>
internal static class RdfCase
{
    public static Action<ManifestEntry> Of(RdfFormat format) => entry => Check(entry, format);

    /// <summary>A test of canonical N-Triples or N-Quads (RDF 1.2): what is read is written in the canonical form, byte for byte.</summary>
    public static Action<ManifestEntry> CanonicalOf(RdfFormat format) => entry =>
    {
        using var written = new MemoryStream();
        var writer = RdfFormats.CreateWriter(format, written, new() { Version = entry.Version });
        RdfFormats.Parse(entry.Read(entry.Action), format, writer, new() { Version = entry.Version });
        writer.Complete();
        Assert.Equal(Encoding.UTF8.GetString(entry.Read(entry.Result!)), Encoding.UTF8.GetString(written.ToArray()));
    };

    private static void Check(ManifestEntry entry, RdfFormat format)
    {
        var kind = entry.Types.Single(t => t.StartsWith("Test", StringComparison.Ordinal) || t.StartsWith("XmlTest", StringComparison.Ordinal));
        if (kind.Contains("Negative", StringComparison.Ordinal))
        {
            var fault = Assert.Throws<RdfSyntaxException>(() => Read(entry, entry.Action, format));
            Assert.True(fault.Line > 0 && fault.Column > 0, fault.Message);
            return;
        }

        var actual = Read(entry, entry.Action, format);
        if (entry.Result is { } result)
        {
            var expected = Read(entry, result, ((Iri)result).Value.EndsWith(".nq", StringComparison.Ordinal) ? RdfFormats.NQuads : RdfFormats.NTriples);
            Assert.True(GraphIsomorphism.AreIsomorphic(expected, actual), $"expected:\n{Lines(expected)}\nactual:\n{Lines(actual)}");
        }
    }

    private static RdfDataset Read(ManifestEntry entry, RdfTerm file, RdfFormat format) =>
        RdfFormats.ParseDataset(entry.Read(file), format, new() { Version = entry.Version, BaseIri = entry.BaseOf((Iri)file), SourceName = ((Iri)file).Value });

    private static string Lines(RdfDataset dataset) => string.Join('\n', dataset.Select(q => $"{q.Triple} {q.Graph} ."));
}
