using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>The statements of one subject sorted by object: no stored order has them so, and they are few.</summary>
internal sealed class SortedScan : QuadScan
{
    private readonly MemoryScan _rows;

    private SortedScan(MemoryScan rows) => _rows = rows;

    public override int Next(QuadBatch batch) => _rows.Next(batch);

    public override void SkipTo(TermId first, TermId second) => _rows.SkipTo(first, second);

    internal static SortedScan Read(QuadScan scan, in QuadPattern pattern, QuadOrder order)
    {
        var rows = new List<QuadKey>();
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i++)
                rows.Add(QuadKey.Create(order, batch.Subjects[i], batch.Predicates[i], batch.Objects[i], batch.Graphs[i]));
        }

        rows.Sort();
        var view = new RowView(new SortedRows([]), Filter: null, SkipUnnamed: false, Merge: false);
        return new SortedScan(new MemoryScan(pattern, order, order, [.. rows], 0, rows.Count, view));
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Writes a row of ids to a sink as terms.</summary>
internal static class DumpedQuad
{
    internal static void Write(ITermDictionary terms, in QuadKey row, Ocw.Nde.Rdf.IQuadSink sink) =>
        terms.Read(new TermId(row.A), AtSubject, new Subject(terms, row, sink));

    private static void AtSubject(in Rdf.Terms.TermSpan subject, Subject state) =>
        state.Terms.Read(new TermId(state.Row.B), AtPredicate, new Predicate(state, subject));

    private static void AtPredicate(in Rdf.Terms.TermSpan predicate, Predicate state) =>
        state.Before.Terms.Read(new TermId(state.Before.Row.C), AtObject, new Object(state, predicate));

    private static void AtObject(in Rdf.Terms.TermSpan @object, Object state)
    {
        var start = state.Before.Before;
        if (start.Row.D == 0)
            start.Sink.Quad(state.Before.SubjectTerm, state.PredicateTerm, @object, Rdf.Terms.TermSpan.None);
        else
            start.Terms.Read(new TermId(start.Row.D), AtGraph, new Graph(state, @object));
    }

    private static void AtGraph(in Rdf.Terms.TermSpan graph, Graph state) =>
        state.Before.Before.Before.Sink.Quad(state.Before.Before.SubjectTerm, state.Before.PredicateTerm, state.ObjectTerm, graph);

    private readonly struct Subject(ITermDictionary terms, QuadKey row, Ocw.Nde.Rdf.IQuadSink sink)
    {
        internal readonly ITermDictionary Terms = terms;
        internal readonly QuadKey Row = row;
        internal readonly Ocw.Nde.Rdf.IQuadSink Sink = sink;
    }

    private readonly ref struct Predicate(Subject before, Rdf.Terms.TermSpan subject)
    {
        internal readonly Subject Before = before;
        internal readonly Rdf.Terms.TermSpan SubjectTerm = subject;
    }

    private readonly ref struct Object(Predicate before, Rdf.Terms.TermSpan predicate)
    {
        internal readonly Predicate Before = before;
        internal readonly Rdf.Terms.TermSpan PredicateTerm = predicate;

        internal Rdf.Terms.TermSpan SubjectTerm => Before.SubjectTerm;
    }

    private readonly ref struct Graph(Object before, Rdf.Terms.TermSpan @object)
    {
        internal readonly Object Before = before;
        internal readonly Rdf.Terms.TermSpan ObjectTerm = @object;
    }
}
