using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;

namespace Ocw.Nde.Datasetregister.Registration;

/// <summary>Reads the findings from the SHACL report that a register sends back.</summary>
internal static class AnswerReader
{
    private static readonly Iri s_severity = new(ShaclNs.ResultSeverity);

    /// <summary>The findings, worst first; none when the answer is not RDF in a syntax that is read here, or is damaged.</summary>
    internal static IReadOnlyList<RegisterFinding> Read(byte[] body, string? mediaType, int maximum)
    {
        if (body.Length == 0 || !RdfFormats.TryFromMediaType(mediaType, out var format) || !format.CanRead || format == RdfFormats.NTriples && mediaType == "text/plain")
            return [];

        var graph = new RdfGraph();
        try
        {
            RdfFormats.Parse(body, format, new RdfGraphSink(graph), new() { SourceName = "answer of the register", BaseIri = "urn:answer", Lenient = true });
        }
        catch (RdfSyntaxException)
        {
            // The body itself is kept and shown; what was read of it before the fault still counts.
        }

        return [.. graph.Match(null, s_severity)
            .Select(triple => Finding(graph, triple.Subject, triple.Object))
            .OfType<RegisterFinding>()
            .OrderBy(finding => Rank(finding.Severity))
            .Take(maximum)];
    }

    private static RegisterFinding? Finding(RdfGraph graph, RdfTerm result, RdfTerm severity) => severity is not Iri known
        ? null
        : new RegisterFinding(
            known,
            graph.Object(result, new Iri(ShaclNs.FocusNode)),
            graph.Object(result, new Iri(ShaclNs.ResultPath)) as Iri,
            graph.Object(result, new Iri(ShaclNs.Value)),
            [.. graph.Objects(result, new Iri(ShaclNs.ResultMessage)).OfType<Literal>()]);

    private static int Rank(Iri severity) => severity.Value switch
    {
        ShaclNs.Violation => 0,
        ShaclNs.Warning => 1,
        _ => 2,
    };
}
