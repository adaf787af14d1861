using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Results;

/// <summary>Writes triples of ids to a sink, without making objects.</summary>
internal static class TripleWriting
{
    internal static void Write(QueryTerms terms, ReadOnlySpan<ulong> triple, IQuadSink sink)
    {
        if (terms.TrySpans(triple, out var subject, out var predicate, out var @object))
            sink.Quad(subject, predicate, @object, TermSpan.None);
        else
            terms.Read(triple[0], WithSubject, new Rest(terms, triple[1], triple[2], sink, default, default));
    }

    private static void WithSubject(in TermSpan term, Rest rest) =>
        rest.Terms.Read(rest.Predicate, WithPredicate, new Rest(rest.Terms, 0, rest.Object, rest.Sink, term, default));

    private static void WithPredicate(in TermSpan term, Rest rest) =>
        rest.Terms.Read(rest.Object, WithObject, new Rest(rest.Terms, 0, 0, rest.Sink, rest.SubjectSpan, term));

    private static void WithObject(in TermSpan term, Rest rest) => rest.Sink.Quad(rest.SubjectSpan, rest.PredicateSpan, term, TermSpan.None);

    /// <summary>What is still to be read, and the spans that were.</summary>
    private readonly ref struct Rest(QueryTerms terms, ulong predicate, ulong @object, IQuadSink sink, TermSpan subjectSpan, TermSpan predicateSpan)
    {
        internal readonly QueryTerms Terms = terms;
        internal readonly ulong Predicate = predicate;
        internal readonly ulong Object = @object;
        internal readonly IQuadSink Sink = sink;
        internal readonly TermSpan SubjectSpan = subjectSpan;
        internal readonly TermSpan PredicateSpan = predicateSpan;
    }
}
