using static Ocw.Nde.Harvest.Tests.FakeRepository;

namespace Ocw.Nde.Harvest.Tests.OaiPmh;

/// <summary>A repository that gives finding aids gives their components, and these come and go with the finding aid.</summary>
public sealed class OaiFindingAidTests
{
    [Fact]
    public async Task A_record_that_is_a_finding_aid_is_cut_into_its_components()
    {
        using var bench = new HarvestBench(Repository(Page(Aid("oai:1", "2025-06-01", "1", "2") + Record("oai:2", Moment("2025-06-01T00:00:00Z")))).Handler);

        var outcome = await bench.CutAsync(Source);

        Assert.Empty(outcome.Faults);
        Assert.Equal(["oai:1#1", "oai:1#2", "oai:1", "oai:2"], outcome.Records.Select(record => record.Identifier));
        Assert.All(outcome.Records, record => Assert.Equal(Moment("2025-06-01T00:00:00Z"), record.Datestamp));
        Assert.StartsWith("<c xmlns=\"urn:isbn:1-931666-22-9\"", outcome.Text("oai:1#1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_copy_of_a_finding_aid_replaces_all_of_the_older_one()
    {
        using var bench = new HarvestBench(Repository(Page(Aid("oai:1", "2025-06-01", "1", "2") + Aid("oai:9", "2025-06-01", "1"))).Handler);
        var first = await bench.FetchAsync(Source);
        using var later = new HarvestBench(Repository(Page(Aid("oai:1", "2025-07-01", "2", "3"))).Handler);
        var second = await new Harvester(later.Web, bench.Archive, TimeProvider.System).FetchAsync(Source, first.NextCursor);

        var outcome = bench.Cut([first, second], Source);

        Assert.Equal(["oai:9#1", "oai:9", "oai:1#2", "oai:1#3", "oai:1"], outcome.Records.Select(record => record.Identifier));
        Assert.Equal(3, outcome.Summary.Duplicates);
    }

    [Fact]
    public async Task A_finding_aid_that_is_deleted_takes_its_components_along()
    {
        using var bench = new HarvestBench(Repository(Page(Aid("oai:1", "2025-06-01", "1", "2") + Aid("oai:9", "2025-06-01", "1"))).Handler);
        var first = await bench.FetchAsync(Source);
        using var later = new HarvestBench(Repository(Page(Record("oai:1", Moment("2025-07-01T00:00:00Z"), isDeleted: true))).Handler);
        var second = await new Harvester(later.Web, bench.Archive, TimeProvider.System).FetchAsync(Source, first.NextCursor);

        var outcome = bench.Cut([first, second], Source);

        Assert.Equal(["oai:9#1", "oai:9"], outcome.Records.Where(record => !record.IsDeleted).Select(record => record.Identifier));
        Assert.Equal("oai:1", Assert.Single(outcome.Records, record => record.IsDeleted).Identifier);
    }

    [Fact]
    public async Task A_unit_changes_when_a_component_of_it_goes()
    {
        using var two = new HarvestBench(Repository(Page(Aid("oai:1", "2025-06-01", "1", "2"))).Handler);
        using var one = new HarvestBench(Repository(Page(Aid("oai:1", "2025-06-01", "1"))).Handler);

        Assert.NotEqual((await two.CutAsync(Source)).Text("oai:1"), (await one.CutAsync(Source)).Text("oai:1"));
    }

    [Fact]
    public async Task A_component_that_is_broken_costs_only_itself()
    {
        using var bench = new HarvestBench(Repository(Page(Aid("oai:1", "2025-06-01", "1", "2").Replace("<unitid>1</unitid>", "<unitid a='1' a='2'>1</unitid>", StringComparison.Ordinal))).Handler);

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(["oai:1#2", "oai:1"], outcome.Records.Select(record => record.Identifier));
        Assert.Single(outcome.Faults);
    }

    private static FakeRepository Repository(string page) => new(1, 10) { Misbehave = (_, _) => Xml(page) };

    private static string Page(string records) => Document($"<ListRecords>{records}</ListRecords>");

    private static string Aid(string identifier, string day, params string[] numbers) =>
        $"<record><header><identifier>{identifier}</identifier><datestamp>{day}T00:00:00Z</datestamp></header><metadata><ead xmlns=\"urn:isbn:1-931666-22-9\"><eadheader><eadid>T{identifier[^1]}</eadid></eadheader><archdesc level=\"fonds\"><did><unittitle>Archief</unittitle></did><dsc>"
        + string.Concat(numbers.Select(number => $"<c level=\"file\"><did><unitid>{number}</unitid><unittitle>Stuk</unittitle></did></c>"))
        + "</dsc></archdesc></ead></metadata></record>";
}
