using System.Globalization;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

public sealed class AdlibHarvestTests : IDisposable
{
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();
    private readonly FakeAdlib _adlib = new(25);

    public void Dispose()
    {
        _bench.Dispose();
        _adlib.Dispose();
    }

    private static int Place(Dictionary<string, string> question) => int.Parse(question["startfrom"], CultureInfo.InvariantCulture);

    private static int Limit(Dictionary<string, string> question) => int.Parse(question["limit"], CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_records_of_a_database_come_under_their_priref_in_both_dialects(bool isGrouped)
    {
        var source = _adlib.Source with { IsGrouped = isGrouped };
        var run = await _bench.FetchAsync(source);
        var cut = _bench.Cut(run, source);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Full), (run.Outcome, run.Scope));
        Assert.Equal(["1", "11", "21"], _adlib.Questions.Select(question => question["startfrom"]));
        Assert.Equal(isGrouped ? "grouped" : "unstructured", _adlib.Questions[0]["xmltype"]);
        Assert.Equal(25, cut.Records.Count);
        Assert.Contains("<title>Titel &amp; 7</title>", cut.Text("7"), StringComparison.Ordinal);
        Assert.Contains("<creator.lref>7</creator.lref>", cut.Text("7"), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 10, 0, 0, TimeSpan.Zero), cut.Records[0].Datestamp);
    }

    [Fact]
    public async Task A_preview_asks_for_one_page_and_tells_how_many_records_there_are()
    {
        var preview = await _bench.Harvester.PreviewAsync(_adlib.Source, null);

        Assert.Equal((25L, 1), (preview.Announced, preview.Requests));
        Assert.Empty(preview.Reasons);
    }

    [Fact]
    public async Task A_service_that_gives_fewer_records_than_asked_for_is_followed()
    {
        _adlib.Most = 4;
        var run = await _bench.FetchAsync(_adlib.Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(25, _bench.Cut(run, _adlib.Source).Records.Count);
        Assert.Equal(7, _adlib.Questions.Count);
    }

    [Fact]
    public async Task The_record_that_spoils_its_page_is_set_aside_and_the_others_come()
    {
        // Record 17 makes the service stumble, in whatever page it stands.
        _adlib.Misbehave = question => Place(question) <= 17 && 17 < Place(question) + Limit(question) ? new PageReply(500, "text/html", "<html>Runtime Error</html>"u8.ToArray()) : null;
        var run = await _bench.FetchAsync(_adlib.Source);
        var cut = _bench.Cut(run, _adlib.Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(Enumerable.Range(1, 25).Where(number => number != 17), cut.Records.Select(record => int.Parse(record.Identifier, CultureInfo.InvariantCulture)).Order());
        var lost = Assert.Single(run.Notices, notice => notice.Code == "record-not-delivered");
        Assert.Contains("Record 17 ", lost.Message, StringComparison.Ordinal);
        Assert.Contains(run.Notices, notice => notice.Code == "page-not-delivered");
    }

    [Fact]
    public async Task A_page_that_is_cut_off_is_asked_for_in_parts_and_nothing_is_lost()
    {
        _adlib.Misbehave = question => Place(question) == 11 && Limit(question) == 10 ? FakeAdlib.Xml("<adlibXML><recordList><record priref=\"11\"><title>half") : null;
        var run = await _bench.FetchAsync(_adlib.Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(25, _bench.Cut(run, _adlib.Source).Records.Count);
        Assert.DoesNotContain(run.Notices, notice => notice.Code == "record-not-delivered");
    }

    [Fact]
    public async Task A_service_that_goes_down_breaks_the_run_off_and_the_next_goes_on_behind_the_last_page()
    {
        _adlib.Misbehave = question => Place(question) > 10 ? new PageReply(500, "text/plain", []) : null;
        var broken = await _bench.FetchAsync(_adlib.Source);
        Assert.Equal(HarvestOutcome.Incomplete, broken.Outcome);
        Assert.Equal("broken-off", Assert.Single(broken.Reasons).Code);
        Assert.True(broken.IsResumable);
        Assert.DoesNotContain(broken.Notices, notice => notice.Code == "record-not-delivered");
        _adlib.Misbehave = null;
        _adlib.Questions.Clear();

        var whole = await _bench.FetchAsync(_adlib.Source);

        Assert.Equal(HarvestOutcome.Complete, whole.Outcome);
        Assert.Equal(["11", "21"], _adlib.Questions.Select(question => question["startfrom"]));
        Assert.Equal(25, _bench.Cut(whole, _adlib.Source).Records.Count);
    }

    [Fact]
    public async Task What_the_service_says_is_wrong_is_told_in_its_words()
    {
        var run = await _bench.FetchAsync(_adlib.Source with { Database = "colect" });

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        var reason = Assert.Single(run.Reasons);
        Assert.Equal("adlib-error", reason.Code);
        Assert.Contains("Database niet gevonden", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_records_than_hits_make_the_run_incomplete()
    {
        _adlib.Misbehave = question => Place(question) == 21 ? FakeAdlib.Xml("<adlibXML><recordList/><diagnostic><hits>25</hits></diagnostic></adlibXML>") : null;
        var run = await _bench.FetchAsync(_adlib.Source);

        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Equal("list-size", Assert.Single(run.Reasons).Code);
    }

    [Fact]
    public async Task Hits_that_change_on_the_way_are_told()
    {
        _adlib.Misbehave = question =>
        {
            if (Place(question) == 21)
                _adlib.Records[26] = "2020-01-01";
            return null;
        };
        var run = await _bench.FetchAsync(_adlib.Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Contains(run.Notices, notice => notice.Code == "list-changed");
        Assert.Equal(26, _bench.Cut(run, _adlib.Source).Records.Count);
    }

    [Fact]
    public async Task A_service_that_keeps_giving_the_same_page_is_stopped()
    {
        _adlib.Misbehave = question => Place(question) > 1 ? FakeAdlib.Xml("<adlibXML><recordList><record priref=\"1\"/></recordList><diagnostic><hits>25</hits></diagnostic></adlibXML>") : null;
        var run = await _bench.FetchAsync(_adlib.Source);

        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Equal("token-circle", Assert.Single(run.Reasons).Code);
    }

    [Fact]
    public async Task An_increment_asks_for_what_was_modified_and_one_request_is_enough_when_nothing_was()
    {
        var source = _adlib.Source;
        var first = await _bench.FetchAsync(source);
        _adlib.Questions.Clear();
        var same = await _bench.FetchAsync(source, first.NextCursor);
        Assert.Equal((HarvestOutcome.Unchanged, HarvestScope.Increment, 1), (same.Outcome, same.Scope, same.Counters.Requests));
        Assert.StartsWith("modification > '", Assert.Single(_adlib.Questions)["search"], StringComparison.Ordinal);

        _adlib.Records[5] = "2099-01-01";
        var more = await _bench.FetchAsync(source, same.NextCursor);
        Assert.Equal("5", Assert.Single(_bench.Cut(more, source).Records).Identifier);
        Assert.Equal(25, _bench.Cut([first, more], source).Records.Count);
    }

    [Fact]
    public async Task A_comparison_of_record_numbers_finds_what_was_deleted_and_what_came_with_an_old_date()
    {
        var clock = new SteppedTime();
        using var bench = HarvestBench.OnLoopback(clock);
        var source = _adlib.Source;
        var first = await bench.FetchAsync(source);
        _adlib.Records.Remove(3);
        _adlib.Records.Remove(25);
        _adlib.Records[40] = "2019-01-01";
        clock.Advance(TimeSpan.FromDays(1));
        var early = await bench.FetchAsync(source, first.NextCursor);
        Assert.Equal(HarvestOutcome.Unchanged, early.Outcome);
        clock.Advance(TimeSpan.FromDays(8));
        _adlib.Questions.Clear();

        var compared = await bench.FetchAsync(source, early.NextCursor);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Increment), (compared.Outcome, compared.Scope));
        Assert.Equal(2, compared.Counters.RecordsDeleted);
        Assert.Contains(_adlib.Questions, question => question.GetValueOrDefault("fields") == "priref");
        var cut = bench.Cut([first, early, compared], source);
        Assert.Equal(["25", "3"], cut.Records.Where(record => record.IsDeleted).Select(record => record.Identifier).Order(StringComparer.Ordinal));
        Assert.Equal(24, cut.Records.Count(record => !record.IsDeleted));
        Assert.Contains(cut.Records, record => record.Identifier == "40");

        clock.Advance(TimeSpan.FromDays(1));
        var after = await bench.FetchAsync(source, compared.NextCursor);
        Assert.Equal((HarvestOutcome.Unchanged, 1), (after.Outcome, after.Counters.Requests));
    }

    [SharedFact("collections/adlib-xml")]
    public void The_answers_of_real_services_are_understood()
    {
        var seen = 0;
        foreach (var file in Directory.EnumerateFiles(SharedData.PathOf("collections/adlib-xml"), "*.zip"))
        {
            using var zip = System.IO.Compression.ZipFile.OpenRead(file);
            foreach (var entry in zip.Entries.Where(entry => entry.Length > 0).Take(20))
            {
                using var stream = entry.Open();
                var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                var envelope = AdlibEnvelope.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
                Assert.True(envelope is { IsAdlib: true, IsWhole: true, Error: null, Hits: > 0 }, entry.FullName);
                Assert.Equal(envelope.Records, envelope.Numbers.Count);
                Assert.InRange(envelope.Records, 1, envelope.Hits!.Value);
                seen++;
            }
        }

        Assert.True(seen >= 60);
    }
}
