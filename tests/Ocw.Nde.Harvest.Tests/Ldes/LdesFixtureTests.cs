using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>The trees of the public LDES client's tests, served from the shared data.</summary>
public sealed class LdesFixtureTests : IDisposable
{
    private readonly PageServer _server = new(Answer);
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();

    public void Dispose()
    {
        _bench.Dispose();
        _server.Dispose();
    }

    [SharedTheory("harvest/ldes")]
    [InlineData("mock-ldes.ttl", 6, 12, 4)]
    [InlineData("mock-calendar-ldes.ttl", 6, 6, 5)]
    [InlineData("mock-ldes-atypical.ttl", 6, 12, 6)]
    [InlineData("mock-ldes-linked-list.ttl", 8, 9, 9)]
    [InlineData("mock-ldes-minimal-view.ttl", 6, 12, 4)]
    [InlineData("mock-ldes-reverse.ttl", 6, 12, 4)]
    public async Task Every_tree_gives_each_object_once(string entry, int objects, int members, int requests)
    {
        var source = new LdesSource("stroom", _server.At(entry));
        var run = await _bench.FetchAsync(source);
        var cut = _bench.Cut(run, source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal((objects, members, requests), (cut.Records.Count, (int)cut.Summary.Seen, run.Counters.Requests));
        Assert.Empty(cut.Faults);
        Assert.All(cut.Records, record => Assert.Contains("sub-value", cut.Text(record.Identifier), StringComparison.Ordinal));
    }

    [SharedFact("harvest/ldes")]
    public async Task A_tree_in_periods_gives_each_object_once_and_spares_periods_that_are_over()
    {
        var source = new LdesSource("stroom", _server.At("mock-ldes-inbetween.ttl")) { Overlap = TimeSpan.Zero };
        var run = await _bench.FetchAsync(source);
        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(15, _bench.Cut(run, source).Summary.Seen);
        _server.Requests.Clear();

        await _bench.FetchAsync(source, run.NextCursor);

        Assert.DoesNotContain(_server.Paths, path => path.Contains("24-09", StringComparison.Ordinal));
        Assert.Contains(_server.Paths, path => path.Contains("24-10", StringComparison.Ordinal));
    }

    [SharedFact("harvest/ldes")]
    public async Task A_page_that_is_no_good_TriG_says_where_and_keeps_what_stands_before()
    {
        // The public file lists members without commas between them.
        var source = new LdesSource("stroom", _server.At("01.ttl"));
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Contains("is not good TriG", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
        Assert.Contains("line 17", run.Reasons[0].Message, StringComparison.Ordinal);
    }

    [SharedFact("harvest/ldes")]
    public async Task A_dump_of_a_stream_gives_the_newest_version_of_each_object_without_asking_for_the_objects()
    {
        var source = new LdesSource("stroom", _server.At("ldes-dump.ttl")) { MaxLinkedDocuments = 0 };
        var run = await _bench.FetchAsync(source);
        var cut = _bench.Cut(run, source);

        Assert.Equal((HarvestOutcome.Complete, 1), (run.Outcome, run.Counters.Requests));
        Assert.Equal(["14", "15", "15A", "16"], cut.Records.Select(record => record.Identifier["http://marineregions.org/mrgid/".Length..]).Order(StringComparer.Ordinal));
        Assert.Empty(cut.Faults);
        Assert.Contains("prefLabel", cut.Text("http://marineregions.org/mrgid/14"), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2024, 9, 22, 6, 56, 57, TimeSpan.Zero), cut.Records.Single(record => record.Identifier.EndsWith("/14", StringComparison.Ordinal)).Datestamp);
    }

    // The first line of a page says whether its server calls it immutable.
    private static PageReply Answer(PageRequest request)
    {
        var name = request.Path.TrimStart('/');
        var path = SharedData.PathOf(name is "01.ttl" or "ldes-dump.ttl" ? $"harvest/ldes/{name}" : $"harvest/ldes/mock-ldes/{name}");
        if (!File.Exists(path))
            return PageReply.NotFound;
        var text = File.ReadAllText(path);
        return PageReply.Tagged(request, text, name == "01.ttl" ? "application/trig" : "text/turtle", text.StartsWith("# immutable", StringComparison.Ordinal) ? [("Cache-Control", "immutable")] : []);
    }
}
