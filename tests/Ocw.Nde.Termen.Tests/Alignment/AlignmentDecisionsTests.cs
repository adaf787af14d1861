using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Alignment;

public sealed class AlignmentDecisionsTests
{
    private const string One = "https://example.org/id/1";
    private const string Two = "https://example.org/id/2";

    [Fact]
    public async Task What_a_person_accepted_is_accepted_whatever_the_computer_finds()
    {
        var alignment = Assert.Single(await AlignAsync("hout", new AlignmentDecision("material", "hout", Two, AlignmentVerdict.Accepted, "anna")));

        Assert.Equal((AlignmentStatus.Accepted, Two, "a", 1.0), (alignment.Status, alignment.Term.Value, alignment.Source, alignment.Score));
        Assert.Equal([AlignmentReasons.DecidedByPerson], alignment.Reasons);
    }

    [Fact]
    public async Task A_decision_may_name_a_term_that_no_kept_source_has()
    {
        var alignment = Assert.Single(await AlignAsync("hout", new AlignmentDecision("material", "hout", "http://vocab.getty.edu/aat/300011914", AlignmentVerdict.Accepted)));

        Assert.Equal(("", "http://vocab.getty.edu/aat/300011914"), (alignment.Source, alignment.Term.Value));
    }

    [Fact]
    public async Task What_a_person_rejected_is_neither_accepted_nor_proposed()
    {
        Assert.Empty(await AlignAsync("hout", new AlignmentDecision("material", "hout", One, AlignmentVerdict.Rejected)));
        Assert.Empty(await AlignAsync("houtt", new AlignmentDecision("material", "houtt", One, AlignmentVerdict.Rejected)));
    }

    [Fact]
    public async Task Where_a_person_said_that_there_is_no_term_there_is_none() =>
        Assert.Empty(await AlignAsync("hout", new AlignmentDecision("material", "hout", "", AlignmentVerdict.NoTerm)));

    [Fact]
    public async Task A_later_decision_replaces_an_earlier_one()
    {
        AlignmentDecision[] acceptedLast = [new("material", "hout", "", AlignmentVerdict.NoTerm), new("material", "hout", Two, AlignmentVerdict.Accepted)];
        AlignmentDecision[] takenBack = [new("material", "hout", Two, AlignmentVerdict.Accepted), new("material", "hout", Two, AlignmentVerdict.Rejected)];

        Assert.Equal(Two, Assert.Single(await AlignAsync("hout", acceptedLast)).Term.Value);
        Assert.Equal(One, Assert.Single(await AlignAsync("hout", takenBack)).Term.Value);
        Assert.Empty(await AlignAsync("hout", [.. acceptedLast.Reverse()]));
    }

    [Theory]
    [InlineData("  hout ", true)]
    [InlineData("Hout", false)]
    [InlineData("hout eiken", false)]
    public async Task A_decision_holds_for_the_words_that_were_seen(string label, bool holds)
    {
        var alignments = await AlignAsync(label, new AlignmentDecision("MATERIAL", "hout", Two, AlignmentVerdict.Accepted));

        Assert.Equal(holds, alignments.Any(alignment => alignment.Reasons.Contains(AlignmentReasons.DecidedByPerson, StringComparer.Ordinal)));
    }

    [Fact]
    public async Task After_none_of_these_what_is_still_found_is_proposed_and_not_linked()
    {
        var alignment = Assert.Single(await AlignAsync("hout", new AlignmentDecision("material", "hout", Two, AlignmentVerdict.Rejected), new AlignmentDecision("material", "hout", "", AlignmentVerdict.NoneOfThese)));

        Assert.Equal((One, AlignmentStatus.Proposed), (alignment.Term.Value, alignment.Status));
        Assert.Contains(AlignmentReasons.OthersRejected, alignment.Reasons);
    }

    [Fact]
    public async Task What_another_institution_decided_is_proposed_with_that_reason_and_never_linked()
    {
        var decisions = new AlignmentDecisions([], _ => [new(Two, AlignmentRelation.Close, 3)]);

        var alignment = Assert.Single(await AlignAsync("kantoor", decisions));

        Assert.Equal((Two, AlignmentStatus.Proposed, AlignmentRelation.Close), (alignment.Term.Value, alignment.Status, alignment.Relation));
        Assert.Equal(["decided-elsewhere=3"], alignment.Reasons);
        Assert.Equal(One, Assert.Single(await AlignAsync("hout", decisions)).Term.Value);
    }

    private static async Task<List<Termen.Alignment.Alignment>> AlignAsync(string label, params AlignmentDecision[] decisions) => await AlignAsync(label, new AlignmentDecisions(decisions));

    private static async Task<List<Termen.Alignment.Alignment>> AlignAsync(string label, AlignmentDecisions decisions)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("1", "hout"), Sources.Term("2", "steen"));
        var options = new AlignmentOptions { Fields = new Dictionary<string, FieldRule>(StringComparer.Ordinal) { ["material"] = new() { Sources = ["a"], Genres = TermGenres.Material, PublishAt = 0.5 } }, Decisions = decisions };
        return [.. new TermAligner(index.Index).Align([new AlignmentQuery(new Iri("urn:v"), "material", label, "nl", null, new Dictionary<string, string>(StringComparer.Ordinal))], options)];
    }
}
