using System.Collections.Concurrent;
using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Store.Tests.Isolation;

/// <summary>
/// A list-append history, as Jepsen's Elle has it: writers append unique numbers to lists by reading the length and writing the next place in one transaction;
/// readers read several lists in one state. From what was acknowledged and read it is shown that nothing was lost, torn, or read half.
/// </summary>
public class ListAppendTests
{
    private const int Lists = 5;
    private const int Clients = 8;

    private static readonly Iri Graph = new("http://example.org/lijsten");
    private static readonly Iri Item = new("http://example.org/item");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_update_is_lost_and_no_read_is_fractured(bool merging)
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, new StoreOptions { MergeInBackground = merging });
        var appends = TestScale.Of(25, 2000);
        var (acknowledged, reads) = (new ConcurrentBag<Append>(), new ConcurrentBag<Read>());
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => RunClient(store, client, appends, acknowledged, reads))));

        using var end = store.OpenSnapshot(ReaderScope.Public);
        var final = ReadAll(end);
        Assert.Equal(Clients * appends, acknowledged.Count);
        AssertNothingLost(final, acknowledged);
        AssertPrefixes(final, reads);
        AssertReal(acknowledged, reads);

        // The history tells the same: the state after each append has it, and the one before has not.
        foreach (var append in acknowledged.OrderBy(append => append.Commit).Where((_, place) => place % 17 == 0))
        {
            using var before = store.OpenSnapshot(ReaderScope.Public, append.Commit - 1);
            using var after = store.OpenSnapshot(ReaderScope.Public, append.Commit);
            Assert.DoesNotContain(append.Value, ReadList(before, append.List));
            Assert.Equal(append.Value, ReadList(after, append.List)[^1]);
        }
    }

    private static void RunClient(QuadStore store, int client, int appends, ConcurrentBag<Append> acknowledged, ConcurrentBag<Read> reads)
    {
        var random = new Random(client);
        for (var number = 0; number < appends; number++)
        {
            // Two lists in one transaction: a read that sees the one append and not the other is fractured.
            var value = (client * 1_000_000) + number;
            var (list, other) = (random.Next(Lists), Lists + client);
            using (var transaction = store.BeginWrite())
            {
                using var committed = store.OpenSnapshot(ReaderScope.Internal);
                var stage = transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Add);
                stage.Quad(new Quad(ListOf(list), ItemAt(ReadList(committed, list).Count), Value(value)));
                stage.Quad(new Quad(ListOf(other), ItemAt(number), Value(value)));
                acknowledged.Add(new Append(list, value, transaction.Commit().CommitNumber));
            }

            using var snapshot = store.OpenSnapshot(ReaderScope.Public);
            reads.Add(new Read(snapshot.CommitNumber, ReadAll(snapshot)));
        }
    }

    private static void AssertNothingLost(List<int>[] final, ConcurrentBag<Append> acknowledged)
    {
        Assert.Equal(acknowledged.Select(append => append.Value).Order(), final.Take(Lists).SelectMany(list => list).Order());
        foreach (var list in acknowledged.GroupBy(append => append.List))
            Assert.Equal(list.OrderBy(append => append.Commit).Select(append => append.Value), final[list.Key]);
    }

    private static void AssertPrefixes(List<int>[] final, ConcurrentBag<Read> reads)
    {
        foreach (var read in reads)
        {
            for (var list = 0; list < read.Lists.Length; list++)
                Assert.Equal(final[list].Take(read.Lists[list].Count), read.Lists[list]);

            // What a client has in its own list it has in the shared ones too, and the other way round.
            Assert.Equal(read.Lists.Take(Lists).SelectMany(list => list).Order(), read.Lists.Skip(Lists).SelectMany(list => list).Order());
        }
    }

    private static void AssertReal(ConcurrentBag<Append> acknowledged, ConcurrentBag<Read> reads)
    {
        // One transaction, one commit; a state shows exactly the appends up to its commit.
        var commits = acknowledged.Select(append => append.Commit).Order().ToArray();
        Assert.Equal(commits.Length, commits.Distinct().Count());
        foreach (var read in reads)
            Assert.Equal(commits.Count(commit => commit <= read.Commit), read.Lists.Take(Lists).Sum(list => list.Count));
    }

    private static List<int>[] ReadAll(Snapshot snapshot) => [.. Enumerable.Range(0, Lists + Clients).Select(list => ReadList(snapshot, list))];

    private static List<int> ReadList(Snapshot snapshot, int list)
    {
        var places = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var id = snapshot.Terms.Find(ListOf(list));
        if (!id.IsBound)
            return [];
        using var scan = snapshot.Scan(new QuadPattern(id, default, default, GraphSelector.AnyNamed), QuadOrder.Any);
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i++)
                Assert.True(places.TryAdd(((Iri)snapshot.Terms.Get(new TermId(batch.Predicates[i]))).Value, int.Parse(((Literal)snapshot.Terms.Get(new TermId(batch.Objects[i]))).LexicalForm, CultureInfo.InvariantCulture)), "two values have one place");
        }

        return [.. places.Values];
    }

    private static Iri ListOf(int number) => new($"http://example.org/lijst/{number}");

    private static Iri ItemAt(int place) => new(string.Create(CultureInfo.InvariantCulture, $"{Item.Value}/{place:D8}"));

    private static Literal Value(int value) => new(value.ToString(CultureInfo.InvariantCulture), new Iri("http://www.w3.org/2001/XMLSchema#integer"));

    private sealed record Append(int List, int Value, long Commit);

    private sealed record Read(long Commit, List<int>[] Lists);
}
