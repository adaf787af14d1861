using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Tests.Review;

public sealed class DecisionsTests : IDisposable
{
    private readonly ReviewNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task What_the_machine_would_not_decide_is_asked_once_for_each_literal()
    {
        await _node.HarvestAsync();
        _node.Open();

        var asked = _node.Queue.All(new QueueFilter { Institution = "museum" }, [QueueTurn.Open]).ToList();

        Assert.Equal([("bank", 3), ("hout", 2)], asked.Select(i => (i.Literal, i.Uses)).Order());
        Assert.Equal([ReviewNode.Terms + "bank1", ReviewNode.Terms + "bank2"], asked.Single(i => i.Literal == "bank").Candidates.Select(c => c.Term).Order());
    }

    [Fact]
    public async Task A_decision_is_in_the_links_at_once_and_undone_it_is_out_of_them()
    {
        await _node.HarvestAsync();
        _node.Open();
        var decided = Decide("bank", new ReviewAnswer(ReviewVerdict.Accept) { Terms = [ReviewNode.Terms + "bank1"] });
        Assert.Empty(_node.LinksOf("bank"));

        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);

        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}bank1>"], _node.LinksOf("bank"));
        Assert.Equal(0, await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None));

        _node.Queue.Decide([_node.Desk.UndoOf("anna", "museum", decided.Id)]);
        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);
        Assert.Empty(_node.LinksOf("bank"));
        Assert.Equal(QueueTurn.Open, _node.ItemOf("bank").Turn);
    }

    [Fact]
    public async Task The_word_of_a_person_wins_from_the_machine_also_where_it_was_sure()
    {
        await _node.HarvestAsync();
        _node.Open();
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}steen>"], _node.LinksOf("steen"));
        _node.Queue.Decide([Event("museum", "material", "steen", ReviewVerdict.NoTerm), Event("museum", "type", "kist", ReviewVerdict.Accept) with { Terms = [ReviewNode.Terms + "meubels"], Relation = AlignmentRelation.Broad }]);

        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);

        Assert.Empty(_node.LinksOf("steen"));
        Assert.Equal([$"<http://www.w3.org/2004/02/skos/core#broadMatch> <{ReviewNode.Terms}meubels>"], _node.LinksOf("kist"));
    }

    [Fact]
    public async Task Decisions_hold_over_a_new_harvest_and_a_new_thesaurus()
    {
        await _node.HarvestAsync();
        _node.Open();
        Decide("bank", new ReviewAnswer(ReviewVerdict.Accept) { Terms = [ReviewNode.Terms + "bank2"], Relation = AlignmentRelation.Close });
        await _node.CloseAsync();

        await _node.HarvestAsync(extra: 1);
        _node.WriteThesaurus("t:bank3 a skos:Concept ; skos:prefLabel \"bank\"@nl .");
        await _node.RunAsync("harvest");
        _node.Open();

        Assert.Equal([$"<http://www.w3.org/2004/02/skos/core#closeMatch> <{ReviewNode.Terms}bank2>"], _node.LinksOf("bank"));
        Assert.Equal(QueueTurn.Decided, _node.ItemOf("bank").Turn);
    }

    [Fact]
    public async Task The_run_after_a_decision_renews_the_dump()
    {
        await _node.HarvestAsync();
        _node.Open();
        var before = StateOf("prenten");
        Decide("bank", new ReviewAnswer(ReviewVerdict.Accept) { Terms = [ReviewNode.Terms + "bank1"] });
        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);
        await _node.CloseAsync();

        await _node.RunAsync("harvest");
        _node.Open();

        Assert.NotEqual(before.DumpSha256, StateOf("prenten").DumpSha256);
        Assert.False(StateOf("prenten").HasNewerLinks);
        var version = StateOf("prenten").Version;
        await _node.CloseAsync();
        await _node.RunAsync("harvest");
        _node.Open();
        Assert.Equal(version, StateOf("prenten").Version);
    }

    [Fact]
    public async Task What_one_institution_decided_is_proposed_to_the_other_without_a_name()
    {
        await _node.HarvestAsync();
        _node.Open();
        _node.Queue.Decide([Event("archief", "material", "ijzer", ReviewVerdict.Accept) with { Terms = [ReviewNode.Terms + "steen"], By = "Bert" }]);
        await _node.CloseAsync();
        await _node.HarvestAsync(extra: 1);
        _node.Open();

        var candidate = Assert.Single(_node.ItemOf("ijzer").Candidates);

        Assert.Equal((ReviewNode.Terms + "steen", "decided-elsewhere=1"), (candidate.Term, Assert.Single(candidate.Reasons)));
        Assert.Empty(_node.LinksOf("ijzer"));
        Assert.Empty(_node.Ask("SELECT ?s ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER(isLiteral(?o) && CONTAINS(STR(?o), \"Bert\")) }"));
    }

    [Fact]
    public async Task A_purge_takes_decisions_about_words_along_that_only_the_purged_object_has()
    {
        const string Personal = "portretkop van Grietje";
        await _node.HarvestAsync(material: Personal);
        _node.Open();
        _node.Queue.Decide(
        [
            Event("museum", "material", Personal, ReviewVerdict.Accept) with { Terms = [ReviewNode.Terms + "hout1"], Why = "zo zeker" },
            Event("museum", "material", "hout", ReviewVerdict.Accept) with { Terms = [ReviewNode.Terms + "hout2"], Why = "gezien bij " + ReviewNode.Base + "id/museum/1" },
            Event("museum", "type", "bank", ReviewVerdict.Accept) with { Terms = [ReviewNode.Terms + "bank1"] },
        ]);
        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);
        Assert.NotEmpty(_node.LinksOf(Personal));
        await _node.CloseAsync();
        var file = Path.Combine(_node.Data, "review", "decisions.jsonl");
        var before = File.ReadAllText(file);

        Assert.Contains("decisions\t2\n", await _node.RunAsync("purge", ReviewNode.Base + "id/museum/1"), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));

        await _node.RunAsync("purge", ReviewNode.Base + "id/museum/1", "--yes");

        Assert.Equal(before.Split('\n').Where(line => line.Contains("\"bank\"", StringComparison.Ordinal)), File.ReadAllLines(file));
        foreach (var kept in Directory.EnumerateFiles(_node.Data, "*", SearchOption.AllDirectories))
            Assert.True(File.ReadAllBytes(kept).AsSpan().IndexOf("Grietje"u8) < 0, kept);
        await _node.RunAsync("harvest");
        _node.Open();
        Assert.DoesNotContain(_node.Queue.All(new QueueFilter { Institution = "museum", WithoutCandidates = true }, [QueueTurn.Open, QueueTurn.Skipped, QueueTurn.Decided]), item => item.Literal == Personal);
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}bank1>"], _node.LinksOf("bank"));
    }

    [Fact]
    public async Task A_backup_has_the_decisions_and_the_questions_are_derived()
    {
        await _node.HarvestAsync();
        _node.Open();
        Decide("bank", new ReviewAnswer(ReviewVerdict.Accept) { Terms = [ReviewNode.Terms + "bank1"] });
        var kept = _node.Host!.Folders.Kept().Select(f => Path.GetRelativePath(_node.Data, f)).ToList();
        await _node.CloseAsync();

        Assert.Contains(Path.Combine("review", "decisions.jsonl"), kept);
        Assert.DoesNotContain(kept, f => f.Contains("queue", StringComparison.Ordinal) || f.EndsWith(".lock", StringComparison.Ordinal));
        Directory.Delete(Path.Combine(_node.Data, "review-queue"), recursive: true);
        var host = _node.Open();
        foreach (var source in host.Sources.Where(s => host.StateOf(s) is not null))
            await host.IndexAsync(source, host.StateOf(source)!, CancellationToken.None);
        Assert.Equal(QueueTurn.Decided, _node.ItemOf("bank").Turn);
        Assert.Equal(QueueTurn.Open, _node.ItemOf("hout").Turn);
    }

    private ChannelState StateOf(string dataset) => _node.Host!.StateOf(dataset, dataset)!;

    private ReviewEvent Decide(string words, ReviewAnswer answer)
    {
        var decided = _node.Desk.EventOf("anna", _node.ItemOf(words), answer);
        Assert.Equal(1, _node.Queue.Decide([decided]));
        return decided;
    }

    private static ReviewEvent Event(string institution, string field, string literal, ReviewVerdict verdict) =>
        new() { Id = Guid.NewGuid().ToString("N"), At = DateTimeOffset.UtcNow, By = "anna", Institution = institution, Field = field, Literal = literal, Verdict = verdict };
}
