using System.Globalization;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Acts about persons (A2A) are closed until their term is over, and open by themselves then.</summary>
public sealed class PersonsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private readonly DayTime _time = new(new DateTimeOffset(2026, 11, 22, 4, 0, 0, TimeSpan.Zero));

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_of_a_record_about_people_who_may_live_is_in_what_the_public_reads()
    {
        var run = await HarvestAsync(
        [
            Act("open1", "BS Geboorte", "Geboorte", 1900, "Kind", "Oudekind"),
            Act("dicht1", "BS Geboorte", "Geboorte", 1950, "Kind", "XLEVEND1"),
            Act("open2", "BS Huwelijk", "Huwelijk", 1930, "Bruid", "Bruidje"),
            Act("dicht2", "BS Huwelijk", "Huwelijk", 1960, "Bruid", "XLEVEND2"),
            Act("open3", "BS Overlijden", "Overlijden", 1960, "Overledene", "Dode"),
            Act("dicht3", "BS Overlijden", "Overlijden", 1990, "Overledene", "XLEVEND3"),
            Act("open4", "Notariële akte", "other:Testament", 1810, "other:Comparant", "Erflater"),
            Act("dicht4", "Notariële akte", "other:Testament", 1920, "other:Comparant", "XLEVEND4"),
            Act("dicht5", "Bevolkingsregister", "Registratie", null, "Geregistreerde", "XLEVEND5", born: 1930),
            Act("open5", "Bevolkingsregister", "Registratie", null, "Geregistreerde", "Geregistreerd", born: 1860),
            Act("dicht6", "Bevolkingsregister", "Registratie", null, "Geregistreerde", "XLEVEND6"),
            Act("dicht7", "BS Geboorte", "Geboorte", null, "Kind", "XLEVEND7"),
        ]);

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        foreach (var format in (string[])["nq", "trig"])
        {
            var text = await DumpAsync("--format", format);
            Assert.DoesNotContain("LEVEND", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("dicht", text, StringComparison.Ordinal);
            Assert.All((string[])["Oudekind", "Bruidje", "Dode", "Erflater", "Geregistreerd"], name => Assert.Contains(name, text, StringComparison.Ordinal));
        }

        var all = await DumpAsync("--include-closed");
        Assert.All(Enumerable.Range(1, 7), number => Assert.Contains($"XLEVEND{number}", all, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_folder["data"], "*", SearchOption.AllDirectories).Where(f => f.Contains("reports", StringComparison.Ordinal) || f.Contains("quarantine", StringComparison.Ordinal) || f.Contains("dumps", StringComparison.Ordinal)))
            Assert.DoesNotContain("LEVEND", await File.ReadAllTextAsync(file), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_record_opens_by_itself_on_the_day_that_its_term_is_over_without_asking_the_source()
    {
        await HarvestAsync([Act("a", "BS Geboorte", "Geboorte", 1926, "Kind", "Honderdjarige")]);
        Assert.DoesNotContain("Honderdjarige", await DumpAsync(), StringComparison.Ordinal);

        File.Delete(_folder["acten.xml"]);
        Assert.Empty(await OpenAsync(new DateTimeOffset(2026, 12, 31, 23, 59, 0, TimeSpan.Zero)));
        var runs = await OpenAsync(new DateTimeOffset(2027, 1, 1, 0, 0, 30, TimeSpan.Zero));

        Assert.Equal((RunOutcome.Complete, 1L), (Assert.Single(runs).Outcome, runs[0].Objects));
        Assert.Contains("Honderdjarige", await DumpAsync(), StringComparison.Ordinal);
        Assert.Empty(await OpenAsync(new DateTimeOffset(2027, 1, 2, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task An_institution_may_set_other_terms_and_show_an_outline()
    {
        await HarvestAsync(
            [Act("kort", "BS Geboorte", "Geboorte", 1990, "Kind", "Kortgesloten"), Act("lang", "BS Overlijden", "Overlijden", 1960, "Overledene", "XLEVEND")],
            "access: { persons: { birth: 30, death: 80, level: beschrijving } }");

        var text = await DumpAsync();
        Assert.Contains("Kortgesloten", text, StringComparison.Ordinal);
        Assert.Contains("/id/archief/lang", text, StringComparison.Ordinal);
        Assert.DoesNotContain("XLEVEND", text, StringComparison.OrdinalIgnoreCase);
    }

    private SourceSettings Source(string more = "") => NodeConfiguration.ReadSources([_folder.Write("bron.yaml", $$"""
        id: acten
        title: Acten
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution: { id: archief, name: Archief }
        harvest: { protocol: files, locations: [ acten.xml ] }
        mapping: { profile: auto, language: nl, recordDate: 2024-01-01 }
        {{more}}
        """)], _ => null)[0];

    private NodeHost Host(SourceSettings source) =>
        NodeHost.Open(new NodeSettings { BaseIri = NodeConfiguration.DefaultBaseIri, DataDirectory = _folder["data"], SourcesDirectory = _folder["sources"] }, [source], _time);

    private async Task<RunRecord> HarvestAsync(IEnumerable<string> acts, string more = "")
    {
        _folder.Write("acten.xml", $"<A2ACollection xmlns=\"http://Mindbus.nl/RecordCollectionA2A\" xmlns:a2a=\"http://Mindbus.nl/A2A\">{string.Concat(acts)}</A2ACollection>");
        var source = Source(more);
        using var host = Host(source);
        return await new SourceRunner(host, _time).RunAsync(source, new RunOptions(), CancellationToken.None);
    }

    // What the scheduler does on its first look at a day.
    private async Task<List<RunRecord>> OpenAsync(DateTimeOffset now)
    {
        _time.Now = now;
        using var host = Host(Source());
        using var scheduler = new Scheduler(host, _time, _ => { });
        var runs = new List<RunRecord>();
        foreach (var source in scheduler.Opening(now))
            runs.Add(await new SourceRunner(host, _time).RunAsync(source, new RunOptions { FromArchive = true }, CancellationToken.None));
        return runs;
    }

    private async Task<string> DumpAsync(params string[] options)
    {
        Assert.True(await _terminal.RunAsync(["dump", "--data", _folder["data"], .. options]) == ExitCode.Ok, _terminal.Error);
        return _terminal.Out;
    }

    private static string Act(string id, string register, string type, int? year, string role, string name, int? born = null)
    {
        var date = year is { } known ? string.Create(CultureInfo.InvariantCulture, $"<a2a:EventDate><a2a:Year>{known}</a2a:Year><a2a:Month>2</a2a:Month><a2a:Day>3</a2a:Day></a2a:EventDate>") : "";
        var birth = born is { } dated ? string.Create(CultureInfo.InvariantCulture, $"<a2a:BirthDate><a2a:Year>{dated}</a2a:Year></a2a:BirthDate>") : "";
        return $"""
            <a2a:A2A><a2a:Person pid="p1"><a2a:PersonName><a2a:PersonNameFirstName>{name}</a2a:PersonNameFirstName><a2a:PersonNameLastName>{name}</a2a:PersonNameLastName></a2a:PersonName>{birth}</a2a:Person>
            <a2a:Event eid="e1"><a2a:EventType>{type}</a2a:EventType>{date}</a2a:Event>
            <a2a:RelationEP><a2a:PersonKeyRef>p1</a2a:PersonKeyRef><a2a:EventKeyRef>e1</a2a:EventKeyRef><a2a:RelationType>{role}</a2a:RelationType></a2a:RelationEP>
            <a2a:Source><a2a:SourceType>{register}</a2a:SourceType><a2a:RecordGUID>{id}</a2a:RecordGUID></a2a:Source></a2a:A2A>
            """;
    }

    private sealed class DayTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
