using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Erasing;

/// <summary>The terms whose statements go: those that were asked for, and the blank nodes that only they lead to, in the present and all older states.</summary>
internal static class ErasureTargets
{
    internal static HashSet<ulong> Find(ErasureScan scan, IEnumerable<TermId> asked)
    {
        var targets = asked.Select(id => id.Value).ToHashSet();
        var nodes = ReachedFrom(scan, targets);
        DropLedToFromOutside(scan, targets, nodes);
        targets.UnionWith(nodes);
        return targets;
    }

    /// <summary>Adds the triple terms that speak of one of the terms, however deep.</summary>
    /// <param name="targets">The terms.</param>
    /// <param name="triples">All triple terms, what one is made of before it.</param>
    internal static void AddTripleTerms(HashSet<ulong> targets, IReadOnlyList<(TermId Id, TripleIds Terms)> triples)
    {
        foreach (var (id, terms) in triples)
        {
            if (targets.Contains(terms.Subject.Value) || targets.Contains(terms.Predicate.Value) || targets.Contains(terms.Object.Value))
                targets.Add(id.Value);
        }
    }

    // Blank nodes that chains of statements lead to through blank nodes only.
    private static HashSet<ulong> ReachedFrom(ErasureScan scan, HashSet<ulong> targets)
    {
        var reached = new HashSet<ulong>();
        var newest = targets;
        while (newest.Count > 0)
        {
            var next = new HashSet<ulong>();
            var from = newest;
            foreach (var row in newest.SelectMany(id => scan.Present(new TermId(id), default)).Concat(scan.Past().Where(row => from.Contains(row.A))))
            {
                if (new TermId(row.C).Tag == TermTag.BlankNode && !targets.Contains(row.C) && reached.Add(row.C))
                    next.Add(row.C);
            }

            newest = next;
        }

        return reached;
    }

    // A node stays if anything that stays leads to it; then what it leads to stays as well.
    private static void DropLedToFromOutside(ErasureScan scan, HashSet<ulong> targets, HashSet<ulong> nodes)
    {
        if (nodes.Count == 0)
            return;
        var ledTo = nodes.SelectMany(id => scan.Present(default, new TermId(id))).Concat(scan.Past().Where(row => nodes.Contains(row.C)))
            .Select(row => (From: row.A, To: row.C)).Distinct().ToLookup(edge => edge.To, edge => edge.From);
        bool Stays(ulong node) => ledTo[node].Any(from => !targets.Contains(from) && !nodes.Contains(from));
        while (nodes.RemoveWhere(Stays) > 0)
        {
        }
    }
}
