using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Review;

public sealed class ReviewQueueTests : IDisposable
{
    private static readonly QueueTurn[] Asked = [QueueTurn.Open, QueueTurn.Skipped];
    private readonly TemporaryFolder _folder = new();
    private readonly Said _said = new();
    private readonly ReviewQueue _queue;

    public ReviewQueueTests()
    {
        _queue = ReviewQueue.Open(Path.Combine(_folder.Path, "queue"), new ReviewLog(Path.Combine(_folder.Path, "decisions.jsonl")));
        _queue.Replace(new("museum", "prenten", "a"), "1", [Entry("hout", 3, ("urn:1", 0.9), ("urn:2", 0.7)), Entry("steen", 10, ("urn:3", 0.6)), Entry("glas", 1)]);
        _queue.Replace(new("museum", "boeken", "a"), "1", [Entry("hout ", 20, ("urn:2", 0.8)), Entry("leer", 2, ("urn:5", 0.5))]);
        _queue.Replace(new("archief", "akten", "a"), "1", [Entry("hout", 100, ("urn:1", 0.9))]);
    }

    private static QueueFilter Museum => new() { Institution = "museum" };

    public void Dispose()
    {
        _queue.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void The_same_words_are_one_question_and_the_most_used_comes_first()
    {
        var items = _queue.Find(Museum, Asked, 0, 10);

        Assert.Equal([("hout", 23), ("steen", 10), ("leer", 2)], items.Select(i => (i.Literal, i.Uses)));
        Assert.Equal(["boeken", "prenten"], items[0].Datasets.Order());
        Assert.Equal(0.1, items[0].Gap, 3);
        Assert.Equal([("urn:1", 0.9), ("urn:2", 0.8)], _queue.Find(items[0].Id)!.Candidates.Select(c => (c.Term, c.Score)));
    }

    [Theory]
    [InlineData("prenten", null, null, 0, 0, "hout steen")]
    [InlineData(null, "MATERIAL", "aat", 0, 0, "hout steen leer")]
    [InlineData(null, null, "rkd", 0, 0, "")]
    [InlineData(null, null, null, 0.6, 0.9, "steen")]
    public void Filters_narrow_the_queue(string? dataset, string? field, string? source, double least, double below, string literals)
    {
        var filter = Museum with { Dataset = dataset, Field = field, Source = source, MinimumScore = least, BelowScore = below };

        Assert.Equal(literals, string.Join(' ', _queue.Find(filter, Asked, 0, 10).Select(i => i.Literal)));
        Assert.Equal(literals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, _queue.Progress(filter).Total);
    }

    [Fact]
    public void What_is_counted_beforehand_is_what_counting_gives_after_whatever_happened()
    {
        QueueFilter[] filters = [Museum, new(), Museum with { Dataset = "prenten" }, Museum with { Field = "material" }, Museum with { Source = "aat" }, Museum with { WithoutCandidates = true }, new() { Dataset = "akten", Source = "aat", WithoutCandidates = true }];
        void AssertCounts()
        {
            foreach (var filter in filters)
            {
                var counted = _queue.All(filter, [QueueTurn.Open, QueueTurn.Skipped, QueueTurn.Decided]).CountBy(item => item.Turn).ToDictionary();
                Assert.Equal(new QueueProgress(counted.GetValueOrDefault(QueueTurn.Open), counted.GetValueOrDefault(QueueTurn.Skipped), counted.GetValueOrDefault(QueueTurn.Decided)), _queue.Progress(filter));
            }
        }

        AssertCounts();
        _queue.Decide([_said.Accept("hout", "urn:1")]);
        AssertCounts();
        _queue.Decide([_said.Skip("steen")]);
        AssertCounts();
        _queue.ReopenUsesOf(new HashSet<string> { "urn:1" }, ReopenReasons.TermDeprecated, "proef");
        AssertCounts();
        _queue.Add(new("museum", "prenten", "a"), [Entry("koper", 4, ("urn:9", 0.99)), Entry("glas", 1, ("urn:8", 0.5))]);
        Assert.Equal("koper", Assert.Single(_queue.Find(Museum with { Text = "KOP" }, Asked, 0, 10)).Literal);
        AssertCounts();
        _queue.Replace(new("museum", "prenten", "a"), "2", [Entry("steen", 2, ("urn:3", 0.6))]);
        Assert.Empty(_queue.Find(Museum with { Text = "koper", WithoutCandidates = true }, Asked, 0, 10));
        AssertCounts();
        _queue.Remove("museum", "boeken");
        _queue.Remove("boeken", "a");
        AssertCounts();
        _queue.Clear();
        AssertCounts();
    }

    [Fact]
    public void Values_without_candidate_are_asked_when_asked_for()
    {
        Assert.Equal(["glas"], _queue.Find(Museum with { Reason = QueueReasons.NoCandidate }, Asked, 0, 10).Select(i => i.Literal));
        Assert.Equal(4, _queue.Progress(Museum with { WithoutCandidates = true }).Total);
    }

    [Fact]
    public void A_decision_takes_the_question_away_skipping_puts_it_last_and_undo_brings_it_back()
    {
        var accept = _said.Accept("hout", "urn:1");
        _queue.Decide([accept, _said.Skip("steen")]);

        Assert.Equal(["leer", "steen"], _queue.Find(Museum, Asked, 0, 10).Select(i => i.Literal));
        Assert.Equal(new QueueProgress(1, 1, 1), _queue.Progress(Museum));
        Assert.Equal(1, _queue.Progress(new QueueFilter { Institution = "archief" }).Open);

        _queue.Decide([_said.Undo(accept.Id)]);
        Assert.Equal(["hout", "leer", "steen"], _queue.Find(Museum, Asked, 0, 10).Select(i => i.Literal));
    }

    [Fact]
    public void Decisions_outlive_a_new_version_of_the_dataset()
    {
        _queue.Decide([_said.Accept("hout", "urn:1"), _said.Skip("steen")]);
        _queue.Replace(new("museum", "prenten", "a"), "2", [Entry("hout", 4, ("urn:1", 0.9)), Entry("steen", 10, ("urn:3", 0.6)), Entry("zilver", 1, ("urn:7", 0.6))]);

        Assert.Equal("2", _queue.VersionOf("prenten", "a"));
        Assert.Equal(["leer", "zilver", "steen"], _queue.Find(Museum, Asked, 0, 10).Select(i => i.Literal));
    }

    [Fact]
    public void What_no_dataset_uses_any_more_leaves_the_queue()
    {
        _queue.Remove("boeken", "a");

        Assert.Equal([("steen", 10), ("hout", 3)], _queue.Find(Museum, Asked, 0, 10).Select(i => (i.Literal, i.Uses)));
    }

    [Fact]
    public void After_none_of_these_only_a_term_that_was_not_offered_asks_again()
    {
        _queue.Decide([_said.None("hout", "urn:1", "urn:2")]);
        Assert.Equal(["steen", "leer"], _queue.Find(Museum, Asked, 0, 10).Select(i => i.Literal));

        _queue.Replace(new("museum", "prenten", "a"), "2", [Entry("hout", 4, ("urn:9", 0.9))]);

        var item = _queue.Next(Museum, null)!;
        Assert.Equal(("hout", QueueReasons.NewCandidate), (item.Literal, item.Why));
    }

    [Fact]
    public void A_decided_literal_whose_term_is_withdrawn_is_asked_again_with_the_reason_until_it_is_answered()
    {
        _queue.Decide([_said.Accept("hout", "urn:1"), _said.NoTerm("steen")]);

        Assert.Equal(1, _queue.ReopenUsesOf(new HashSet<string> { "urn:1", "urn:x" }, ReopenReasons.TermDeprecated, "thesaurus 2026-04"));
        Assert.Equal(0, _queue.ReopenUsesOf(new HashSet<string> { "urn:1" }, ReopenReasons.TermDeprecated, "thesaurus 2026-04"));

        var item = _queue.Next(Museum, null)!;
        Assert.Equal(("hout", ReopenReasons.TermDeprecated), (item.Literal, item.Why));
        Assert.Equal(["urn:1"], _queue.Log.Current.StateOf(item.Subject, null, null).Terms);
        _queue.Decide([new Said(start: 2_000_000_000).Accept("hout", "urn:2")]);
        Assert.Equal("leer", _queue.Next(Museum, null)!.Literal);
    }

    [Fact]
    public void The_next_question_follows_the_one_that_was_asked()
    {
        var first = _queue.Next(Museum, null)!;
        var second = _queue.Next(Museum, first)!;

        Assert.Equal(["hout", "steen", "leer"], [first.Literal, second.Literal, _queue.Next(Museum, second)!.Literal]);
        Assert.Null(_queue.Next(Museum, _queue.Next(Museum, second)));
    }

    [Fact]
    public void A_word_for_one_dataset_leaves_the_question_open_for_the_others()
    {
        _queue.Decide([_said.Accept("hout", "urn:1", dataset: "prenten")]);
        Assert.Equal("hout", _queue.Next(Museum, null)!.Literal);

        _queue.Decide([_said.Accept("hout", "urn:2", dataset: "boeken")]);
        Assert.Equal("steen", _queue.Next(Museum, null)!.Literal);
    }

    [Fact]
    public void Cleared_nothing_of_the_texts_is_left_on_disk()
    {
        _queue.Clear();
        _queue.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        Assert.All(Directory.GetFiles(Path.Combine(_folder.Path, "queue")), file => Assert.DoesNotContain("steen", File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.Ordinal));
    }

    [Fact]
    public void A_queue_that_cannot_be_read_is_emptied()
    {
        _queue.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Path.Combine(_folder.Path, "queue")))
            File.WriteAllText(file, "geen database, maar wel een lange regel tekst die er niet hoort te staan");

        using var again = ReviewQueue.Open(Path.Combine(_folder.Path, "queue"), new ReviewLog(Path.Combine(_folder.Path, "decisions.jsonl")));

        Assert.Null(again.VersionOf("prenten", "a"));
    }

    private static QueueEntry Entry(string literal, int records, params (string Term, double Score)[] candidates) =>
        new("material", literal, "nl", "urn:node:" + literal.Trim(), records, [.. candidates.Select(c => new QueueCandidate(c.Term, "aat", literal, c.Score, AlignmentRelation.Exact, ["label-near=0.80"]))]);
}
