using System.Net;
using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Review;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>A thesaurus gets a new version: what changed, whom it touches, and what the feeds say of it.</summary>
public sealed class TermChangesTests : IAsyncLifetime, IDisposable
{
    private const string Prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dct: <http://purl.org/dc/terms/> .\n@prefix t: <" + ReviewNode.Terms + "> .\n";

    // «kist» renamed, «steen» withdrawn, «meubels» replaced, «bank1» gone, «koffer» new.
    private const string SecondVersion = Prefixes +
        """
        t:meubels a skos:Concept ; skos:prefLabel "meubels"@nl, "furniture"@en ; dct:isReplacedBy t:koffer .
        t:instellingen a skos:Concept ; skos:prefLabel "instellingen"@nl, "institutions"@en .
        t:bank2 a skos:Concept ; skos:prefLabel "bank"@nl, "bank"@en ; skos:broader t:instellingen ; skos:scopeNote "Instelling die geld beheert."@nl .
        t:kist a skos:Concept ; skos:prefLabel "kisten"@nl, "chest"@en ; skos:altLabel "kist"@nl ; skos:broader t:meubels .
        t:hout1 a skos:Concept ; skos:prefLabel "hout"@nl, "wood"@en .
        t:hout2 a skos:Concept ; skos:prefLabel "hout"@nl ; skos:altLabel "timmerhout"@nl .
        t:steen a skos:Concept ; skos:prefLabel "steen"@nl, "stone"@en ; owl:deprecated true .
        t:koffer a skos:Concept ; skos:prefLabel "koffer"@nl .
        """;

    private readonly ReviewNode _node = new();

    public async Task InitializeAsync()
    {
        await _node.HarvestAsync();
        await File.AppendAllTextAsync(_node.PathOf("sources/10-termen.yaml"), "\nholdRemovals: never\n");
        Accept("bank", "bank1");
        await File.WriteAllTextAsync(_node.PathOf("termen.ttl"), SecondVersion);
        await _node.RunAsync("harvest", _node.PathOf("sources/10-termen.yaml"));
    }

    public Task DisposeAsync() => _node.CloseAsync();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task What_changed_is_told_with_the_links_that_it_touches()
    {
        var text = await _node.RunAsync("terms", "changes", "termen", "--lang", "nl");
        using var json = JsonDocument.Parse(await _node.RunAsync("terms", "changes", "termen", "--json"));

        Assert.Contains("gewijzigd\tkisten\t" + ReviewNode.Terms + "kist", text, StringComparison.Ordinal);
        Assert.Contains("  + voorkeurslabel: kisten@nl", text, StringComparison.Ordinal);
        Assert.Contains("  - voorkeurslabel: kist@nl", text, StringComparison.Ordinal);
        var kinds = json.RootElement.GetProperty("changes").EnumerateArray().Select(one => one.GetProperty("change"))
            .Select(change => (change.GetProperty("iri").GetString()![ReviewNode.Terms.Length..], change.GetProperty("kind").GetString())).Order();
        Assert.Equal([("bank1", "removed"), ("kist", "changed"), ("koffer", "added"), ("meubels", "replaced"), ("steen", "deprecated")], kinds);
        Assert.Contains(json.RootElement.GetProperty("touched").EnumerateArray(), link => link.GetProperty("term").GetString() == ReviewNode.Terms + "kist" && link.GetProperty("dataset").GetString() == "prenten");
    }

    [Fact]
    public async Task An_unknown_version_or_source_is_told_with_what_there_is()
    {
        using var terminal = new TestTerminal();

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("terms", "changes", "nergens", "--lang", "en", "--settings", _node.PathOf("node.yaml"), "--data", _node.Data));
        Assert.Contains("termen", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("terms", "changes", "termen", "--since", "ooit", "--lang", "en", "--settings", _node.PathOf("node.yaml"), "--data", _node.Data));
        Assert.Contains("There is no version ooit of this terminology source; there are: ", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_two_versions_that_are_kept_can_be_compared()
    {
        await File.WriteAllTextAsync(_node.PathOf("termen.ttl"), SecondVersion.Replace("\"koffer\"@nl", "\"koffers\"@nl", StringComparison.Ordinal));
        await _node.RunAsync("harvest", _node.PathOf("sources/10-termen.yaml"));
        using var latest = JsonDocument.Parse(await _node.RunAsync("terms", "changes", "termen", "--json"));
        var versions = latest.RootElement.GetProperty("kept").EnumerateArray().Select(one => one.GetString()!).ToList();
        Assert.Equal(3, versions.Count);
        Assert.Equal(["koffer changed"], ChangesIn(latest));

        // The first version made no changes, and so no log tells of it.
        using var first = JsonDocument.Parse(await _node.RunAsync("terms", "changes", "termen", "--since", versions[0], "--json"));
        using var middle = JsonDocument.Parse(await _node.RunAsync("terms", "changes", "termen", "--since", versions[0], "--until", versions[1], "--json"));
        using var back = JsonDocument.Parse(await _node.RunAsync("terms", "changes", "termen", "--since", versions[2], "--until", versions[0], "--json"));
        using var alone = JsonDocument.Parse(await _node.RunAsync("terms", "changes", "termen", "--until", versions[1], "--json"));

        string[] all = ["bank1 removed", "kist changed", "koffer added", "meubels replaced", "steen deprecated"];
        Assert.Equal(all, ChangesIn(first));
        Assert.Contains("koffers", first.RootElement.GetProperty("changes").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(all, ChangesIn(middle));
        Assert.DoesNotContain("koffers", middle.RootElement.GetProperty("changes").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(all, ChangesIn(alone));
        Assert.Equal(["bank1 added", "kist changed", "koffer removed", "meubels restored", "steen restored"], ChangesIn(back));
        Assert.Empty(Directory.Exists(Path.Combine(_node.Data, "tmp")) ? Directory.EnumerateFileSystemEntries(Path.Combine(_node.Data, "tmp"), "changes-*") : []);
    }

    [Fact]
    public async Task What_the_machine_linked_with_a_term_that_changed_is_asked_too_until_a_person_answers()
    {
        using (var host = _node.Open())
        {
            var asked = host.Review.All(new QueueFilter { Institution = "museum" }, [QueueTurn.Open]).ToDictionary(item => item.Literal, StringComparer.Ordinal);
            Assert.Equal((ReopenReasons.TermChanged, ReviewNode.Terms + "kist", 1), (asked["kist"].Why, asked["kist"].Candidates.Single().Term, asked["kist"].Uses));
            Assert.Equal(ReopenReasons.TermDeprecated, asked["steen"].Why);
            Assert.DoesNotContain("meubels", asked.Keys);
            // It holds until it is answered.
            Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}kist>"], _node.LinksOf("kist"));
        }

        await _node.RunAsync("harvest");
        _node.Open();
        Assert.Equal((QueueTurn.Open, ReopenReasons.TermChanged), (_node.ItemOf("kist").Turn, _node.ItemOf("kist").Why));
        _node.Queue.Decide([_node.Desk.EventOf("anna", _node.ItemOf("kist"), new ReviewAnswer(ReviewVerdict.Accept) { Terms = [ReviewNode.Terms + "kist"] })]);
        Assert.Equal(QueueTurn.Decided, _node.ItemOf("kist").Turn);
        await _node.CloseAsync();
        await _node.RunAsync("align", "prenten");
        _node.Open();
        Assert.Equal(QueueTurn.Decided, _node.ItemOf("kist").Turn);
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}kist>"], _node.LinksOf("kist"));
    }

    [Fact]
    public async Task The_feed_of_alignments_is_written_without_being_asked_for_and_says_how_long_it_keeps()
    {
        using (var host = _node.Open())
            Assert.Equal(2, host.Alignments.Log.State.Count);
        await _node.ServeAsync();
        using var client = new HttpClient { BaseAddress = new Uri(_node.Address) };

        foreach (var feed in (string[])["alignments", "termen"])
        {
            var root = await client.GetStringAsync("/termen/feeds/" + feed);
            Assert.Contains("ldes:retentionPolicy", root, StringComparison.Ordinal);
            Assert.Contains("ldes:startingFrom", root, StringComparison.Ordinal);
            Assert.Contains("ldes:retentionPolicy", await client.GetStringAsync($"/termen/feeds/{feed}/1"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_decision_for_a_term_that_is_gone_is_asked_again()
    {
        using var host = _node.Open();

        Assert.Equal(ReopenReasons.TermRemoved, host.Review.Log.Current.StateOf(ReviewSubject.Of("museum", "type", "bank"), "prenten", "nl").Reopened);
    }

    [Fact]
    public async Task Feeds_tell_it_to_others_and_the_harvester_reads_them_back()
    {
        await _node.ServeAsync();
        using var client = new HttpClient { BaseAddress = new Uri(_node.Address) };
        var root = await client.GetStringAsync("/termen/feeds/termen");
        using var page = await client.GetAsync("/termen/feeds/termen/1");
        var text = await page.Content.ReadAsStringAsync();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/termen/feeds/termen/1");
        again.Headers.TryAddWithoutValidation("If-None-Match", page.Headers.ETag!.ToString());

        Assert.Contains("termen/feeds/termen/1", root, StringComparison.Ordinal);
        Assert.Contains("Delete", text, StringComparison.Ordinal);
        Assert.DoesNotContain("immutable", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/termen/feeds/termen/2")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/termen/feeds/nergens")).StatusCode);
        Assert.Contains(ReviewNode.Terms + "kist", await client.GetStringAsync("/termen/feeds/alignments/1"), StringComparison.Ordinal);

        await using var server = await WebStandIn.StartAsync();
        foreach (var path in (string[])["", "/1"])
            server.Pages["/termen/feeds/termen" + path] = ((await client.GetStringAsync("/termen/feeds/termen" + path)).Replace(ReviewNode.Base, "{base}", StringComparison.Ordinal), "text/turtle");
        using var copy = new TestFolder();
        using var terminal = new TestTerminal();
        var source = copy.Write("kopie.yaml", $$"""
            id: kopie
            kind: terms
            title: Kopie
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            allowPrivateAddress: true
            harvest: { protocol: ldes, address: "{{server.Address.AbsoluteUri}}termen/feeds/termen" }
            """);
        Assert.True(await terminal.RunAsync("harvest", source, "--data", copy["data"]) == ExitCode.Ok, terminal.Error);
        await terminal.RunAsync("dump", "--data", copy["data"]);
        Assert.Contains($"<{ReviewNode.Terms}kist> <http://www.w3.org/2004/02/skos/core#prefLabel> \"kisten\"@nl", terminal.Out, StringComparison.Ordinal);
        Assert.Contains($"<{ReviewNode.Terms}koffer>", terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Zitmeubel", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alignment_that_goes_is_withdrawn_in_the_feed()
    {
        await _node.ServeAsync();
        using var client = new HttpClient { BaseAddress = new Uri(_node.Address) };
        var before = await client.GetStringAsync("/termen/feeds/alignments/1");
        await _node.CloseAsync();
        await File.WriteAllTextAsync(_node.PathOf("termen.ttl"), SecondVersion.Replace("\"kisten\"@nl", "\"dozen\"@nl", StringComparison.Ordinal).Replace("skos:altLabel \"kist\"@nl ; ", "", StringComparison.Ordinal));
        await _node.RunAsync("harvest");
        await _node.ServeAsync();
        using var later = new HttpClient { BaseAddress = new Uri(_node.Address) };
        var after = await later.GetStringAsync("/termen/feeds/alignments/1");

        Assert.False(IsWithdrawn(before, "kist"));
        Assert.StartsWith(before.Split("tree:member")[0], after, StringComparison.Ordinal);
        Assert.True(IsWithdrawn(after, "kist"));
    }

    private static bool IsWithdrawn(string feed, string term) =>
        feed.Split(" .\n").Any(block => block.Contains("activitystreams#Delete", StringComparison.Ordinal) && block.Contains($"{ReviewNode.Terms}{term}>", StringComparison.Ordinal));

    private static IEnumerable<string> ChangesIn(JsonDocument json) => json.RootElement.GetProperty("changes").EnumerateArray().Select(one => one.GetProperty("change"))
        .Select(change => $"{change.GetProperty("iri").GetString()![ReviewNode.Terms.Length..]} {change.GetProperty("kind").GetString()}").Order(StringComparer.Ordinal);

    private void Accept(string words, string term)
    {
        new ReviewLog(Path.Combine(_node.Data, "review", "decisions.jsonl")).Append([new ReviewEvent
        {
            Id = "besluit-1",
            At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            By = "Anna",
            Institution = "museum",
            Field = "type",
            Literal = words,
            Verdict = ReviewVerdict.Accept,
            Terms = [ReviewNode.Terms + term],
        }]);
    }
}
