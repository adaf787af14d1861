using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.History;

public class HistoryCostTests
{
    private const int Objects = 20_000;

    private static readonly Iri Collection = new("http://example.org/collectie");

    [Fact]
    public void A_weekly_harvest_costs_what_changed_and_not_the_graph()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, new StoreOptions { MergeInBackground = false, LogStepBytes = 4096 });
        Harvest(store, week: 0);
        store.Merge();
        var first = BytesOf(folder);

        for (var week = 1; week <= 6; week++)
            Assert.Equal((Objects / 100, Objects / 100), Harvest(store, week));
        store.Merge();

        // Six weeks in which one object of a hundred got another title: new rows, new terms and the history of both.
        var grown = BytesOf(folder) - first;
        Assert.True(grown < first * 6 * 3 / 100, $"{grown} bytes came to {first} in six weeks");
        Assert.Equal(7, store.VersionsOf(IdOf(store)).Count);
        Assert.Equal(6 * 2 * Objects / 100, store.Usage().HistoryRows);
        Assert.Contains("titel 100 van week 0", TitleOf(store, commit: 1, number: 100), StringComparison.Ordinal);
        Assert.Contains("titel 100 van week 5", TitleOf(store, commit: 6, number: 100), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_small_commits_leave_few_history_files()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
        for (var number = 0; number < 60; number++)
        {
            using var transaction = store.BeginWrite();
            transaction.Stage(Collection, GraphClass.Content, mode: StageMode.Add).Quad(new Quad(Collection, Collection, new Literal($"regel {number}")));
            transaction.Commit();
            if (number % 10 == 9)
                store.Merge();
        }

        Assert.InRange(store.Usage().HistoryCount, 1, 3);
        using var half = store.OpenSnapshot(ReaderScope.Public, 30);
        Assert.Equal(30, half.QuadCount);
    }

    [Fact]
    public void A_graph_that_was_dropped_and_made_anew_has_its_older_states()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
        Write(store, "een", "twee");
        using (var transaction = store.BeginWrite())
        {
            transaction.Drop(Collection);
            transaction.Commit();
        }

        Write(store, "twee", "drie");
        var id = IdOf(store);

        Assert.Equal(
            [GraphVersionKind.Created, GraphVersionKind.Dropped, GraphVersionKind.Created],
            store.VersionsOf(id).Select(version => version.Kind));
        Assert.Equal([0, 2, 0, 2], Enumerable.Range(0, 4).Select(commit => Count(store, commit)));
    }

    [Fact]
    public void The_public_sees_nothing_of_a_past_in_which_a_graph_was_closed_nor_of_one_that_is_closed_now()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
        Write(store, AccessLevel.Open, "geheim");
        Write(store, AccessLevel.Closed, "geheim", "ook");
        Assert.Equal((0, 1), (Count(store, 1), Count(store, 1, ReaderScope.Internal)));
        Assert.Empty(store.VersionsOf(IdOf(store), ReaderScope.Public));

        Write(store, AccessLevel.Open, "geheim");
        Assert.Equal([1, 0, 1], Enumerable.Range(1, 3).Select(commit => Count(store, commit)));
        Assert.Equal([1L, 3L], store.VersionsOf(IdOf(store), ReaderScope.Public).Select(version => version.Commit));

        // Words that only a closed state had are not to be found by asking for their ids.
        using var past = store.OpenSnapshot(ReaderScope.Public, 2);
        Assert.False(past.Terms.Find(new Literal("een geheim dat lang is: ook")).IsBound);
    }

    [Fact]
    public void A_graph_whose_class_keeps_no_history_is_left_out_of_states_before_its_last_change()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
        Write(store, "een");
        for (var number = 0; number < 2; number++)
        {
            using var transaction = store.BeginWrite();
            transaction.Stage(new Iri("http://example.org/verslag"), GraphClass.Reports).Quad(new Quad(Collection, Collection, new Literal($"verslag {number}")));
            transaction.Commit();
        }

        Write(store, "een", "twee");
        Assert.Equal([1, 1, 2, 3], Enumerable.Range(1, 4).Select(commit => Count(store, commit)));
        store.Flush();
        Assert.Equal(2, store.Usage().HistoryRows + 1);
    }

    private static void Write(QuadStore store, params string[] words) => Write(store, AccessLevel.Open, words);

    private static void Write(QuadStore store, AccessLevel access, params string[] words)
    {
        using var transaction = store.BeginWrite();
        var stage = transaction.Stage(Collection, GraphClass.Content, access);
        foreach (var word in words)
            stage.Quad(new Quad(Collection, Collection, new Literal("een geheim dat lang is: " + word)));
        Assert.True(transaction.Commit().Changed);
    }

    private static int Count(QuadStore store, long commit, ReaderScope scope = ReaderScope.Public)
    {
        using var snapshot = store.OpenSnapshot(scope, commit);
        return (int)snapshot.QuadCount;
    }

    private static (long Added, long Removed) Harvest(QuadStore store, int week)
    {
        using var transaction = store.BeginWrite();
        var stage = transaction.Stage(Collection, GraphClass.Content);
        for (var i = 0; i < Objects; i++)
        {
            var subject = new Iri(string.Create(CultureInfo.InvariantCulture, $"http://example.org/object/{i}"));
            var changed = i % 100 == 0 ? week : 0;
            stage.Quad(new Quad(subject, Property("name"), new Literal($"titel {i} van week {changed}")));
            stage.Quad(new Quad(subject, Property("creator"), new Iri($"http://example.org/persoon/{i % 500}")));
            stage.Quad(new Quad(subject, Property("dateCreated"), new Literal($"{1600 + (i % 400)}")));
            stage.Quad(new Quad(subject, Property("isPartOf"), Collection));
            stage.Quad(new Quad(subject, Property("description"), new Literal($"Een beschrijving van object {i}, in hout en verf.", "nl")));
        }

        var change = transaction.Commit().Graphs.Single();
        return (change.Added, change.Removed);
    }

    private static Iri Property(string name) => new("http://schema.org/" + name);

    private static long BytesOf(TemporaryFolder folder) => new DirectoryInfo(folder.Path).EnumerateFiles().Sum(file => file.Length);

    private static TermId IdOf(QuadStore store)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        return snapshot.Terms.Find(Collection);
    }

    private static string TitleOf(QuadStore store, long commit, int number)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Public, commit);
        var pattern = new QuadPattern(snapshot.Terms.Find(new Iri($"http://example.org/object/{number}")), snapshot.Terms.Find(Property("name")), default, GraphSelector.Default);
        using var scan = snapshot.Scan(pattern, QuadOrder.Any);
        var batch = new QuadBatch();
        Assert.Equal(1, scan.Next(batch));
        return snapshot.Terms.Get(new TermId(batch.Objects[0])).ToString()!;
    }
}
