using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Operations;

/// <summary>Hands the quads of a graph to a sink, in the order of their ids, without making objects of them.</summary>
internal static class QuadExport
{
    /// <summary>Writes all quads of a named graph.</summary>
    /// <returns>How many.</returns>
    public static long Write(IQuadSource source, TermId graph, IQuadSink sink, CancellationToken cancellation)
    {
        var count = 0L;
        var batch = new QuadBatch();
        using var scan = source.Scan(new QuadPattern(default, default, default, GraphSelector.Named(graph)), QuadOrder.Spo);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
                Write(source.Terms, new(batch.Subjects[i]), new(batch.Predicates[i]), new(batch.Objects[i]), graph, sink);
            count += rows;
        }

        return count;
    }

    private static void Write(ITermDictionary terms, TermId subject, TermId predicate, TermId @object, TermId graph, IQuadSink sink)
    {
        // Each span lives only inside its call, so the four calls are nested.
        var row = new Row { Terms = terms, Sink = sink, Predicate = predicate, Object = @object, Graph = graph };
        terms.Read(subject, static (in TermSpan s, Row r) =>
        {
            r.SubjectSpan = s;
            r.Terms.Read(r.Predicate, static (in TermSpan p, Row r) =>
            {
                r.PredicateSpan = p;
                r.Terms.Read(r.Object, static (in TermSpan o, Row r) =>
                {
                    r.ObjectSpan = o;
                    if (r.Graph.IsBound)
                        r.Terms.Read(r.Graph, static (in TermSpan g, Row r) => r.Sink.Quad(r.SubjectSpan, r.PredicateSpan, r.ObjectSpan, g), r);
                    else
                        r.Sink.Quad(r.SubjectSpan, r.PredicateSpan, r.ObjectSpan, TermSpan.None);
                }, r);
            }, r);
        }, row);
    }

    private ref struct Row
    {
        public ITermDictionary Terms;
        public IQuadSink Sink;
        public TermId Predicate;
        public TermId Object;
        public TermId Graph;
        public TermSpan SubjectSpan;
        public TermSpan PredicateSpan;
        public TermSpan ObjectSpan;
    }
}
