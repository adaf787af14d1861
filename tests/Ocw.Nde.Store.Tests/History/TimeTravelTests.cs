using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.History;

public class TimeTravelTests
{
    private static readonly StoreOptions[] Variants =
    [
        new StoreOptions { MergeInBackground = false, LoggedRows = 25 },
        new StoreOptions { MergeInBackground = false, StagingRows = 16, SharedGraphRows = 12, StagingTermBytes = 4096, PastOverlayRows = 5, LoggedRows = 0, FileAccess = StoreFileAccess.Buffered },
        new StoreOptions { MergeInBackground = true, StagingRows = 64, SharedGraphRows = 40, LoggedRows = 60, FlushRows = 200 },
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_older_state_is_seen_as_it_was_after_any_commits_merges_and_reopening(int variant)
    {
        using var folder = new TemporaryFolder();
        Run(new DirectoryStoreFiles(folder.Path, Variants[variant].FileAccess), Variants[variant], 7000 + variant, _ => RetentionRule.All);
        for (var seed = 1; seed < 5; seed++)
            Run(new MemoryStoreFiles(), Variants[variant], 7000 + (seed * 10) + variant, _ => RetentionRule.All);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(-4)]
    public void Retention_keeps_what_it_says_and_refuses_what_is_older(int rule)
    {
        var byDefault = rule > 0 ? RetentionRule.Last(rule) : RetentionRule.For(TimeSpan.FromHours(-rule));
        var ofOneGraph = RetentionRule.Last(2);
        var options = Variants[0] with
        {
            Retention = new RetentionPolicy(byDefault) { Graphs = new Dictionary<string, RetentionRule>(StringComparer.Ordinal) { [RandomQuads.Graph(1).Value] = ofOneGraph } },
        };
        for (var seed = 0; seed < 4; seed++)
            Run(new MemoryStoreFiles(), options, 8000 + (rule * 10) + seed, name => name == RandomQuads.Graph(1).Value ? ofOneGraph : byDefault);
    }

    private static void Run(IStoreFiles files, StoreOptions options, int seed, Func<string, RetentionRule> ruleOf)
    {
        var random = new Random(seed);
        var time = new SettableTime();
        options = options with { TimeProvider = time };
        var model = new HistoryModel(time.Now);
        var store = QuadStore.Open(files, options);
        try
        {
            for (var number = 0; number < 24; number++)
            {
                time.Now += TimeSpan.FromMinutes(random.Next(1, 60));
                Transact(store, model, random, time.Now);
                if (random.Next(4) == 0)
                    store.Merge();
                if (random.Next(5) == 0)
                {
                    store.Dispose();
                    store = QuadStore.Open(files, options);
                }

                if (random.Next(2) == 0)
                    Check(store, model, random, KeptFrom(model, ruleOf, time.Now));
            }

            store.Merge();
            var kept = KeptFrom(model, ruleOf, time.Now);
            for (long commit = 0; commit <= model.LastCommit; commit++)
                CheckState(store, model, random, kept, commit);
            CheckVersions(store, model, kept);
            Assert.True(store.Usage().HistoryCount <= 6, $"{store.Usage().HistoryCount} history files are left");
        }
        finally
        {
            store.Dispose();
        }
    }

    private static void Transact(QuadStore store, HistoryModel model, Random random, DateTimeOffset time)
    {
        var after = model.Now.Copy();
        using var transaction = store.BeginWrite();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            after.Change(transaction, random);
            if (random.Next(4) == 0)
                transaction.Seal();
        }

        if (transaction.Commit() is { Changed: true } result)
            model.Add(result.CommitNumber, time, after);
    }

    private static Dictionary<string, long> KeptFrom(HistoryModel model, Func<string, RetentionRule> ruleOf, DateTimeOffset now) =>
        model.Names.ToDictionary(
            name => name,
            name => ruleOf(name).OldestKept(
                [.. model.RecordsOf(name).Select(change => new PendingEntry(new HistoryRecord(default, change.Commit, change.Time, HistoryKind.Difference, default, default, 0, 0, 0), []))],
                now),
            StringComparer.Ordinal);

    private static void Check(QuadStore store, HistoryModel model, Random random, Dictionary<string, long> kept)
    {
        // Until a merge what is older may be there or not: only what must be there is asked for.
        var oldest = kept.Values.DefaultIfEmpty(0).Max();
        for (var probe = 0; probe < 3; probe++)
        {
            var commit = random.NextInt64(oldest, model.LastCommit + 1);
            CheckState(store, model, random, kept, commit);
        }

        // Commits that changed no graph that keeps history make no difference to what can be asked for.
        var time = model.Commits.ElementAt(random.Next(model.Commits.Count())).Time + TimeSpan.FromSeconds(random.Next(2));
        var known = model.Names.SelectMany(name => model.RecordsOf(name).Where(change => change.Commit >= oldest)).Select(change => (change.Commit, change.Time))
            .Append((Commit: model.LastCommit, model.Commits.Last().Time)).Where(commit => commit.Time <= time).ToArray();
        if (known.Length > 0 && model.LastCommit > 0)
            Assert.Equal(known.Max(commit => commit.Commit), store.CommitAt(time));
    }

    private static void CheckState(QuadStore store, HistoryModel model, Random random, Dictionary<string, long> kept, long commit)
    {
        if (kept.Values.DefaultIfEmpty(0).Max() > commit)
        {
            var error = Assert.Throws<VersionNotKeptException>(() => store.OpenSnapshot(ReaderScope.Internal, commit).Dispose());
            Assert.Contains(error.OldestKept, kept.Values);
            Assert.True(error.OldestKept > commit);
        }
        else
        {
            foreach (var scope in new[] { ReaderScope.Public, ReaderScope.Internal })
            {
                using var snapshot = store.OpenSnapshot(scope, commit);
                Assert.Equal(commit, snapshot.CommitNumber);
                var expected = model.Visible(scope, commit);
                Assert.Equal(expected.Quads.Count, snapshot.QuadCount);
                expected.AssertSame(snapshot, random, probes: 1, sample: true);
            }
        }

        CheckOneGraph(store, model, random, kept, commit);
    }

    // One graph alone needs only its own history.
    private static void CheckOneGraph(QuadStore store, HistoryModel model, Random random, Dictionary<string, long> kept, long commit)
    {
        var name = model.Names.ElementAt(random.Next(model.Names.Count()));
        var id = IdOf(store, name);
        if (kept[name] > commit)
        {
            var error = Assert.Throws<VersionNotKeptException>(() => store.OpenSnapshot(ReaderScope.Internal, commit, [id]).Dispose());
            Assert.Equal(kept[name], error.OldestKept);
            return;
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Internal, commit, [id]);
        model.Visible(ReaderScope.Internal, commit, graph => graph == name).AssertSame(snapshot, random, probes: 1, sample: true);
    }

    private static void CheckVersions(QuadStore store, HistoryModel model, Dictionary<string, long> kept)
    {
        foreach (var name in model.Names)
        {
            var versions = store.VersionsOf(IdOf(store, name));
            var expected = model.RecordsOf(name).Where(change => change.Commit >= kept[name]).Select(change => (change.Commit, change.Time, (long)(model.At(change.Commit).Graphs.GetValueOrDefault(name)?.Triples.Count ?? 0)));
            Assert.Equal(expected, versions.Select(version => (version.Commit, version.Time, version.Quads)));
        }
    }

    private static TermId IdOf(QuadStore store, string name)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        return name.Length == 0 ? default : snapshot.Terms.Find(new Iri(name));
    }
}
