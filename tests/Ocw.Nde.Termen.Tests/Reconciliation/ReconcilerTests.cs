using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Reconciliation;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Reconciliation;

public sealed class ReconcilerTests : IAsyncLifetime, IDisposable
{
    private const string Id = "https://example.org/id/";

    private readonly TestIndex _index = new();

    public async Task InitializeAsync()
    {
        await _index.AddAsync(
            Sources.Of("dingen"),
            Sources.Term("vaas", "vaas", "bloemenvaas").Broader("keramiek").With(term => term.Notations.Add("V.12")),
            Sources.Term("vazen", "vazen"),
            Sources.Term("keramiek", "keramiek", "aardewerk"),
            Sources.Term("bank1", "bank").Broader("meubel"),
            Sources.Term("bank2", "bank").Broader("bedrijf"),
            Sources.Term("meubel", "meubelstukken"),
            Sources.Term("bedrijf", "bedrijven"),
            Sources.Term("oud", "schotelvod").With(term => term.IsDeprecated = true));
        await _index.AddAsync(
            Sources.Of("mensen", TermGenres.Person),
            Sources.Term("jan1", "Vries, Jan de").With(term => (term.Birth, term.Death) = (1606, 1669)),
            Sources.Term("jan2", "Vries, Jan de").With(term => (term.Birth, term.Death) = (1750, 1801)),
            Sources.Term("saskia", "Uylenburgh, Saskia"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _index.Dispose();

    [Theory]
    [InlineData("vaas", "vaas")]
    [InlineData("VAAS", "vaas")]
    [InlineData("vazen", "vazen")]
    [InlineData("keramiek", "keramiek")]
    [InlineData("Saskia Uylenburgh", "saskia")]
    [InlineData("https://example.org/id/bank2", "bank2")]
    [InlineData("V.12", "vaas")]
    public async Task The_only_term_of_a_name_is_a_match(string text, string term)
    {
        var answer = await Ask(new ReconciliationQuery { Text = text });

        Assert.Equal((Id + term, true), (answer.Candidates[0].Term.Iri, answer.Candidates[0].IsMatch));
        Assert.True(answer.Candidates[0].Score >= 90);
        Assert.NotEmpty(answer.Candidates[0].Features);
        Assert.DoesNotContain(answer.Candidates.Skip(1), candidate => candidate.IsMatch);
    }

    [Fact]
    public async Task Two_terms_of_a_name_are_candidates_and_no_match()
    {
        var answer = await Ask(new ReconciliationQuery { Text = "bank" });

        Assert.Equal([Id + "bank1", Id + "bank2"], answer.Candidates.Take(2).Select(candidate => candidate.Term.Iri).Order());
        Assert.DoesNotContain(answer.Candidates, candidate => candidate.IsMatch);
    }

    [Fact]
    public async Task A_year_tells_namesakes_apart()
    {
        var answer = await Ask(new ReconciliationQuery { Text = "Jan de Vries", Properties = [Known("birth", "1750")] });

        Assert.Equal((Id + "jan2", true), (answer.Candidates[0].Term.Iri, answer.Candidates[0].IsMatch));
        Assert.Contains(answer.Candidates[0].Features, feature => feature is { Id: "property:birth", Holds: true });
    }

    [Fact]
    public async Task A_required_condition_leaves_others_out()
    {
        var answer = await Ask(new ReconciliationQuery { Text = "Jan de Vries", Properties = [Known("death", "1669") with { IsRequired = true }] });

        Assert.Equal(Id + "jan1", Assert.Single(answer.Candidates).Term.Iri);
    }

    [Theory]
    [InlineData(TypeStrictness.Should, true)]
    [InlineData(TypeStrictness.Any, true)]
    [InlineData(TypeStrictness.All, true)]
    public async Task A_type_that_fits_keeps_the_match(TypeStrictness strictness, bool matches)
    {
        var answer = await Ask(new ReconciliationQuery { Text = "Saskia Uylenburgh", Types = ["https://schema.org/Person"], TypeStrictness = strictness });

        Assert.Equal((Id + "saskia", matches), (answer.Candidates[0].Term.Iri, answer.Candidates[0].IsMatch));
    }

    [Fact]
    public async Task A_type_that_does_not_fit_takes_the_match_away_or_the_candidate()
    {
        var should = await Ask(new ReconciliationQuery { Text = "Saskia Uylenburgh", Types = ["place"] });
        var any = await Ask(new ReconciliationQuery { Text = "Saskia Uylenburgh", Types = ["place"], TypeStrictness = TypeStrictness.Any });

        Assert.Equal((Id + "saskia", false), (should.Candidates[0].Term.Iri, should.Candidates[0].IsMatch));
        Assert.DoesNotContain(any.Candidates, candidate => candidate.Term.Iri == Id + "saskia");
    }

    [Fact]
    public async Task The_type_of_every_term_asks_for_nothing()
    {
        var answer = await Ask(new ReconciliationQuery { Text = "vaas", Types = [ReconciliationTypes.Concept.Id] });

        Assert.True(answer.Candidates[0].IsMatch);
    }

    [Fact]
    public async Task A_withdrawn_term_is_offered_and_is_no_match()
    {
        var answer = await Ask(new ReconciliationQuery { Text = "schotelvod" });

        Assert.Equal(Id + "oud", answer.Candidates[0].Term.Iri);
        Assert.Contains(answer.Candidates[0].Features, feature => feature.Id == "deprecated");
        Assert.False(answer.Candidates[0].IsMatch);
    }

    [Fact]
    public async Task A_limit_bounds_the_candidates()
    {
        Assert.Single((await Ask(new ReconciliationQuery { Text = "bank", Limit = 1 })).Candidates);
    }

    [Fact]
    public async Task What_is_not_there_has_no_candidates()
    {
        Assert.Empty((await Ask(new ReconciliationQuery { Text = "zeppelinhangar xyz" })).Candidates);
        Assert.Empty((await Ask(new ReconciliationQuery { Text = "https://elders.example/1" })).Candidates);
    }

    [Fact]
    public async Task A_fault_stands_in_its_own_place()
    {
        var answers = await Make().ReconcileAsync([new BatchItem("a", null, "wrong"), Item(new ReconciliationQuery { Text = "vaas" })], Scope(), ["nl"], default);

        Assert.Empty(answers[0].Candidates);
        Assert.Equal(Id + "vaas", answers[1].Candidates[0].Term.Iri);
    }

    private static PropertyCondition Known(string property, params string[] values) => new(ContextProperty.Find(property)!, values);

    private static BatchItem Item(ReconciliationQuery query) => new("q", query.Limit == 0 ? query with { Limit = 10 } : query, null);

    private async Task<ReconciliationAnswer> Ask(ReconciliationQuery query) => (await Make().ReconcileAsync([Item(query)], Scope(), ["nl"], default))[0];

    private Reconciler Make() => new(new TermNetwork(_index.Index), () => _index.Index, new ReconciliationOptions());

    private ReconciliationScope Scope() => new ReconciliationScopes(new TermNetwork(_index.Index), "urn:all").Whole;
}
