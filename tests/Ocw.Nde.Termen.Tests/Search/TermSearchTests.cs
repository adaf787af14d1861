using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Search;

public sealed class TermSearchTests
{
    private static readonly TermRecord[] s_materials =
    [
        Sources.Term("hout", "hout", "timmerhout"),
        Sources.Term("houtsnede", "houtsnede"),
        Sources.Term("eiken", "eiken hout"),
        Sources.Term("houtskool", "houtskool (tekenmateriaal)"),
        Sources.Term("hars", "hars van hout en boom"),
        Sources.Term("steen", "Bentheimer steen"),
    ];

    [Fact]
    public async Task Equal_comes_before_beginning_before_containing()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), s_materials);

        var result = new TermSearch(index.Index).Search(new TermQuery { Text = "HOUT" });

        Assert.Equal(["hout", "eiken", "hars"], result.Hits.Select(Id));
        Assert.Equal([SearchReasons.LabelEqual, SearchReasons.WordsContained, SearchReasons.WordsContained], result.Hits.Select(hit => hit.Reason));
        Assert.Equal(3, result.Total);
    }

    [Fact]
    public async Task A_word_that_is_still_being_typed_finds_what_it_begins()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), s_materials);

        var result = new TermSearch(index.Index).Search(new TermQuery { Text = "hout", IsPrefix = true });

        Assert.Equal("hout", Id(result.Hits[0]));
        Assert.Equal(["houtsnede", "houtskool"], result.Hits.Skip(1).Take(2).Select(Id));
        Assert.Equal(5, result.Total);
    }

    [Theory]
    [InlineData("steen bentheimer", "steen")]
    [InlineData("Bentheimer-Steen", "steen")]
    [InlineData("hout, eiken", "eiken")]
    public async Task Word_order_and_punctuation_do_not_count(string text, string id)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), s_materials);

        Assert.Equal(id, Id(new TermSearch(index.Index).Search(new TermQuery { Text = text }).Hits[0]));
    }

    [Theory]
    [InlineData("houtsneden", "houtsnede", SearchReasons.StemsEqual)]
    [InlineData("eikenhout", "eiken", SearchReasons.CompoundParts)]
    [InlineData("hout snede", "houtsnede", SearchReasons.CompoundParts)]
    [InlineData("houtsnee", "houtsnede", SearchReasons.Typo)]
    [InlineData("bentheimmer steen", "steen", SearchReasons.LabelNear)]
    [InlineData("bentheiner steen", "steen", SearchReasons.Typo)]
    public async Task Where_the_words_themselves_find_little_other_forms_are_offered(string text, string id, string reason)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), s_materials);

        var hit = new TermSearch(index.Index).Search(new TermQuery { Text = text }).Hits[0];

        Assert.Equal((id, reason), (Id(hit), hit.Reason));
    }

    [Fact]
    public async Task A_plural_with_or_without_qualifier_comes_before_labels_that_only_begin_so_and_other_words_with_the_same_stem_come_last()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a"), Sources.Term("1", "mole"), Sources.Term("2", "molen-beschermkappen"), Sources.Term("3", "molens (bouwwerken)"), Sources.Term("4", "molens naar functie"), Sources.Term("5", "Mole Lake"), Sources.Term("6", "molens"));

        var hits = new TermSearch(index.Index).Search(new TermQuery { Text = "molen" }).Hits;

        Assert.Equal(["molens", "molens (bouwwerken)", "molen-beschermkappen", "mole", "molens naar functie", "Mole Lake"], hits.Select(hit => hit.Label));
    }

    [Fact]
    public async Task The_language_asked_for_is_shown_and_comes_first()
    {
        var kind = Sources.Term("kind", "kind").With(term => term.Labels.Add(new TermLabel(TermLabelKind.Preferred, "child", "en")));
        var sort = Sources.Term("sort", "soort").With(term => term.Labels.Add(new TermLabel(TermLabelKind.Preferred, "kind", "en")));
        using var index = await TestIndex.OfAsync(Sources.Of("a"), kind, sort);
        var search = new TermSearch(index.Index);

        var dutch = search.Search(new TermQuery { Text = "kind", Languages = ["nl"] });
        var english = search.Search(new TermQuery { Text = "kind", Languages = ["en"] });

        Assert.Equal(["kind", "sort"], dutch.Hits.Select(Id));
        Assert.Equal(["sort", "kind"], english.Hits.Select(Id));
        Assert.Equal(["kind", "child"], english.Hits.Select(hit => hit.Label));
    }

    [Fact]
    public async Task Sources_and_genres_can_be_chosen()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("a", TermGenres.Material), Sources.Term("1", "goud"));
        await index.AddAsync(Sources.Of("b", TermGenres.Place), Sources.Term("2", "Goud"));
        var search = new TermSearch(index.Index);

        Assert.Equal(2, search.Search(new TermQuery { Text = "goud" }).Total);
        Assert.Equal("2", Id(Assert.Single(search.Search(new TermQuery { Text = "goud", Sources = ["b"] }).Hits)));
        Assert.Equal("1", Id(Assert.Single(search.Search(new TermQuery { Text = "goud", Genres = TermGenres.Material | TermGenres.Technique }).Hits)));
        Assert.Empty(search.Search(new TermQuery { Text = "goud", Sources = [] }).Hits);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        var terms = Enumerable.Range(0, 250).Select(i => Sources.Term($"{i}", $"kast {i:D3} met deur")).ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("a"), terms);
        var search = new TermSearch(index.Index);

        var pages = Enumerable.Range(0, 9).SelectMany(page => search.Search(new TermQuery { Text = "kast deur", Offset = page * 30, Limit = 30 }).Hits).Select(Id).ToList();

        Assert.Equal(250, pages.Count);
        Assert.Equal(250, pages.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(250, search.Search(new TermQuery { Text = "kast deur" }).Total);
        Assert.Empty(search.Search(new TermQuery { Text = "kast deur", Offset = 300 }).Hits);
    }

    [Fact]
    public async Task The_exact_label_is_first_however_many_begin_with_it()
    {
        var terms = Enumerable.Range(0, 5000).Select(i => Sources.Term($"{i}", $"munt {i}")).Append(Sources.Term("munt", "munt")).ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("a"), terms);

        var result = new TermSearch(index.Index).Search(new TermQuery { Text = "munt", IsPrefix = true, Limit = 5 });

        Assert.Equal("munt", Id(result.Hits[0]));
        Assert.Equal(5001, result.Total);
    }

    [Fact]
    public async Task Notations_are_found_as_they_are_typed()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a", TermGenres.Subject, NotationSyntax.Iconclass),
            Sources.Term("1", "dieren").With(term => term.Notations.Add("25F")),
            Sources.Term("2", "roofdieren").With(term => term.Notations.Add("25F2")),
            Sources.Term("3", "leeuw").With(term => term.Notations.Add("25F23(LION)")),
            Sources.Term("4", "huis").With(term => term.Notations.Add("41A1")));
        var search = new TermSearch(index.Index);

        var typed = search.Search(new TermQuery { Text = "25f2", IsPrefix = true });

        Assert.Equal([("2", SearchReasons.NotationEqual), ("3", SearchReasons.NotationStarts)], typed.Hits.Select(hit => (Id(hit), hit.Reason)));
        Assert.Equal("25F23(LION)", typed.Hits[1].MatchedLabel);
        Assert.Equal("leeuw", Assert.Single(search.Search(new TermQuery { Text = "25F23(LION)" }).Hits).Label);
        Assert.Equal(SearchReasons.NotationComposed, Assert.Single(search.Search(new TermQuery { Text = "25F2(+3)" }).Hits).Reason);
        Assert.Equal((4, 4), (index.Index.Sources[0].Terms, index.Index.Sources[0].Labels));
    }

    [Fact]
    public async Task Withdrawn_terms_come_last_or_not_at_all()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("oud", "indiaan").With(term => term.IsDeprecated = true), Sources.Term("nieuw", "indiaan (beeld)"));
        var search = new TermSearch(index.Index);

        var all = search.Search(new TermQuery { Text = "indiaan" });
        var current = search.Search(new TermQuery { Text = "indiaan", IncludeDeprecated = false });

        Assert.Equal(["nieuw", "oud"], all.Hits.Select(Id));
        Assert.True(all.Hits[1].IsDeprecated);
        Assert.Equal(["nieuw"], current.Hits.Select(Id));
    }

    [Fact]
    public async Task A_hidden_label_is_found_and_never_shown()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "fotografie").With(term => term.Labels.Add(new TermLabel(TermLabelKind.Hidden, "fotografei", "nl"))));

        var hit = Assert.Single(new TermSearch(index.Index).Search(new TermQuery { Text = "fotografei" }).Hits);

        Assert.Equal("fotografie", hit.Label);
    }

    [Fact]
    public async Task A_hint_tells_namesakes_apart()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a"),
            Sources.Term("1", "Steen, Jan").With(term => (term.Birth, term.Death) = (1626, 1679)),
            Sources.Term("2", "Steen, Jan").Broader("3"),
            Sources.Term("3", "familienamen"));

        var hints = new TermSearch(index.Index).Search(new TermQuery { Text = "jan steen" }).Hits.Select(hit => hit.Hint);

        Assert.Equal(["1626–1679", "familienamen"], hints.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ... !")]
    [InlineData("zzzzz")]
    [InlineData("hout zzzzz")]
    public async Task What_is_in_no_label_finds_nothing(string text)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), s_materials);

        var result = new TermSearch(index.Index).Search(new TermQuery { Text = text });

        Assert.Empty(result.Hits);
        Assert.Equal(0, result.Total);
    }

    [Fact]
    public async Task A_text_of_any_length_is_answered()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), s_materials);

        Assert.Empty(new TermSearch(index.Index).Search(new TermQuery { Text = string.Concat(Enumerable.Repeat("hout steen ", 100_000)) }).Hits);
    }

    [Theory]
    [InlineData(-1, 20)]
    [InlineData(0, 0)]
    [InlineData(0, 100_000)]
    public async Task Paging_outside_its_bounds_is_refused_with_the_bounds(int offset, int limit)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), s_materials);

        var error = Assert.Throws<ArgumentException>(() => new TermSearch(index.Index).Search(new TermQuery { Text = "hout", Offset = offset, Limit = limit }));

        Assert.Contains("outside", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_without_spaces_are_searched_by_character()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "木版画"), Sources.Term("2", "銅版画"));

        Assert.Equal("1", Id(Assert.Single(new TermSearch(index.Index).Search(new TermQuery { Text = "木" }).Hits)));
        Assert.Equal(2, new TermSearch(index.Index).Search(new TermQuery { Text = "版画" }).Total);
    }

    private static string Id(TermHit hit) => hit.Iri["https://example.org/id/".Length..];
}
