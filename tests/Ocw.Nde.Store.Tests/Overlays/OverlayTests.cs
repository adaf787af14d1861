using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Tests.Overlays;

public class OverlayTests
{
    [Fact]
    public void Runs_hold_what_a_sorted_set_holds_after_any_changes()
    {
        var random = new Random(5);
        var runs = SortedRuns.Empty;
        var model = new SortedSet<QuadKey>();
        for (var round = 0; round < 400; round++)
        {
            var added = Enumerable.Range(0, random.Next(round % 7 == 0 ? 900 : 30)).Select(_ => Row(random, 60)).Where(row => !model.Contains(row)).Distinct().Order().ToArray();
            var removed = model.Where(_ => random.Next(round % 11 == 0 ? 2 : 40) == 0).ToArray();
            var before = runs;
            var then = before.ToArray();
            runs = runs.Change(added, removed);
            model.ExceptWith(removed);
            model.UnionWith(added);

            Assert.Equal(model, runs.ToArray());
            Assert.Equal(model.Count, runs.Count);
            Assert.Equal(then, before.ToArray());
            var (low, high) = (Row(random, 60), Row(random, 60));
            if (low.CompareTo(high) > 0)
                (low, high) = (high, low);
            Assert.Equal(model.Count(row => row.CompareTo(low) >= 0 && row.CompareTo(high) < 0), runs.CountBetween(low, high));
            Assert.Equal(model.Contains(low), runs.Contains(low));
            for (var run = 0; run < runs.RunCount; run++)
                Assert.InRange(runs.Run(run).Length, 1, SortedRuns.MaxRows);
        }
    }

    [Fact]
    public void Runs_stay_few_when_most_rows_go()
    {
        var rows = Enumerable.Range(0, 50_000).Select(i => new QuadKey((ulong)i, 1, 1, 1)).ToArray();
        var runs = SortedRuns.Of(rows);
        var random = new Random(1);
        random.Shuffle(rows);
        for (var from = 0; from + 100 <= 49_000; from += 100)
        {
            var removed = rows[from..(from + 100)];
            Array.Sort(removed);
            runs = runs.Change([], removed);
        }

        Assert.Equal(1000, runs.Count);
        Assert.InRange(runs.RunCount, 1, 100);
    }

    [Fact]
    public void A_row_that_comes_back_takes_its_tombstone_away_and_one_that_was_only_added_leaves_none()
    {
        var builder = Overlay.Empty.ToBuilder();
        var (inSegment, isNew) = (new QuadKey(1, 2, 3, 9), new QuadKey(4, 5, 6, 9));
        builder.Remove(inSegment);
        builder.Add(isNew);
        var overlay = builder.Build();
        Assert.Equal(new OverlayCounts(1, 1), overlay.CountsOf(9));
        Assert.Equal([isNew], overlay.AddedOf(9));
        Assert.Equal([inSegment], overlay.RemovedOf(9));

        builder = overlay.ToBuilder();
        builder.Add(inSegment);
        builder.Remove(isNew);
        Assert.True(builder.Build().IsEmpty);
        Assert.Equal(2, overlay.Count);
    }

    [Fact]
    public void A_graph_with_new_layers_is_forgotten_and_others_are_not()
    {
        var overlay = Overlay.Of([new(1, 1, 1, 7), new(1, 1, 1, 8)], [new(2, 2, 2, 7), new(2, 2, 2, 8)]);
        var builder = overlay.ToBuilder();
        builder.Add(new QuadKey(3, 3, 3, 7));
        builder.Forget(7);
        builder.Add(new QuadKey(4, 4, 4, 7));
        var changed = builder.Build();
        Assert.Equal(new OverlayCounts(1, 0), changed.CountsOf(7));
        Assert.Equal(new OverlayCounts(1, 1), changed.CountsOf(8));
        Assert.Equal([new QuadKey(4, 4, 4, 7)], changed.AddedOf(7));
    }

    [Fact]
    public void Every_order_holds_the_same_rows()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 30_000).Select(_ => Row(random, 500)).Distinct().ToArray();
        var overlay = Overlay.Of(rows, []);
        foreach (var permutation in Enum.GetValues<Permutation>())
        {
            var expected = rows.Select(row => permutation.Key(row.A, row.B, row.C, row.D)).Order().ToArray();
            Assert.Equal(expected, overlay.Added[permutation].ToArray());
        }
    }

    private static QuadKey Row(Random random, int most) =>
        new((ulong)random.Next(1, most), (ulong)random.Next(1, 5), (ulong)random.Next(1, most), (ulong)random.Next(0, 6));
}
