using Ocw.Nde.Node.Pipeline.Gone;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline.Increments;

/// <summary>
/// Finds out whether a record that did not change still makes a statement that a changed one made before. Nothing is counted: the records that can make it are
/// looked up in the graph, which is a tree below each object, and what mapping made of them is read until one has it.
/// </summary>
/// <param name="before">What is served.</param>
/// <param name="graphs">The channel's graphs with records, open and closed.</param>
/// <param name="objects">Knows the objects.</param>
/// <param name="known">What mapping made of the records.</param>
/// <param name="touched">Records that changed or are gone: what they stated before counts no longer.</param>
/// <param name="admission">Divides what they state.</param>
internal sealed class StatedElsewhere(Snapshot before, IReadOnlyList<TermId> graphs, ObjectWalk objects, RecordCacheReader known, IReadOnlySet<long> touched, Admission admission)
{
    private const int MostNodes = 20_000;
    private const int MostReads = 20_000;
    private const int MostRemembered = 512;

    private readonly Dictionary<long, (HashSet<Triple> Open, HashSet<Triple> Closed)> _remembered = [];
    private int _reads;

    /// <summary>Whether a search grew beyond its ceiling: then no answer counts.</summary>
    public bool IsTooWide { get; private set; }

    /// <summary>Whether a record that did not change makes a statement.</summary>
    /// <param name="triple">The statement.</param>
    /// <param name="isOpen">In the open or in the closed graph.</param>
    public bool Holds(Triple triple, bool isOpen)
    {
        if (triple.Subject is not Iri subject || before.Terms.FindIri(subject.Value) is not { IsBound: true } node)
            return false;
        foreach (var owner in Owners(node.Value))
        {
            foreach (var id in known.Describing(owner))
            {
                if (!touched.Contains(id) && Statements(id) is var (open, closed) && (isOpen ? open : closed).Contains(triple))
                    return true;
            }

            if (IsTooWide)
                return true;
        }

        return false;
    }

    // The objects from which statements lead to a node, nearest first; found as they are asked for.
    private IEnumerable<string> Owners(ulong node)
    {
        var (seen, waiting) = (new HashSet<ulong> { node }, new Queue<ulong>([node]));
        while (waiting.TryDequeue(out var next))
        {
            if (graphs.Any(graph => objects.Holds(next, graph)) && before.Terms.ToTerm(new(next)) is Iri owner)
                yield return owner.Value;
            var batch = new QuadBatch(32);
            using var scan = before.Scan(new QuadPattern(default, default, new(next), GraphSelector.MergeOf(graphs)), QuadOrder.Any);
            for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
            {
                for (var i = 0; i < rows; i++)
                {
                    if (!seen.Add(batch.Subjects[i]))
                        continue;
                    if (seen.Count > MostNodes)
                    {
                        IsTooWide = true;
                        yield break;
                    }

                    if (graphs.Any(graph => objects.Holds(batch.Subjects[i], graph)) && before.Terms.ToTerm(new(batch.Subjects[i])) is Iri user)
                        yield return user.Value;
                    waiting.Enqueue(batch.Subjects[i]);
                }
            }
        }
    }

    private (HashSet<Triple> Open, HashSet<Triple> Closed) Statements(long id)
    {
        if (_remembered.TryGetValue(id, out var statements))
            return statements;
        if (++_reads > MostReads || known.Result(id) is not { } bytes || MappedRecord.Read("", bytes) is not { } mapped)
        {
            IsTooWide = true;
            return ([], []);
        }

        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        if (mapped.IsRejected || mapped.Subject is null)
            return _remembered[id] = ([], []);
        var admitted = admission.Admit(mapped);
        return _remembered[id] = ([.. admitted.Open], [.. admitted.Closed]);
    }
}
