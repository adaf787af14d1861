using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Termen.Tests.Review;

public sealed class ReviewLedgerTests
{
    private static readonly ReviewSubject Hout = ReviewSubject.Of("museum", "material", "hout");
    private readonly Said _said = new();

    [Fact]
    public void The_latest_word_wins_in_whatever_order_the_events_come()
    {
        ReviewEvent[] events = [_said.Accept("hout", "urn:1"), _said.NoTerm("hout"), _said.Accept("hout", "urn:2", relation: AlignmentRelation.Broad)];

        foreach (var order in (ReviewEvent[][])[events, [.. events.Reverse()], [events[1], events[2], events[0]]])
        {
            var state = new ReviewLedger().With(order).StateOf(Hout, null, null);

            Assert.Equal(["urn:2"], state.Terms);
            Assert.Equal(AlignmentRelation.Broad, state.Relation);
        }
    }

    [Fact]
    public void Undone_is_as_never_said_and_the_history_keeps_it()
    {
        var first = _said.Accept("hout", "urn:1");
        var second = _said.NoTerm("hout");
        var ledger = new ReviewLedger().With([first, second, _said.Undo(second.Id)]);

        Assert.Equal(["urn:1"], ledger.StateOf(Hout, null, null).Terms);
        Assert.Equal([false, true], ledger.HistoryOf(Hout).Select(e => e.IsUndone));
        Assert.Equal([Hout], ledger.TouchedAfter(2));
    }

    [Fact]
    public void A_batch_is_undone_in_one_step_and_only_by_its_own_institution()
    {
        ReviewEvent[] batch = [_said.Accept("hout", "urn:1", batch: "b"), _said.Accept("steen", "urn:2", batch: "b")];
        var strange = new ReviewLedger().With([.. batch, new Said("archief", start: 10).Undo("b")]);
        var own = new ReviewLedger().With([.. batch, _said.Undo("b")]);

        Assert.Equal(ReviewOutcome.Accepted, strange.StateOf(Hout, null, null).Outcome);
        Assert.Equal(ReviewOutcome.Open, own.StateOf(Hout, null, null).Outcome);
        Assert.Equal(ReviewOutcome.Open, own.StateOf(Hout with { Words = "steen" }, null, null).Outcome);
    }

    [Fact]
    public void None_of_these_is_a_list_that_grows_and_what_is_accepted_leaves_it()
    {
        var ledger = new ReviewLedger().With([_said.None("hout", "urn:1", "urn:2"), _said.None("hout", "urn:3"), _said.Accept("hout", "urn:2")]);

        Assert.Equal(["urn:1", "urn:3"], ledger.StateOf(Hout, null, null).Rejected.Order());
    }

    [Fact]
    public void A_word_for_one_dataset_or_language_leaves_the_others()
    {
        var ledger = new ReviewLedger().With([_said.Accept("hout", "urn:alle"), _said.Accept("hout", "urn:een", dataset: "prenten"), _said.NoTerm("hout", language: "fr")]);

        Assert.Equal(["urn:een"], ledger.StateOf(Hout, "prenten", "nl").Terms);
        Assert.Equal(["urn:alle"], ledger.StateOf(Hout, "boeken", "nl").Terms);
        Assert.Equal(ReviewOutcome.NoTerm, ledger.StateOf(Hout, "boeken", "FR").Outcome);
        var decisions = ledger.DecisionsFor("museum", "boeken");
        Assert.Equal(AlignmentVerdict.NoTerm, Assert.Single(decisions.For(Query("hout", "fr"))).Verdict);
        Assert.Equal("urn:alle", Assert.Single(decisions.For(Query("hout", "nl"))).Term);
        Assert.Equal("urn:alle", Assert.Single(decisions.For(Query(" hout ", null))).Term);
    }

    [Fact]
    public void What_others_decided_is_told_without_who()
    {
        var ledger = new ReviewLedger().With([
            new Said("archief").Accept("hout", "urn:1"), new Said("bibliotheek").Accept("hout", "urn:1"), new Said("fonds").Accept("hout", "urn:2"), _said.Accept("hout", "urn:eigen")]);

        var elsewhere = ledger.DecisionsFor("museum", null).Elsewhere(Query("hout", "nl"));

        Assert.Equal([new ElsewhereDecision("urn:1", AlignmentRelation.Exact, 2), new ElsewhereDecision("urn:2", AlignmentRelation.Exact, 1)], elsewhere);
        Assert.All(ledger.DecisionsFor("museum", null).For(Query("hout", "nl")), d => Assert.Equal("museum", d.DecidedBy));
    }

    [Fact]
    public void The_mark_changes_with_what_holds_and_not_with_what_was_put_off()
    {
        var ledger = new ReviewLedger().With([_said.Accept("hout", "urn:1")]);
        var later = _said.Accept("steen", "urn:2");

        Assert.Equal(ledger.MarkOf("museum"), ledger.With([_said.Skip("eik"), new Said("archief").NoTerm("hout")]).MarkOf("museum"));
        Assert.NotEqual(ledger.MarkOf("museum"), ledger.With([later]).MarkOf("museum"));
        Assert.Equal(ledger.MarkOf("museum"), ledger.With([later, _said.Undo(later.Id)]).MarkOf("museum"));
    }

    private static AlignmentQuery Query(string label, string? language) => new(new Iri("urn:v"), "material", label, language, null, new Dictionary<string, string>(StringComparer.Ordinal));
}
