using System.Text;
using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Tests.Review;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Tests.Commands;

/// <summary><c>align DATASET</c>: what is served is aligned again, without its source.</summary>
public sealed class AlignDatasetTests : IDisposable
{
    private readonly ReviewNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Where_nothing_changed_there_is_no_version_and_the_verb_says_so()
    {
        await _node.HarvestAsync();
        var before = Served();

        Assert.Contains("prenten: nothing changed; there is no new version", await _node.RunAsync("align", "prenten"), StringComparison.Ordinal);
        Assert.Contains("niets veranderd", await _node.RunAsync("align", "prenten", "--lang", "nl"), StringComparison.Ordinal);
        Assert.Equal(before, Served());
    }

    [Fact]
    public async Task A_new_thesaurus_is_taken_up_in_one_version_with_all_that_belongs_to_it()
    {
        await _node.HarvestAsync();
        var before = State();
        await NewThesaurusAsync("t:ijzer a skos:Concept ; skos:prefLabel \"ijzer\"@nl .");

        var text = await _node.RunAsync("align", "prenten");

        var after = State();
        Assert.Contains("prenten: 1 values get a link, 0 lose theirs, 0 get another one (version " + after.Version, text, StringComparison.Ordinal);
        Assert.Contains("ijzer", text, StringComparison.Ordinal);
        Assert.Contains($"    + sameAs {ReviewNode.Terms}ijzer", text, StringComparison.Ordinal);
        Assert.NotEqual(before.Version, after.Version);
        Assert.NotEqual(before.DumpSha256, after.DumpSha256);
        Assert.Equal(before.Triples + 1, after.Triples);
        Assert.Equal(before.HarvestRuns, after.HarvestRuns);
        _node.Open();
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}ijzer>"], _node.LinksOf("ijzer"));
        Assert.Equal(after.Version, _node.Queue.VersionOf("prenten", "prenten"));
        Assert.Equal(after.Version, _node.Host!.Search.VersionOf(_node.Host.Iris.Graph("prenten", "prenten", Ocw.Nde.Node.Operations.GraphKind.Content)));
        Assert.Equal([after.Version, before.Version], Versions());
        Assert.Contains(after.DumpSha256!, string.Join(' ', _node.Ask($"SELECT ?o WHERE {{ GRAPH <{ReviewNode.Base}graph/prenten/-/description> {{ ?s ?p ?o }} }}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_harvest_after_it_has_nothing_to_do_and_maps_nothing_again()
    {
        await _node.HarvestAsync();
        await NewThesaurusAsync("t:ijzer a skos:Concept ; skos:prefLabel \"ijzer\"@nl .");
        await _node.RunAsync("align", "prenten");
        var aligned = Served();

        using var runs = JsonDocument.Parse(await _node.RunAsync("harvest", _node.PathOf("sources/20-prenten.yaml"), "--json"));

        Assert.Equal("Unchanged", runs.RootElement[0].GetProperty("outcome").GetString());
        Assert.Equal(aligned, Served());
        using var again = JsonDocument.Parse(await _node.RunAsync("harvest", _node.PathOf("sources/20-prenten.yaml"), "--from-archive", "--json"));
        Assert.Equal("Unchanged", again.RootElement[0].GetProperty("outcome").GetString());
        // All but the record from which the profile learns how the source writes its fields.
        Assert.Equal(again.RootElement[0].GetProperty("kept").GetInt64() - 1, again.RootElement[0].GetProperty("reused").GetInt64());
    }

    [Fact]
    public async Task It_gives_what_the_harvest_would_give()
    {
        const string More = "t:ijzer a skos:Concept ; skos:prefLabel \"ijzer\"@nl . t:bank3 a skos:Concept ; skos:prefLabel \"bank\"@nl .";
        await _node.HarvestAsync();
        await NewThesaurusAsync(More);
        await _node.RunAsync("align", "prenten", "akten");
        _node.Open();
        var aligned = Alignments();
        var asked = Asked();
        await _node.CloseAsync();
        using var other = new ReviewNode();
        await other.HarvestAsync();
        other.WriteThesaurus(More);
        await other.RunAsync("harvest");
        other.Open();

        Assert.Equal(Alignments(other), aligned);
        Assert.Equal(Asked(other), asked);
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_come_go_and_change_and_keeps_nothing()
    {
        await _node.HarvestAsync();
        var before = Served();
        new ReviewLog(Path.Combine(_node.Data, "review", "decisions.jsonl")).Append([Decision("steen", "hout2"), Decision("ijzer", "steen"), Decision("kist", null)]);

        var text = await _node.RunAsync("align", "prenten", "--dry-run");
        using var json = JsonDocument.Parse(await _node.RunAsync("align", "prenten", "--dry-run", "--json"));

        Assert.Contains("1 values get a link, 1 lose theirs, 1 get another one (dry run: nothing was kept)", text, StringComparison.Ordinal);
        Assert.Contains($"    - sameAs {ReviewNode.Terms}steen", text, StringComparison.Ordinal);
        Assert.Contains($"    + sameAs {ReviewNode.Terms}hout2", text, StringComparison.Ordinal);
        var one = json.RootElement[0];
        Assert.Equal((1, 1, 1), (one.GetProperty("added").GetInt64(), one.GetProperty("removed").GetInt64(), one.GetProperty("changed").GetInt64()));
        Assert.Equal(["ijzer", "kist", "steen"], one.GetProperty("examples").EnumerateArray().Select(e => e.GetProperty("words").GetString()).Order());
        Assert.Equal(before, Served());
        await _node.RunAsync("align", "prenten");
        _node.Open();
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}hout2>"], _node.LinksOf("steen"));
        Assert.Empty(_node.LinksOf("kist"));
    }

    [Fact]
    public async Task Other_settings_of_the_field_are_followed()
    {
        await _node.HarvestAsync();
        var file = _node.PathOf("sources/20-prenten.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("material: { sources: [ termen ], publishAt: 0.9 }", "material: { sources: [ termen ], publishAt: 1 }", StringComparison.Ordinal));

        Assert.Contains("0 values get a link, 1 lose theirs", await _node.RunAsync("align", file), StringComparison.Ordinal);

        _node.Open();
        Assert.Empty(_node.LinksOf("steen"));
        Assert.Contains(_node.Queue.All(new QueueFilter { Institution = "museum" }, [QueueTurn.Open]), item => item.Literal == "steen");
    }

    [Fact]
    public async Task A_lost_index_of_terms_is_made_again_first()
    {
        await _node.HarvestAsync();
        Directory.Delete(Path.Combine(_node.Data, "termen"), recursive: true);

        Assert.Contains("nothing changed", await _node.RunAsync("align", "prenten"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_aligned_is_refused_with_what_to_do()
    {
        await _node.HarvestAsync();
        var before = Served();

        Assert.Contains("There is no dataset nergens; datasets that are aligned are: akten, prenten.", await RefusedAsync(ExitCode.Usage, "nergens"), StringComparison.Ordinal);
        Assert.Contains("add for example align:", await RefusedAsync(ExitCode.Usage, "termen"), StringComparison.Ordinal);
        Assert.Contains("Name a dataset", await RefusedAsync(ExitCode.Usage), StringComparison.Ordinal);
        var file = _node.PathOf("sources/20-prenten.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("sources: [ termen ]", "sources: [ elders ]", StringComparison.Ordinal));
        Assert.Contains("None of the terminology sources of prenten is here (elders)", await RefusedAsync(ExitCode.Faults, "prenten"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("id: prenten", "id: nieuw", StringComparison.Ordinal).Replace("[ elders ]", "[ termen ]", StringComparison.Ordinal));
        Assert.Contains("Nothing was harvested of nieuw yet", await RefusedAsync(ExitCode.Usage, "nieuw"), StringComparison.Ordinal);
        Assert.Equal(before, Served());
    }

    private async Task<string> RefusedAsync(int code, params string[] names)
    {
        using var terminal = new TestTerminal();
        Assert.Equal(code, await terminal.RunAsync(["align", .. names, "--lang", "en", "--settings", _node.PathOf("node.yaml"), "--data", _node.Data]));
        return terminal.Error;
    }

    private async Task NewThesaurusAsync(string more)
    {
        _node.WriteThesaurus(more);
        await _node.RunAsync("harvest", _node.PathOf("sources/10-termen.yaml"));
    }

    private ChannelState State()
    {
        using var host = _node.Open();
        return host.StateOf("prenten", "prenten")!;
    }

    // Commit and state as one text, to be compared.
    private string Served()
    {
        using var host = _node.Open();
        return host.Store.CommitNumber + Encoding.UTF8.GetString(host.StateOf("prenten", "prenten")!.ToBytes());
    }

    private IReadOnlyList<string> Versions() =>
        [.. _node.Ask($"SELECT ?v WHERE {{ GRAPH <{ReviewNode.Base}graph/prenten/prenten/versions> {{ ?n <http://www.w3.org/ns/dcat#version> ?v }} }} ORDER BY DESC(?v)").Select(v => v.Trim('"'))];

    private IReadOnlyList<string> Alignments(ReviewNode? of = null) => (of ?? _node).Ask("""
        SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER(REGEX(STR(?g), "/(links|evidence|proposals|closed-links)$") && ?p != <https://w3id.org/sssom/object_source_version>) } ORDER BY ?g ?s ?p ?o
        """);

    private IReadOnlyList<string> Asked(ReviewNode? of = null) =>
        [.. (of ?? _node).Queue.All(new QueueFilter { WithoutCandidates = true }, [QueueTurn.Open]).Select(i => $"{i.Institution} {i.Literal} {i.Uses} {string.Join(' ', i.Candidates.Select(c => $"{c.Term} {c.Score}"))}").Order(StringComparer.Ordinal)];

    private static ReviewEvent Decision(string words, string? term) => new()
    {
        Id = "besluit-" + words,
        At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        By = "Anna",
        Institution = "museum",
        Field = words == "kist" ? "type" : "material",
        Literal = words,
        Verdict = term is null ? ReviewVerdict.NoTerm : ReviewVerdict.Accept,
        Terms = term is null ? [] : [ReviewNode.Terms + term],
    };
}
