using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Lookup;

public sealed class TermLookupTests
{
    private const string Base = "https://example.org/id/";

    [Fact]
    public async Task A_term_comes_with_all_that_the_source_says()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a", TermGenres.Place),
            Sources.Term("p", "Paramaribo", "Foto").Broader("s").With(term =>
            {
                term.Notes.Add(new TermNote(TermNoteKind.ScopeNote, "Hoofdstad.", "nl"));
                term.Notations.Add("PM");
                term.Relations.Add(new TermRelation(TermRelationKind.ExactMatch, "https://sws.geonames.org/3383330/"));
                term.Relations.Add(new TermRelation(TermRelationKind.Related, "https://elders.example/x"));
                term.Types.Add("stad");
                (term.Latitude, term.Longitude) = (5.86638, -55.16682);
            }),
            Sources.Term("s", "Suriname").With(term => term.Labels.Add(new TermLabel(TermLabelKind.Preferred, "Surinam", "en"))));

        var term = new TermLookup(index.Index).Find(Base + "p", ["en"])!;

        Assert.Equal(["Paramaribo", "Foto"], term.Labels.Select(label => label.Text));
        Assert.Equal(new TermReference(Base + "s", "Surinam"), Assert.Single(term.Broader));
        Assert.Equal(new TermReference("https://elders.example/x", null), Assert.Single(term.Related));
        Assert.Equal("https://sws.geonames.org/3383330/", Assert.Single(term.Matches).Iri);
        Assert.Equal("Hoofdstad.", Assert.Single(term.Notes).Text);
        Assert.Equal(["PM"], term.Notations);
        Assert.Equal(TermGenres.Place, term.Genres);
        Assert.Equal(5.86638, term.Latitude!.Value, 4);
        Assert.Equal("a", term.Source.Id);
    }

    [Fact]
    public async Task Narrower_terms_are_known_from_either_side()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a"),
            Sources.Term("dier", "dier").With(term => term.Relations.Add(new TermRelation(TermRelationKind.Narrower, Base + "kat"))),
            Sources.Term("hond", "hond").Broader("dier"),
            Sources.Term("kat", "kat"));
        var lookup = new TermLookup(index.Index);

        Assert.Equal(["hond", "kat"], lookup.Find(Base + "dier")!.Narrower.Select(term => term.Label!).Order(StringComparer.Ordinal));
        Assert.Equal("dier", Assert.Single(lookup.Find(Base + "kat")!.Broader).Label);
    }

    [Fact]
    public async Task Ancestors_end_in_a_cycle_and_come_once_by_several_ways()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a"),
            Sources.Term("1", "een").Broader("2").Broader("3"),
            Sources.Term("2", "twee").Broader("4"),
            Sources.Term("3", "drie").Broader("4"),
            Sources.Term("4", "vier").Broader("1"));

        var ancestors = new TermLookup(index.Index).Ancestors(Base + "1");

        Assert.Equal(["twee", "drie", "vier"], ancestors.Select(term => term.Label));
    }

    [Fact]
    public async Task A_withdrawn_term_names_its_successor()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a"),
            Sources.Term("oud", "oud").With(term => { term.IsDeprecated = true; term.Relations.Add(new TermRelation(TermRelationKind.ReplacedBy, Base + "nieuw")); }),
            Sources.Term("nieuw", "nieuw"));

        var term = new TermLookup(index.Index).Find(Base + "oud")!;

        Assert.True(term.IsDeprecated);
        Assert.Equal("nieuw", Assert.Single(term.ReplacedBy).Label);
    }

    [Fact]
    public async Task An_exact_match_elsewhere_leads_to_the_term()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "hout").With(term => term.Relations.Add(new TermRelation(TermRelationKind.ExactMatch, "http://vocab.getty.edu/aat/300011914"))));

        Assert.Equal("hout", Assert.Single(new TermLookup(index.Index).FindExactMatches("http://vocab.getty.edu/aat/300011914")).Label("nl").Text);
    }

    [Theory]
    [InlineData("https://example.org/id/0")]
    [InlineData("")]
    [InlineData("> <")]
    public async Task An_unknown_iri_has_no_term(string iri)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "hout"));

        Assert.Null(new TermLookup(index.Index).Find(iri));
        Assert.Empty(new TermLookup(index.Index).Ancestors(iri));
    }

    [Fact]
    public async Task A_term_with_very_many_narrower_terms_lists_the_first_and_counts_them_all()
    {
        var terms = Enumerable.Range(0, 1500).Select(i => Sources.Term($"{i}", $"soort {i}").Broader("top")).Append(Sources.Term("top", "top")).ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("a"), terms);

        var top = new TermLookup(index.Index).Find(Base + "top")!;

        Assert.Equal((TermLookup.MaxRelations, 1500), (top.Narrower.Count, top.NarrowerCount));
    }
}
