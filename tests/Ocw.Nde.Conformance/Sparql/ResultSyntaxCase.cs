using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>A test of a result format (Oxigraph's): the file is read and says what is expected, or it is refused.</summary>
internal static class ResultSyntaxCase
{
    public static void Run(ManifestEntry entry)
    {
        if (entry.Types.Any(type => type.StartsWith("Negative", StringComparison.Ordinal)))
            Assert.Throws<RdfSyntaxException>(() => Read(entry, entry.Action));
        else if (entry.Result is { } expected)
            ResultComparison.AssertSame(Read(entry, expected), Read(entry, entry.Action), isOrdered: true);
        else
            Read(entry, entry.Action);
    }

    private static SparqlResults Read(ManifestEntry entry, RdfTerm file)
    {
        Assert.True(SparqlResultsFormat.TryFromFileName(((Iri)file).Value, out var format), file.ToString());
        return format.Read(entry.Read(file));
    }
}
