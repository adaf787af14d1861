using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Hands the triples of a source's default graph to a sink, without making objects of them.</summary>
internal static class QuadCopy
{
    /// <summary>Copies all triples.</summary>
    public static void Copy(IQuadSource source, IQuadSink sink)
    {
        var batch = new QuadBatch();
        using var scan = source.Scan(new QuadPattern(default, default, default, GraphSelector.Default), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                Write(source.Terms, new(batch.Subjects[i]), new(batch.Predicates[i]), new(batch.Objects[i]), sink);
        }
    }

    // Each span lives only inside its call, so the calls are nested.
    private static void Write(ITermDictionary terms, TermId subject, TermId predicate, TermId @object, IQuadSink sink) =>
        terms.Read(
            subject,
            static (in TermSpan s, Row r) =>
            {
                r.SubjectSpan = s;
                r.Terms.Read(
                    r.Predicate,
                    static (in TermSpan p, Row r) =>
                    {
                        r.PredicateSpan = p;
                        r.Terms.Read(r.Object, static (in TermSpan o, Row r) => r.Sink.Quad(r.SubjectSpan, r.PredicateSpan, o, TermSpan.None), r);
                    },
                    r);
            },
            new Row { Terms = terms, Sink = sink, Predicate = predicate, Object = @object });

    private ref struct Row
    {
        public ITermDictionary Terms;
        public IQuadSink Sink;
        public TermId Predicate;
        public TermId Object;
        public TermSpan SubjectSpan;
        public TermSpan PredicateSpan;
    }
}
