using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Tests.Support;

/// <summary>A naive set of quads with which every source is compared: each question is answered by looking at every quad.</summary>
internal sealed class QuadModel
{
    public HashSet<Quad> Quads { get; } = [];

    public Dictionary<RdfTerm, GraphClass> Classes { get; } = [];

    /// <summary>Whether the default graph is the union of the graphs of the default classes; else only the unnamed graph.</summary>
    public bool Union { get; init; } = true;

    private bool IsDefault(RdfTerm? graph) =>
        graph is null || (Union && Classes.GetValueOrDefault(graph).IsInDefaultDataset());

    /// <summary>Compares the source with the model for every combination of bound terms, selectors and orders, or for a random part of them.</summary>
    public void AssertSame(IQuadSource source, Random random, int probes = 3, bool sample = false)
    {
        Assert.Equal(
            Quads.Where(quad => quad.Graph is not null).GroupBy(quad => quad.Graph!).Select(group => (group.Key, (long)group.Count())).OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal),
            source.NamedGraphs.Where(graph => graph.QuadCount > 0).Select(graph => (source.Terms.Get(graph.Id), graph.QuadCount)).OrderBy(entry => entry.Item1.ToString(), StringComparer.Ordinal));
        Assert.Equal(source.NamedGraphs.OrderBy(graph => graph.Id), source.NamedGraphs);

        var all = Quads.ToArray();
        var graphs = Quads.Select(quad => quad.Graph).Distinct().ToArray();
        foreach (var selector in Selectors(source, graphs, random))
        {
            for (var mask = 0; mask < 8; mask++)
            {
                if (sample && random.Next(3) != 0)
                    continue;
                for (var probe = 0; probe < (mask == 0 ? 1 : probes); probe++)
                {
                    var one = all.Length == 0 ? default : all[random.Next(all.Length)];
                    var other = all.Length == 0 ? default : all[random.Next(all.Length)];
                    var subject = (mask & 1) != 0 ? one.Subject : null;
                    var predicate = (mask & 2) != 0 ? one.Predicate : null;
                    var @object = (mask & 4) != 0 ? (random.Next(4) == 0 ? other.Object : one.Object) : null;
                    if (mask != 0 && all.Length == 0)
                        continue;
                    AssertPattern(source, selector, subject, predicate, @object, random, sample);
                }
            }
        }
    }

    private void AssertPattern(IQuadSource source, Selection selection, RdfTerm? subject, RdfTerm? predicate, RdfTerm? @object, Random random, bool sample)
    {
        var matching = Quads.Where(quad =>
            (subject is null || quad.Subject == subject) && (predicate is null || quad.Predicate == predicate)
            && (@object is null || quad.Object == @object) && selection.Shows(quad.Graph));
        var expected = (selection.Merges ? matching.Select(quad => quad with { Graph = null }).Distinct() : matching).ToHashSet();
        var pattern = new QuadPattern(IdOf(source, subject), IdOf(source, predicate), IdOf(source, @object), selection.Selector);
        var context = $"{subject} {predicate} {@object} in {selection.Name}";

        foreach (var order in Enum.GetValues<QuadOrder>())
        {
            if (sample && random.Next(3) != 0)
                continue;
            var rows = Read(source, pattern, order, capacity: random.Next(1, 40));
            Assert.True(rows.Count == expected.Count, $"{context}, {order}: {rows.Count} rows instead of {expected.Count}");
            Assert.True(rows.Select(row => ToQuad(source, row.Reorder(order, QuadOrder.Spo))).ToHashSet().SetEquals(expected), $"{context}, {order}: other rows");
            if (order != QuadOrder.Any)
            {
                for (var i = 1; i < rows.Count; i++)
                    Assert.True(rows[i - 1].CompareTo(rows[i]) < 0, $"{context}, {order}: row {i} is out of order");
                AssertSkips(source, pattern, order, rows, random, context);
            }
        }

        var estimate = source.EstimateCount(pattern);
        Assert.True(expected.Count == 0 ? estimate >= 0 : estimate > 0, $"{context}: estimate {estimate} for {expected.Count} rows");
    }

    // After a skip every row from the target on must still come; rows before it may.
    private static void AssertSkips(IQuadSource source, QuadPattern pattern, QuadOrder order, List<QuadKey> rows, Random random, string context)
    {
        if (rows.Count == 0)
            return;
        var target = rows[random.Next(rows.Count)];
        var (first, second) = random.Next(3) switch
        {
            0 => (target.A, target.B),
            1 => (target.A + 1, 0UL),
            _ => (target.A, target.B + 1),
        };
        using var scan = source.Scan(pattern, order);
        var batch = new QuadBatch(random.Next(1, 8));
        var seen = new List<QuadKey>();
        if (random.Next(2) == 0)
            Append(seen, batch, order, scan.Next(batch));
        scan.SkipTo(new TermId(first), new TermId(second));
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            Append(seen, batch, order, count);
        var needed = rows.Where(row => row.A > first || (row.A == first && row.B >= second)).ToList();
        Assert.True(seen.Count >= needed.Count && seen.TakeLast(needed.Count).SequenceEqual(needed), $"{context}, {order}: a skip lost rows");
    }

    private IEnumerable<Selection> Selectors(IQuadSource source, RdfTerm?[] graphs, Random random)
    {
        yield return new Selection("default", GraphSelector.Default, IsDefault, Merges: true);
        yield return new Selection("any named", GraphSelector.AnyNamed, graph => graph is not null, Merges: false);
        yield return new Selection("none named", GraphSelector.Named(), _ => false, Merges: false);
        foreach (var graph in graphs.Take(3))
        {
            var id = IdOf(source, graph);
            yield return new Selection($"named {graph}", GraphSelector.Named(id), other => Equals(other, graph), Merges: false);
            yield return new Selection($"merge {graph}", GraphSelector.MergeOf(id), other => Equals(other, graph), Merges: true);
        }

        var some = graphs.Where(_ => random.Next(2) == 0).ToArray();
        var ids = some.Select(graph => IdOf(source, graph)).ToArray();
        yield return new Selection("some named", GraphSelector.Named(ids), graph => some.Contains(graph), Merges: false);
        yield return new Selection("some merged", GraphSelector.MergeOf(ids), graph => some.Contains(graph), Merges: true);
    }

    private static List<QuadKey> Read(IQuadSource source, QuadPattern pattern, QuadOrder order, int capacity)
    {
        using var scan = source.Scan(pattern, order);
        var batch = new QuadBatch(capacity);
        var rows = new List<QuadKey>();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            Append(rows, batch, order, count);
        return rows;
    }

    private static void Append(List<QuadKey> rows, QuadBatch batch, QuadOrder order, int count)
    {
        for (var i = 0; i < count; i++)
            rows.Add(QuadKey.Create(order, batch.Subjects[i], batch.Predicates[i], batch.Objects[i], batch.Graphs[i]));
    }

    private static Quad ToQuad(IQuadSource source, QuadKey row) => new(
        source.Terms.Get(new TermId(row.A)), source.Terms.Get(new TermId(row.B)), source.Terms.Get(new TermId(row.C)),
        row.D == 0 ? null : source.Terms.Get(new TermId(row.D)));

    private static TermId IdOf(IQuadSource source, RdfTerm? term)
    {
        if (term is null)
            return TermId.Unbound;
        var id = source.Terms.Find(term);
        Assert.True(id.IsBound, $"{term} is not found");
        return id;
    }

    private sealed record Selection(string Name, GraphSelector Selector, Func<RdfTerm?, bool> Shows, bool Merges);
}
