using System.Globalization;
using System.Text;
using System.Web;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

public sealed class SruHarvestTests : IDisposable
{
    private const string Srw = "http://www.loc.gov/zing/srw/";

    private readonly HarvestBench _bench = HarvestBench.OnLoopback();
    private PageServer? _server;
    private int _records = 25;
    private int _most = 10;
    private bool _tellsNext = true;
    private bool _asText;

    public void Dispose()
    {
        _bench.Dispose();
        _server?.Dispose();
    }

    private SruSource Serve(Func<Dictionary<string, string>, PageReply?>? misbehave = null)
    {
        _server = new PageServer(request =>
        {
            var query = HttpUtility.ParseQueryString(request.Path[(request.Path.IndexOf('?') + 1)..]);
            var arguments = query.AllKeys.ToDictionary(key => key!, key => query[key]!, StringComparer.Ordinal);
            return misbehave?.Invoke(arguments) ?? Answer(arguments);
        });
        return new SruSource("catalogus", _server.At("/sru"), "dc.type = boek") { PageSize = 10, RecordSchema = "dc" };
    }

    private PageReply Answer(Dictionary<string, string> arguments)
    {
        if (arguments["operation"] == "explain")
            return Xml($"""<explainResponse xmlns="{Srw}"><version>1.2</version><record><recordData><explain><configInfo><setting type="maximumRecords">{_most}</setting></configInfo></explain></recordData></record></explainResponse>""");
        var first = int.Parse(arguments["startRecord"], CultureInfo.InvariantCulture);
        var last = Math.Min(_records, first + int.Parse(arguments["maximumRecords"], CultureInfo.InvariantCulture) - 1);
        var body = new StringBuilder();
        for (var number = first; number <= last; number++)
            body.Append(Record($"<dc:dc xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Boek &amp; {number}</dc:title><dc:identifier>id{number}</dc:identifier></dc:dc>"));
        return Page(body.ToString(), _records, last < _records && _tellsNext ? last + 1 : null);
    }

    private string Record(string content) =>
        $"<record><recordSchema>dc</recordSchema><recordPacking>{(_asText ? "string" : "xml")}</recordPacking><recordData>{(_asText ? HttpUtility.HtmlEncode(content) : content)}</recordData></record>";

    private static PageReply Page(string records, int count, int? next) =>
        Xml($"""<searchRetrieveResponse xmlns="{Srw}"><version>1.2</version><numberOfRecords>{count}</numberOfRecords><records>{records}</records>{(next is null ? "" : $"<nextRecordPosition>{next}</nextRecordPosition>")}</searchRetrieveResponse>""");

    private static PageReply Diagnostic(int number, string details = "") =>
        Xml($"""<searchRetrieveResponse xmlns="{Srw}"><version>1.1</version><numberOfRecords>0</numberOfRecords><diagnostics><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>info:srw/diagnostic/1/{number}</uri><details>{details}</details></diagnostic></diagnostics></searchRetrieveResponse>""");

    private static PageReply Xml(string text) => PageReply.Text(text, "text/xml");

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task All_pages_of_a_result_are_read_whatever_the_packing(bool tellsNext, bool asText)
    {
        (_tellsNext, _asText) = (tellsNext, asText);
        var source = Serve();
        var run = await _bench.FetchAsync(source);
        var cut = _bench.Cut(run, source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(25, cut.Records.Count);
        Assert.Equal(4, run.Counters.Requests);
        Assert.Contains("<dc:title>Boek &amp; 7</dc:title>", cut.Text("id7"), StringComparison.Ordinal);
        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(source, run.NextCursor)).Outcome);
    }

    [Fact]
    public async Task Everything_is_asked_for_from_time_to_time_so_that_what_is_gone_shows()
    {
        var source = Serve() with { DateIndex = "dcterms.modified" };
        var first = await _bench.FetchAsync(source);
        var longAgo = first.NextCursor! with { FullAt = first.StartedAt.AddDays(-31), Digest = null };

        Assert.Equal(HarvestScope.Increment, (await _bench.FetchAsync(source, first.NextCursor)).Scope);
        var full = await _bench.FetchAsync(source, longAgo);
        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Full, full.StartedAt), (full.Outcome, full.Scope, full.NextCursor!.FullAt));
        Assert.Equal(HarvestScope.Increment, (await _bench.FetchAsync(source with { FullEvery = TimeSpan.Zero }, longAgo)).Scope);
    }

    [Fact]
    public async Task Keys_are_compared_in_a_brief_schema_where_there_is_one_and_only_what_is_new_is_fetched()
    {
        var keys = Enumerable.Range(1, 25).Select(number => $"id{number}").ToList();
        PageReply? Reply(Dictionary<string, string> arguments)
        {
            if (arguments["operation"] == "explain")
                return null;
            var query = arguments["query"];
            var found = query.Contains("dcterms.modified", StringComparison.Ordinal) ? [] : query.Contains("rec.id", StringComparison.Ordinal) ? keys.Where(key => query.Contains($"\"{key}\"", StringComparison.Ordinal)).ToList() : keys;
            var start = int.Parse(arguments["startRecord"], CultureInfo.InvariantCulture);
            var page = found.Skip(start - 1).Take(10).ToList();
            var body = string.Concat(page.Select(key => arguments["recordSchema"] == "brief" ? Record($"<b><identifier>{key}</identifier></b>") : Record($"<dc><title>Titel van {key}</title><identifier>{key}</identifier></dc>")));
            return Page(body, found.Count, start + page.Count <= found.Count ? start + page.Count : null);
        }

        var source = Serve(Reply) with { DateIndex = "dcterms.modified", BriefSchema = "brief", KeyIndex = "rec.id" };
        var first = await _bench.FetchAsync(source);
        var longAgo = first.NextCursor! with { FullAt = first.StartedAt.AddDays(-31), Digest = null };
        keys.Remove("id3");
        keys.Insert(0, "nieuw");
        _server!.Requests.Clear();
        var compared = await _bench.FetchAsync(source, longAgo);

        // explain, what is new by date, three pages of keys, and the one record that is new.
        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Increment, 6), (compared.Outcome, compared.Scope, compared.Counters.Requests));
        Assert.Equal(3, _server.Paths.Count(path => path.Contains("recordSchema=brief", StringComparison.Ordinal)));
        var all = _bench.Cut([first, compared], source);
        Assert.Equal(("id3", true), all.Records.Where(record => record.IsDeleted).Select(record => (record.Identifier, record.IsInferred)).Single());
        Assert.Contains("Titel van nieuw", all.Text("nieuw"), StringComparison.Ordinal);
        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(source, compared.NextCursor! with { FullAt = longAgo.FullAt })).Outcome);

        // A brief schema with other keys is told, and takes nothing away.
        keys = [.. keys.Select(key => "ander-" + key)];
        var other = await _bench.FetchAsync(source, longAgo);
        Assert.Equal(HarvestOutcome.Unchanged, other.Outcome);
        Assert.Contains(other.Notices, notice => notice.Code == "sru-not-compared" && notice.Message.Contains("briefSchema", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_ceiling_that_explain_tells_is_kept_to()
    {
        _most = 4;
        await _bench.FetchAsync(Serve());

        Assert.Contains(_server!.Paths, path => path.Contains("maximumRecords=4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_of_version_1_1_is_asked_in_its_own_version()
    {
        var source = Serve(arguments => arguments["version"] == "1.2" && arguments["operation"] != "explain" ? Diagnostic(5, "1.1") : null);
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(25, run.Counters.RecordsSeen);
    }

    [Fact]
    public async Task A_diagnostic_is_told_with_its_meaning()
    {
        var run = await _bench.FetchAsync(Serve(arguments => arguments["operation"] == "searchRetrieve" ? Diagnostic(66, "marcxml") : null));

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        var reason = Assert.Single(run.Reasons);
        Assert.Equal("sru-diagnostic", reason.Code);
        Assert.Contains("marcxml (info:srw/diagnostic/1/66)", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_ends_too_early_is_incomplete()
    {
        var run = await _bench.FetchAsync(Serve(arguments => arguments.GetValueOrDefault("startRecord") == "21" ? Page("", 25, null) : null));

        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Equal("list-size", Assert.Single(run.Reasons).Code);
    }

    [Fact]
    public async Task A_server_that_always_gives_the_same_page_is_noticed()
    {
        var run = await _bench.FetchAsync(Serve(arguments =>
        {
            if (arguments["operation"] == "searchRetrieve")
                arguments["startRecord"] = "1";
            return null;
        }));

        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Equal("token-circle", Assert.Single(run.Reasons).Code);
    }

    [Fact]
    public async Task A_run_that_breaks_off_goes_on_at_the_next_position()
    {
        var isDown = true;
        var source = Serve(arguments => isDown && arguments.GetValueOrDefault("startRecord") == "21" ? new PageReply(500, "text/plain", []) : null);
        var broken = await _bench.FetchAsync(source);
        Assert.True(broken.IsResumable);
        isDown = false;
        _server!.Requests.Clear();

        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(25, _bench.Cut(run, source).Records.Count);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_record_that_is_a_diagnostic_or_broken_is_set_aside_and_the_others_stay()
    {
        var records = Record("<a><identifier>een</identifier></a>")
            + """<record><recordSchema>info:srw/schema/1/diagnostics-v1.1</recordSchema><recordPacking>xml</recordPacking><recordData><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>info:srw/diagnostic/1/67</uri><details>kapot</details></diagnostic></recordData></record>"""
            + Record("<a><identifier>twee</identifier><b></a>") + Record("<a><title>geen sleutel</title></a>");
        var source = Serve(arguments => arguments["operation"] == "searchRetrieve" ? Page(records, 4, null) : null);
        var cut = _bench.Cut(await _bench.FetchAsync(source), source);

        Assert.Equal(["key-missing", "sru-record-diagnostic", "xml-not-well-formed"], cut.Faults.Select(fault => fault.Code).Order(StringComparer.Ordinal));
        Assert.Equal("een", Assert.Single(cut.Records).Identifier);
    }

    [SharedTheory("harvest/sru")]
    [InlineData("marcxml.xml", 10, "9759148")]
    [InlineData("marcxml_ns.xml", 1, "987874829")]
    [InlineData("marcxml_ns_prefix.xml", 5, "004641415")]
    [InlineData("mods.xml", 1, null)]
    [InlineData("picaxml.xml", 1, null)]
    [InlineData("1.xml", 10, "105225165X")]
    [InlineData("hub3-sru.xml", 10, null)]
    public async Task Answers_of_real_catalogues_are_cut_into_records_with_a_key(string file, int least, string? first)
    {
        var text = await File.ReadAllTextAsync(SharedData.PathOf($"harvest/sru/{file}"));
        var source = Serve(arguments => arguments["operation"] == "searchRetrieve" && arguments["startRecord"] == "1" ? Xml(text) : arguments["operation"] == "explain" ? null : Diagnostic(61));
        var cut = _bench.Cut(await _bench.FetchAsync(source), source);

        Assert.True(cut.Records.Count >= least, $"{cut.Records.Count} records; {string.Join("; ", cut.Faults.Select(fault => fault.Code + " " + fault.Reason))}");
        Assert.Empty(cut.Faults);
        if (first is not null)
            Assert.Equal(first, cut.Records[0].Identifier);
    }
}
