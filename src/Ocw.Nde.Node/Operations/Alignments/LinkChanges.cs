using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>What would be linked otherwise than it is: values that got a link, lost theirs, or have another one. Only some of them are held, as examples.</summary>
internal sealed class LinkChanges(int mostExamples)
{
    private readonly List<LinkChange> _examples = [];

    /// <summary>Values without a link before and with one after.</summary>
    public long Added { get; private set; }

    /// <summary>Values with a link before and none after.</summary>
    public long Removed { get; private set; }

    /// <summary>Values with other links than before.</summary>
    public long Changed { get; private set; }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Added + Removed + Changed == 0;

    /// <summary>Some of them.</summary>
    public IReadOnlyList<LinkChange> Examples => _examples;

    /// <summary>Compares the links of a graph in two snapshots of one store; both are read once, in order of value.</summary>
    /// <param name="before">What is served.</param>
    /// <param name="after">What would be.</param>
    /// <param name="links">The graph of links.</param>
    /// <param name="contents">The graphs in which the names of the values stand.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public void Compare(Snapshot before, Snapshot after, string links, IReadOnlyList<string> contents, CancellationToken cancellation)
    {
        using var old = LinksOf(before, links, cancellation).GetEnumerator();
        using var present = LinksOf(after, links, cancellation).GetEnumerator();
        var (hasOld, hasPresent) = (old.MoveNext(), present.MoveNext());
        while (hasOld || hasPresent)
        {
            var order = !hasOld ? 1 : !hasPresent ? -1 : old.Current.Value.CompareTo(present.Current.Value);
            var value = order <= 0 ? old.Current.Value : present.Current.Value;
            var (gone, come) = (order <= 0 ? old.Current.Links : [], order >= 0 ? present.Current.Links : []);
            if (!gone.SetEquals(come))
                Add(after, value, gone, come, contents);
            if (order <= 0)
                hasOld = old.MoveNext();
            if (order >= 0)
                hasPresent = present.MoveNext();
        }
    }

    private void Add(Snapshot snapshot, ulong value, HashSet<(ulong Predicate, ulong Term)> gone, HashSet<(ulong Predicate, ulong Term)> come, IReadOnlyList<string> contents)
    {
        if (gone.Count == 0)
            Added++;
        else if (come.Count == 0)
            Removed++;
        else
            Changed++;
        if (_examples.Count >= mostExamples)
            return;
        List<LinkedTerm> Terms(IEnumerable<(ulong Predicate, ulong Term)> links) =>
            [.. links.Select(link => new LinkedTerm(IriOf(snapshot, link.Predicate), IriOf(snapshot, link.Term))).OrderBy(link => link.Term, StringComparer.Ordinal)];
        _examples.Add(new LinkChange(IriOf(snapshot, value), NameOf(snapshot, new TermId(value), contents), Terms(gone.Except(come)), Terms(come.Except(gone))));
    }

    private static IEnumerable<(ulong Value, HashSet<(ulong Predicate, ulong Term)> Links)> LinksOf(Snapshot snapshot, string graph, CancellationToken cancellation)
    {
        if (snapshot.Terms.FindIri(graph) is not { IsBound: true } id)
            yield break;
        var batch = new QuadBatch();
        var links = new HashSet<(ulong, ulong)>();
        ulong value = 0;
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Named(id)), QuadOrder.Spo);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
            {
                if (batch.Subjects[i] != value && links.Count > 0)
                {
                    yield return (value, links);
                    links = [];
                }

                value = batch.Subjects[i];
                links.Add((batch.Predicates[i], batch.Objects[i]));
            }
        }

        if (links.Count > 0)
            yield return (value, links);
    }

    private static string NameOf(Snapshot snapshot, TermId value, IReadOnlyList<string> contents)
    {
        var name = snapshot.Terms.FindIri(SchemaNs.Namespace + "name");
        foreach (var graph in contents.Select(iri => snapshot.Terms.FindIri(iri)).Where(id => id.IsBound && name.IsBound))
        {
            var batch = new QuadBatch(1);
            using var scan = snapshot.Scan(new QuadPattern(value, name, default, GraphSelector.Named(graph)), QuadOrder.Any);
            if (scan.Next(batch) > 0 && snapshot.Terms.ToTerm(new TermId(batch.Objects[0])) is Literal words)
                return words.LexicalForm;
        }

        return "";
    }

    private static string IriOf(Snapshot snapshot, ulong id) => snapshot.Terms.ToTerm(new TermId(id)) is Iri iri ? iri.Value : "";
}

/// <summary>A value that is linked otherwise.</summary>
/// <param name="Value">The IRI of the value.</param>
/// <param name="Words">The institution's own words.</param>
/// <param name="Removed">What it is linked with and would no longer be.</param>
/// <param name="Added">What it would be linked with and is not yet.</param>
internal sealed record LinkChange(string Value, string Words, IReadOnlyList<LinkedTerm> Removed, IReadOnlyList<LinkedTerm> Added);

/// <summary>A link of a value.</summary>
/// <param name="Predicate">How.</param>
/// <param name="Term">With which term.</param>
internal sealed record LinkedTerm(string Predicate, string Term);
