using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>A channel over OAI-PMH from the command line: increments, nothing new, mass deletion, a dry run, and a profile found by namespace.</summary>
public sealed class OaiChannelTests : IAsyncLifetime, IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private OaiStandIn _repository = null!;

    public async Task InitializeAsync() => _repository = await OaiStandIn.StartAsync();

    public async Task DisposeAsync() => await _repository.DisposeAsync();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_repository_that_repeats_what_is_served_brings_no_version_and_costs_two_requests()
    {
        _repository.Fill(40, number => $"oai:x:{number}");
        _repository.Records["oai:x:7"] = (_repository.Now.AddHours(-1), OaiStandIn.Titled("Net gewijzigd."));
        await HarvestAsync();
        _repository.Requests.Clear();
        _repository.Now = _repository.Now.AddHours(1);
        await HarvestAsync();

        // The overlap of a day brings the record that was changed just before; it holds what it held.
        Assert.Equal((RunOutcome.Unchanged, 40L, 0L, 2L), (LastRun.Outcome, LastRun.Objects, LastRun.Commit, LastRun.Requests));
        Assert.Contains("from=2026-01-01T03", Assert.Single(_repository.Requests, request => request.Contains("ListRecords", StringComparison.Ordinal)), StringComparison.Ordinal);

        _repository.Now = _repository.Now.AddDays(2);
        await HarvestAsync();
        _repository.Requests.Clear();
        await HarvestAsync();
        Assert.Contains("from=2026-01-03T04", _repository.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_increment_maps_what_changed_and_keeps_the_rest()
    {
        _repository.Fill(200, number => $"oai:x:{number}");
        await HarvestAsync();
        _repository.Now = _repository.Now.AddDays(3);
        _repository.Records["oai:x:3"] = (_repository.Now.AddHours(-1), OaiStandIn.Titled("Andere titel."));
        _repository.Records["oai:x:4"] = (_repository.Now.AddHours(-1), null);
        await HarvestAsync();

        Assert.Equal((RunOutcome.Complete, 199L, 199L, 1L), (LastRun.Outcome, LastRun.Objects, LastRun.Kept, LastRun.Deleted));
        Assert.InRange(LastRun.Reused, 198 - Environment.ProcessorCount, 198);
        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        Assert.Contains("Andere titel.", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Titel 3.", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Titel 4.", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("oai_dc", LastRun.Format, StringComparison.Ordinal);
    }

    [SharedFact("trust/hostile/oai/mass-delete")]
    public async Task A_repository_that_deletes_everything_is_held_and_the_old_version_stays()
    {
        _repository.Page = await File.ReadAllTextAsync(SharedData.PathOf("trust/hostile/oai/mass-delete/001.xml"));
        var deleted = System.Xml.Linq.XDocument.Parse(_repository.Page).Descendants("{http://www.openarchives.org/OAI/2.0/}identifier").Select(element => element.Value).ToList();
        var page = _repository.Page;
        _repository.Page = null;
        _repository.Fill(deleted.Count, number => deleted[number]);
        foreach (var identifier in deleted)
            _repository.Records[identifier] = _repository.Records[identifier] with { Changed = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        await HarvestAsync();
        _repository.Page = page;
        await HarvestAsync();

        Assert.Equal((RunOutcome.Held, (long)deleted.Count, (long)deleted.Count), (LastRun.Outcome, LastRun.Held!.Gone, LastRun.Objects));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("runs", "approve", _folder["bron.yaml"], "--data", _folder["data"]));
        Assert.Equal((RunOutcome.Complete, 0L), (LastRun.Outcome, LastRun.Objects));
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_come_and_keeps_nothing()
    {
        _repository.Fill(40, number => $"oai:x:{number}");
        await _terminal.RunAsync("harvest", "--dry-run", "--lang", "nl", "--data", _folder["data"], Source());

        Assert.Contains("proef: er wordt niets bewaard", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("metadataPrefix edm", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("set kunst", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("oai_dc (http://www.openarchives.org/OAI/2.0/oai_dc/)", _terminal.Out, StringComparison.Ordinal);
        Assert.Empty(new RunLog(_folder["data"]).Read());
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder["data"], "archive"), "*", SearchOption.AllDirectories));

        await HarvestAsync();
        _repository.Now = _repository.Now.AddDays(3);
        _repository.Records["oai:x:3"] = (_repository.Now.AddHours(-1), OaiStandIn.Titled("Andere titel."));
        _repository.Records["oai:x:99"] = (_repository.Now.AddHours(-1), OaiStandIn.Titled("Nieuw."));
        await _terminal.RunAsync("harvest", "--dry-run", "--json", "--data", _folder["data"], Source());
        var counts = System.Text.Json.JsonDocument.Parse(_terminal.Out).RootElement[0].GetProperty("counts");

        Assert.Equal((1, 1, 0), (counts.GetProperty("new").GetInt32(), counts.GetProperty("changed").GetInt32(), counts.GetProperty("same").GetInt32()));
        Assert.Single(new RunLog(_folder["data"]).Read());
    }

    [Fact]
    public async Task Without_a_profile_the_format_of_the_records_chooses_it()
    {
        foreach (var record in System.Xml.Linq.XDocument.Load(Path.Combine(ProgramFiles.Samples, "archief", "voorbeeldarchief-edm.xml")).Root!.Elements("record").Where(record => record.HasElements))
            _repository.Records[(string)record.Attribute("id")!] = (new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), record.Elements().First().ToString(System.Xml.Linq.SaveOptions.DisableFormatting));
        await HarvestAsync(Source(mapping: "{ language: nl }"));

        Assert.True(LastRun.Outcome == RunOutcome.Complete, LastRun.Reason);
        Assert.InRange(LastRun.Objects, 10, _repository.Records.Count);
        Assert.Equal("edm (http://www.europeana.eu/schemas/edm/)", LastRun.Format);
        await HarvestAsync(Source(mapping: "{ profile: edm, language: nl }"));
        Assert.Equal((0L, 0L), (LastRun.Added, LastRun.Removed));
    }

    [Fact]
    public async Task A_format_without_a_profile_is_named_in_the_error()
    {
        _repository.Records["oai:x:1"] = (new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), "<x:doos xmlns:x=\"urn:x\"/>");
        await HarvestAsync(Source(mapping: "{ language: nl }"));

        Assert.Equal(RunOutcome.Failed, LastRun.Outcome);
        Assert.Contains("doos (urn:x)", LastRun.Reason, StringComparison.Ordinal);
    }

    private RunRecord LastRun => new RunLog(_folder["data"]).Read()[^1];

    private Task<int> HarvestAsync(string? source = null) => _terminal.RunAsync("harvest", "--data", _folder["data"], source ?? Source());

    private string Source(string mapping = "{ rules: [ { to: name, from: title } ] }") => _folder.Write("bron.yaml", $$"""
        id: proef
        title: Proef
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution: { id: museum, name: Museum }
        allowPrivateAddress: true
        harvest: { protocol: oai-pmh, baseUrl: "{{_repository.Address}}", metadataPrefix: oai_dc }
        mapping: {{mapping}}
        """);
}
