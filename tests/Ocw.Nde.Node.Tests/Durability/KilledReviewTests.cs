using System.Net;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Node.Tests.Review;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>A decision that was acknowledged is there, whatever happens to the program afterwards.</summary>
public sealed class KilledReviewTests : IDisposable
{
    private readonly ReviewNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task A_decision_that_was_acknowledged_is_there_after_the_whole_node_was_killed()
    {
        await _node.HarvestAsync();
        await DecideAndKillAsync("bank", "accept", ReviewNode.Terms + "bank1");
        await DecideAndKillAsync("hout", "broader", ReviewNode.Terms + "meubels");

        _node.Open();
        var ledger = _node.Host!.Review.Log.Current;
        Assert.Equal([ReviewNode.Terms + "bank1"], ledger.StateOf(ReviewSubject.Of("museum", "type", "bank"), "prenten", "nl").Terms);
        Assert.Equal([ReviewNode.Terms + "meubels"], ledger.StateOf(ReviewSubject.Of("museum", "material", "hout"), "prenten", "nl").Terms);
        Assert.Equal("Anna", ledger.HistoryOf(ReviewSubject.Of("museum", "type", "bank")).Single().Event.By);

        // What the killed process did not come to any more is made up for.
        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}bank1>"], _node.LinksOf("bank"));
        Assert.Equal([$"<http://www.w3.org/2004/02/skos/core#broadMatch> <{ReviewNode.Terms}meubels>"], _node.LinksOf("hout"));
        Assert.Equal([QueueTurn.Decided, QueueTurn.Decided], new[] { _node.ItemOf("bank").Turn, _node.ItemOf("hout").Turn });
    }

    [Fact]
    public async Task A_spreadsheet_that_is_handed_in_beside_a_running_node_counts_in_that_node()
    {
        await _node.HarvestAsync();
        await _node.ServeAsync();
        var sheet = _node.PathOf("beoordelen.csv");
        Run("align", "review", "export", sheet, "--institution", "museum");
        var lines = await File.ReadAllLinesAsync(sheet);
        await File.WriteAllLinesAsync(sheet, lines.Select(line => line.Contains(",bank,", StringComparison.Ordinal) ? line[..^2] + "aanvaard,," : line));

        var said = Run("align", "review", "import", sheet, "--by", "Carla");

        Assert.Contains("1 decisions taken", said, StringComparison.Ordinal);
        Assert.Contains("The node is running and brings the links up to date within half a minute.", said, StringComparison.Ordinal);
        Assert.Equal(QueueTurn.Decided, _node.ItemOf("bank").Turn);
        Assert.True(new DecisionApplier(_node.Host!, TimeProvider.System).IsBehind || _node.LinksOf("bank").Count == 1);
        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);
        Assert.Single(_node.LinksOf("bank"));
        using var client = new HttpClient { BaseAddress = new Uri(_node.Address) };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);
    }

    private async Task DecideAndKillAsync(string words, string verdict, string term)
    {
        using var process = NodeProcess.Start(_node.PathOf("."), "serve", "--port", "0", "--settings", _node.PathOf("node.yaml"), "--data", _node.Data);
        using var client = new ReviewClient((await process.AddressAsync()).ToString());
        await client.LogInAsync(ReviewNode.AnnaKey);
        Assert.Equal($"«{words}»", client.Heading);
        await client.DecideAsync(verdict, term);
        process.Kill();
        Assert.Equal(HttpStatusCode.OK, client.Last.StatusCode);
        Assert.Contains($"«{words}»", client.Text, StringComparison.Ordinal);
    }

    private string Run(params string[] arguments)
    {
        using var process = NodeProcess.Start(_node.PathOf("."), [.. arguments, "--settings", _node.PathOf("node.yaml"), "--data", _node.Data]);
        var code = process.EndOrKill(TimeSpan.FromMinutes(2));
        Assert.True(code == 0, process.Error);
        return process.Error;
    }
}
