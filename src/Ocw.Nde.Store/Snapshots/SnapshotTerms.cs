using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>The terms of a snapshot.</summary>
/// <remarks>
/// The dictionary is one for open and closed graphs. So that no one can probe it for the words of closed ones, a public snapshot finds a term of the
/// dictionary only if a quad that it shows holds it: asking for a term that stands in closed graphs only is asking for one that does not exist.
/// </remarks>
internal sealed class SnapshotTerms(Snapshot snapshot) : ITermDictionary
{
    public TermId Find(in TermSpan term)
    {
        using var lease = snapshot.Lease();
        var id = snapshot.State.Terms.Find(term);
        return !id.IsBound || TermCodec.IsInline(id.Tag) || !HidesGraphs || IsVisible(id) ? id : default;
    }

    public void Read<TState>(TermId id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var store = snapshot.Enter();
        try
        {
            store.Terms.Read(id, receiver, state);
        }
        finally
        {
            store.Release();
        }
    }

    public TermId FindTriple(TermId subject, TermId predicate, TermId @object)
    {
        using var lease = snapshot.Lease();
        var id = snapshot.State.Terms.Find(new TripleIds(subject, predicate, @object));
        return !id.IsBound || !HidesGraphs || IsVisible(id) ? id : default;
    }

    public bool TryReadTriple(TermId id, out TermId subject, out TermId predicate, out TermId @object)
    {
        using var lease = snapshot.Lease();
        var found = snapshot.State.Terms.TryReadTriple(id, out var ids);
        (subject, predicate, @object) = ids;
        return found;
    }

    public TermReader OpenReader() => new SnapshotTermReader(snapshot.Lease());

    private bool HidesGraphs
    {
        get
        {
            if (snapshot.Scope == ReaderScope.Internal)
                return false;
            if (snapshot.State.IsPast)
                return true;
            var shown = snapshot.NamedGraphs.Count + (snapshot.UnnamedGraph is null ? 0 : 1);
            return shown < snapshot.State.Manifest.Graphs.Count;
        }
    }

    private bool IsVisible(TermId id)
    {
        if (snapshot.TryGetGraph(id, out _))
            return true;
        foreach (var graphs in (ReadOnlySpan<GraphSelector>)[GraphSelector.AnyNamed, GraphSelector.Named(TermId.Unbound)])
        {
            if (Occurs(new QuadPattern(id, default, default, graphs)) || Occurs(new QuadPattern(default, default, id, graphs))
                || Occurs(new QuadPattern(default, id, default, graphs)))
            {
                return true;
            }
        }

        return IsInVisibleTripleTerm(id);
    }

    // A term may be shown in triple terms only.
    private bool IsInVisibleTripleTerm(TermId id)
    {
        foreach (var (triple, terms) in snapshot.State.Terms.TripleTerms(CancellationToken.None))
        {
            if ((terms.Subject == id || terms.Predicate == id || terms.Object == id) && IsVisible(triple))
                return true;
        }

        return false;
    }

    private bool Occurs(in QuadPattern pattern)
    {
        using var scan = snapshot.Scan(pattern, QuadOrder.Any);
        return scan.Next(new QuadBatch(1)) > 0;
    }
}
