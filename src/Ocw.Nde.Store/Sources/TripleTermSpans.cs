using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Sources;

/// <summary>Writes the terms of a triple term beside each other, and finds the ids of those of a written one.</summary>
internal static class TripleTermSpans
{
    /// <summary>Finds the id of a term.</summary>
    internal delegate TermId Finder(in TermSpan term);

    /// <summary>Hands the triple term of three ids to a receiver.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="read">Reads one term of the dictionary into a copy.</param>
    /// <param name="receiver">Receives the triple term.</param>
    /// <param name="state">For the receiver.</param>
    internal static void Read<TState>(in TripleIds ids, Action<TermId, TermCopy> read, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        var (subject, predicate, @object) = (new TermCopy(), new TermCopy(), new TermCopy());
        read(ids.Subject, subject);
        read(ids.Predicate, predicate);
        read(ids.Object, @object);
        receiver(new TripleTermText().Compose(subject.Span, predicate.Span, @object.Span), state);
    }

    /// <summary>The ids of the terms of a triple term; unbound for one that is not found, and for what follows it.</summary>
    internal static TripleIds Find(in TermSpan term, Finder find)
    {
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        var (s, p, o) = (find(subject), default(TermId), default(TermId));
        if (s.IsBound)
            p = find(predicate);
        if (p.IsBound)
            o = find(@object);
        return new TripleIds(s, p, o);
    }
}
