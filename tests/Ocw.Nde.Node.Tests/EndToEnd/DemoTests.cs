using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>The main job on the samples: the whole walk over real HTTP and OAI-PMH on loopback.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_samples_walk_through_every_room_and_every_record_is_accounted_for()
    {
        Assert.True(await _terminal.RunAsync("demo", "--exit", "--data", _folder["data"]) == ExitCode.Ok, _terminal.Error);

        var runs = new RunLog(_folder["data"]).Read().ToDictionary(r => r.Source);
        Assert.All(runs.Values, r => Assert.Equal(RunOutcome.Complete, r.Outcome));
        Assert.Equal((24L, 22L, 1L, 1L), (runs["voorbeeldmuseum"].Seen, runs["voorbeeldmuseum"].Kept, runs["voorbeeldmuseum"].SetAside, runs["voorbeeldmuseum"].Withheld));
        Assert.Equal(1, runs["voorbeeldmuseum"].Stubs);
        Assert.Equal((14L, 12L, 1L, 1L), (runs["voorbeeldarchief"].Seen, runs["voorbeeldarchief"].Kept, runs["voorbeeldarchief"].SetAside, runs["voorbeeldarchief"].Deleted));
        Assert.Equal(30, runs["voorbeeldthesaurus"].Objects);
        Assert.True(runs["voorbeeldmuseum"].Alignment["material"].Links >= 9);
        Assert.True(runs["voorbeeldarchief"].Alignment["about"].Links >= 6);
        Assert.True(runs["voorbeeldmuseum"].DeniedFields.ContainsKey("standplaats"));
        Assert.True(runs["voorbeeldmuseum"].DeniedFields.ContainsKey("verzekerde waarde"));
    }

    [Fact]
    public async Task A_researcher_finds_both_collections_through_one_shared_term()
    {
        await _terminal.RunAsync("demo", "--exit", "--data", _folder["data"]);
        var query =
            """
            PREFIX schema: <https://schema.org/>
            SELECT ?dataset (COUNT(DISTINCT ?object) AS ?n) WHERE {
              ?value schema:sameAs <https://termen.voorbeeld.example/122> .
              ?object schema:about ?value ; schema:isPartOf ?dataset .
            } GROUP BY ?dataset ORDER BY ?dataset
            """;

        Assert.True(await _terminal.RunAsync("query", "--data", _folder["data"], "--format", "csv", query) == ExitCode.Ok, _terminal.Error);
        Assert.Equal(
            "dataset,n\r\nhttp://127.0.0.1:5080/id/dataset/voorbeeldarchief,1\r\nhttp://127.0.0.1:5080/id/dataset/voorbeeldmuseum,3\r\n",
            _terminal.Out);
    }

    [Fact]
    public async Task What_is_internal_or_withheld_is_in_no_dump()
    {
        await _terminal.RunAsync("demo", "--exit", "--data", _folder["data"]);
        await _terminal.RunAsync("dump", "--data", _folder["data"]);

        Assert.Contains("Gezicht op de haven", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Depot", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("120000", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("herkomst wordt onderzocht", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("conditionsOfAccess", _terminal.Out, StringComparison.Ordinal);
    }
}
