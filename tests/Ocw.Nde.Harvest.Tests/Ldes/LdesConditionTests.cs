using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>Conditions on members: which pages are walked for them, and which members come out.</summary>
public sealed class LdesConditionTests : IDisposable
{
    private const string Head = "@prefix csp: <http://vocab.deri.ie/csp#> . @prefix tree: <https://w3id.org/tree#> . @prefix ex: <http://example.org/> . @prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";

    private readonly LdesServer _server = new();
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();

    public void Dispose()
    {
        _bench.Dispose();
        _server.Dispose();
    }

    private string At(string path) => _server.Web.At(path).AbsoluteUri;

    [SharedFact("harvest/ldes")]
    public async Task The_public_condition_walks_only_pages_that_touch_its_square_and_gives_only_what_lies_in_it()
    {
        var condition = LdesCondition.Read(File.ReadAllText(SharedData.PathOf("harvest/ldes/test-condition.ttl")));
        const string Dwc = "http://rs.tdwg.org/dwc/terms/";
        string Relation(string page, string kind, string path, string value) => $"a tree:{kind} ; tree:node <{{base}}{page}> ; tree:path <{Dwc}{path}> ; tree:value {value}";
        string Member(string name, string latitude, string longitude) => $"<{{base}}stream> tree:member <{{base}}{name}> . <{{base}}{name}> <{Dwc}latitude> {latitude} ; <{Dwc}longitude> {longitude} .\n";
        _server.Page(
            "/stream", Member("utrecht", "52.09", "5.12"),
            Relation("noord", "GreaterThanOrEqualToRelation", "latitude", "70"), Relation("zuid", "LessThanRelation", "latitude", "10.0"), Relation("rand", "LessThanOrEqualToRelation", "latitude", "10"),
            Relation("midden", "GreaterThanRelation", "latitude", "10"), Relation("midden", "LessThanRelation", "latitude", "70"), Relation("overal", "SubstringRelation", "name", "\"a\""));
        _server.Page("/noord", Member("tromso", "69.6", "18.9"));
        _server.Page("/zuid", Member("lagos", "6.5", "3.4"));
        _server.Page("/rand", Member("precies", "10", "0"));
        _server.Page("/midden", Member("madrid", "40.4", "-3.7") + Member("parijs", "48.9", "2.35"), Relation("midden-oost", "GreaterThanOrEqualToRelation", "longitude", "10"));
        _server.Page("/midden-oost", Member("wenen", "48.2", "16.4"));
        _server.Page("/overal", Member("geen", "\"onbekend\"", "5"));
        var source = _server.Source() with { Condition = condition };
        var run = await _bench.FetchAsync(source);
        var cut = _bench.Cut(run, source);

        Assert.Equal(["/midden", "/overal", "/rand", "/stream"], _server.TakePaths().Order(StringComparer.Ordinal));
        Assert.Equal([At("parijs"), At("precies"), At("utrecht")], cut.Records.Where(record => !record.IsDeleted).Select(record => record.Identifier).Order(StringComparer.Ordinal));
        Assert.Contains(run.Notices, notice => notice.Code == "ldes-condition" && notice.Message.StartsWith("3 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_object_whose_newest_version_no_longer_meets_the_condition_is_gone()
    {
        var condition = LdesCondition.Read(Head + "<> tree:relationType tree:EqualToRelation ; tree:path dct:title ; tree:value \"openbaar\" .");
        _server.Page("/stream", LdesServer.Member("a", 1, "2026-01-01T00:00:00Z", "openbaar") + LdesServer.Member("a", 2, "2026-02-01T00:00:00Z", "gesloten") + LdesServer.Member("b", 1, "2026-01-01T00:00:00Z", "openbaar"));
        var source = _server.Source() with { Condition = condition };
        var cut = _bench.Cut(await _bench.FetchAsync(source), source);

        Assert.Equal(At("b"), Assert.Single(cut.Records, record => !record.IsDeleted).Identifier);
        Assert.Equal(At("a"), Assert.Single(cut.Records, record => record.IsDeleted).Identifier);
    }

    [Theory]
    [InlineData("tree:GreaterThanOrEqualToRelation", "\"2026-01-02\"", "date", "b,c")]
    [InlineData("tree:GreaterThanRelation", "\"2026-01-02\"", "date", "c")]
    [InlineData("tree:LessThanRelation", "\"2026-01-02T00:00:00+01:00\"", "date", "a")]
    [InlineData("tree:EqualToRelation", "\"2026-01\"", "date", "a,b,c")]
    [InlineData("tree:PrefixRelation", "\"2026-01-02\"", "string", "b")]
    public async Task Values_are_compared_as_the_condition_says(string relation, string value, string compare, string expected)
    {
        var condition = LdesCondition.Read(Head + $"<> tree:relationType {relation} ; tree:path dct:modified ; tree:value {value} ; tree:compareType \"{compare}\" .");
        _server.Page("/stream", string.Concat("abc".Select((name, day) => LdesServer.Member(name.ToString(), 1, $"2026-01-0{day + 1}T12:00:00Z"))));
        var source = _server.Source() with { Condition = condition };
        var cut = _bench.Cut(await _bench.FetchAsync(source), source);

        Assert.Equal(expected, string.Join(',', cut.Records.Where(record => !record.IsDeleted).Select(record => record.Identifier[^1]).Order()));
    }

    [Theory]
    [InlineData("<> tree:relationType", "line")]
    [InlineData("<> dct:title \"x\" .", "one condition is expected")]
    [InlineData("<> tree:relationType tree:LessThanRelation ; tree:path ex:p ; tree:value \"morgen\" ; tree:compareType \"date\" .", "cannot be compared as moment")]
    [InlineData("<> tree:relationType tree:SubstringRelation ; tree:path ex:p ; tree:value \"a\" .", "cannot be compared as text with a SubstringRelation")]
    [InlineData("<> tree:relationType tree:LessThanRelation ; tree:path ex:p ; tree:value 1 ; tree:compareType \"groot\" .", "number, date or string")]
    [InlineData("<> csp:and [ tree:value 1 ] .", "tree:relationType, tree:path")]
    public void What_is_no_condition_is_refused_with_what_is_expected(string text, string told) =>
        Assert.Contains(told, Assert.Throws<FormatException>(() => LdesCondition.Read(Head + text)).Message, StringComparison.Ordinal);
}
