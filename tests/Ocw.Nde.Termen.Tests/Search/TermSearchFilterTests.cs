using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Search;

/// <summary>What a query can ask beyond words: operators, patterns, phrases, identifiers, notes, filters, and lists of several sources.</summary>
public sealed class TermSearchFilterTests
{
    private static TermRecord[] Works() =>
    [
        Sources.Term("doek", "olieverf op doek", "canvas"),
        Sources.Term("paneel", "olieverf op paneel"),
        Sources.Term("schilderij", "schilderijen").Broader("kunst"),
        Sources.Term("aquarel", "aquarellen", "waterverf").Broader("schilderij"),
        Sources.Term("kunst", "kunstwerken").Broader("aquarel"),
        Sources.Term("doekje", "doek om op te leggen"),
        Sources.Term("300015050", "verf").With(term =>
        {
            term.Notes.Add(new TermNote(TermNoteKind.ScopeNote, "Een mengsel van pigment en bindmiddel.", "nl"));
            term.Types.Add("urn:type:stof");
            term.Schemes.Add("urn:schema:materiaal");
            term.Relations.Add(new TermRelation(TermRelationKind.ExactMatch, "http://elders.example/verf"));
        }),
    ];

    [Theory]
    [InlineData("olieverf AND canvas", "doek")]
    [InlineData("olieverf NOT doek", "paneel")]
    [InlineData("olieverf NIET (doek OF canvas)", "paneel")]
    [InlineData("aquarellen OR schilderijen", "aquarel schilderij")]
    [InlineData("(aquarellen OR olieverf) AND (waterverf OR paneel)", "aquarel paneel")]
    [InlineData("\"op doek\"", "doek")]
    [InlineData("\"doek op\"", "")]
    [InlineData("*verf", "300015050 aquarel doek paneel")]
    [InlineData("w?terverf", "aquarel")]
    [InlineData("aqua*n", "aquarel")]
    [InlineData("kunst*", "kunst")]
    [InlineData("*", "300015050 aquarel doek doekje kunst paneel schilderij")]
    [InlineData("NOT olieverf", "300015050 aquarel doekje kunst schilderij")]
    [InlineData("schilderij", "schilderij")]
    [InlineData("kunstwerk", "kunst")]
    [InlineData("https://example.org/id/doek", "doek")]
    [InlineData("http://elders.example/verf", "300015050")]
    [InlineData("300015050", "300015050")]
    [InlineData("pigment", "")]
    public async Task A_query_finds_what_it_says(string text, string ids)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Works());

        var result = new TermSearch(index.Index).Search(new TermQuery { Text = text, IsForgiving = false });

        Assert.Equal(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries), result.Hits.Select(Id).Order(StringComparer.Ordinal));
        Assert.Equal(result.Hits.Count, result.Total);
        Assert.All(result.Hits, hit => Assert.Contains(hit.Reason, SearchReasons.All));
    }

    [Fact]
    public async Task A_pattern_that_nothing_fits_is_read_as_words()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "Wie is er bang?"), Sources.Term("2", "bang voor water"));
        var search = new TermSearch(index.Index);

        Assert.Equal(SearchReasons.LabelEqual, search.Search(new TermQuery { Text = "Wie is er bang?" }).Hits[0].Reason);
        var read = search.Search(new TermQuery { Text = "voor bang?" });
        Assert.Equal("2", Id(Assert.Single(read.Hits)));
        Assert.Contains("past op het patroon", read.Reading.NoteNl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_are_searched_when_asked_and_come_last()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), [.. Works(), Sources.Term("pigment", "pigment voor fresco")]);
        var search = new TermSearch(index.Index);

        var with = search.Search(new TermQuery { Text = "pigment", SearchNotes = true });

        Assert.Equal([("pigment", SearchReasons.LabelStarts), ("300015050", SearchReasons.NoteContained)], with.Hits.Select(hit => (Id(hit), hit.Reason)));
        Assert.Equal("300015050", Id(Assert.Single(search.Search(new TermQuery { Text = "\"pigment en bindmiddel\"", SearchNotes = true }).Hits)));
        Assert.Empty(search.Search(new TermQuery { Text = "\"bindmiddel en pigment\"", SearchNotes = true }).Hits);
        Assert.Equal("300015050", Id(Assert.Single(search.Search(new TermQuery { Text = "verf AND pigment", SearchNotes = true }).Hits)));
    }

    [Fact]
    public async Task Types_schemes_and_broader_terms_narrow_a_search_and_cycles_end()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Works());
        var search = new TermSearch(index.Index);
        string[] Ids(TermQuery query) => [.. search.Search(query).Hits.Select(Id).Order(StringComparer.Ordinal)];

        Assert.Equal(["300015050"], Ids(new TermQuery { Text = "*", Types = ["urn:type:stof"] }));
        Assert.Equal(["300015050"], Ids(new TermQuery { Text = "verf", Types = ["urn:schema:materiaal", "urn:x"] }));
        Assert.Empty(Ids(new TermQuery { Text = "verf", Types = ["urn:x"] }));
        Assert.Equal(["aquarel", "kunst"], Ids(new TermQuery { Text = "*", Broader = "https://example.org/id/schilderij" }));
        Assert.Equal(["aquarel", "schilderij"], Ids(new TermQuery { Text = "*", Broader = "https://example.org/id/kunst" }));
        Assert.Empty(Ids(new TermQuery { Text = "*", Broader = "https://example.org/id/niets" }));
        Assert.Equal(2, search.Search(new TermQuery { Text = "*", Broader = "https://example.org/id/kunst", Limit = 1 }).Total);
    }

    [Fact]
    public async Task Terms_that_match_each_other_are_one_hit_of_a_merged_list()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("a"), Sources.Term("1", "molen").Matching("https://example.org/id/2"), Sources.Term("5", "molen (straatnaam)"));
        await index.AddAsync(Sources.Of("b"), Sources.Term("2", "molens"), Sources.Term("3", "molenwiek"));
        await index.AddAsync(Sources.Of("c"), Sources.Term("4", "windmolen", "molen").Matching("https://example.org/id/2"));
        var search = new TermSearch(index.Index);

        var plain = search.Search(new TermQuery { Text = "molen" });
        var merged = search.Search(new TermQuery { Text = "molen", IsMerged = true });
        var first = search.Search(new TermQuery { Text = "molen", IsMerged = true, Limit = 1 });

        Assert.Equal((4, 2), (plain.Total, merged.Total));
        Assert.Equal(["1", "5"], merged.Hits.Select(Id));
        Assert.Equal([("b", "molens"), ("c", "windmolen")], merged.Hits[0].Members.Select(member => (member.SourceId, member.Label)));
        Assert.Equal((2, "1"), (first.Total, Id(first.Hits[0])));
        Assert.Equal([("a", 2L), ("b", 1L), ("c", 1L)], merged.Sources.Select(source => (source.SourceId, source.Total)));
    }

    [Fact]
    public async Task Two_terms_of_one_source_that_match_the_same_stay_two()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("a"), Sources.Term("1", "kris").Matching("urn:x"), Sources.Term("2", "kris (wapen)").Matching("urn:x"));
        await index.AddAsync(Sources.Of("b"), Sources.Term("3", "kris").Matching("urn:x"));

        var merged = new TermSearch(index.Index).Search(new TermQuery { Text = "kris", IsMerged = true });

        Assert.Equal(2, merged.Total);
        Assert.Equal(2, merged.Hits.Count);
    }

    [Fact]
    public async Task Hits_can_be_grouped_by_source_each_with_its_own_total()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("b"), Sources.Term("1", "hout"), Sources.Term("2", "hout (brandstof)"));
        await index.AddAsync(Sources.Of("a"), Sources.Term("3", "eiken hout"));
        await index.AddAsync(Sources.Of("c"), Sources.Term("4", "steen"));

        var groups = new TermSearch(index.Index).SearchBySource(new TermQuery { Text = "hout", Limit = 1 });

        Assert.Equal([("a", 1L, "3"), ("b", 2L, "1")], groups.Select(group => (group.SourceId, group.Result.Total, Id(Assert.Single(group.Result.Hits)))));
    }

    [Fact]
    public async Task Pages_of_a_long_list_are_the_same_whatever_page_is_asked_for_first()
    {
        var terms = Enumerable.Range(0, 4000).Select(i => Sources.Term($"{i}", $"kast {i:D4} {(i % 3 == 0 ? "met deur" : "zonder")}", $"kabinet {i}")).ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("a"), terms);
        var search = new TermSearch(index.Index);

        foreach (var text in (string[])["kast", "kast OR kabinet", "ka*", "*"])
        {
            var pages = Enumerable.Range(0, 40).SelectMany(page => search.Search(new TermQuery { Text = text, Offset = page * 100, Limit = 100 }).Hits).Select(Id).ToList();
            var whole = Enumerable.Range(0, 4).SelectMany(page => search.Search(new TermQuery { Text = text, Offset = page * 1000, Limit = 1000 }).Hits).Select(Id).ToList();
            Assert.Equal(4000, pages.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(whole, pages);
        }
    }

    [Fact]
    public async Task The_order_is_preferred_alternative_hidden_and_better_known_before_less_known()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a"),
            Sources.Term("verborgen", "x").With(term => term.Labels.Add(new TermLabel(TermLabelKind.Hidden, "delft", "nl"))),
            Sources.Term("ander", "y", "delft"),
            Sources.Term("klein", "Delft"),
            Sources.Term("groot", "Delft", "Delf", "Delfft", "Delphi Batavorum"));

        var hits = new TermSearch(index.Index).Search(new TermQuery { Text = "delft" }).Hits;

        Assert.Equal(["groot", "klein", "ander", "verborgen"], hits.Select(Id));
        Assert.Equal([TermLabelKind.Preferred, TermLabelKind.Preferred, TermLabelKind.Alternative, TermLabelKind.Hidden], hits.Select(hit => hit.MatchedKind));
    }

    [Fact]
    public async Task A_better_fit_comes_before_a_worse_one()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a"), Sources.Term("1", "rode steen"), Sources.Term("2", "steen rode"), Sources.Term("3", "rode steen uit Bentheim"), Sources.Term("4", "harde rode steen"), Sources.Term("5", "harde rode stenen"));

        var hits = new TermSearch(index.Index).Search(new TermQuery { Text = "rode steen" }).Hits;

        Assert.Equal([SearchReasons.LabelEqual, SearchReasons.WordsEqual, SearchReasons.LabelStarts, SearchReasons.WordsContained, SearchReasons.StemsContained], hits.Select(hit => hit.Reason));
        Assert.Equal(["1", "2", "3", "4", "5"], hits.Select(Id));
    }

    [Fact]
    public async Task A_compound_finds_its_parts()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "schilderij"), Sources.Term("2", "olieverf op doek"), Sources.Term("3", "schilderij met olieverf"), Sources.Term("4", "beeld"));

        var hits = new TermSearch(index.Index).Search(new TermQuery { Text = "olieverfschilderij" }).Hits;

        Assert.Equal([("3", SearchReasons.CompoundParts), ("1", SearchReasons.CompoundPart), ("2", SearchReasons.CompoundPart)], hits.Select(hit => (Id(hit), hit.Reason)));
    }

    [Fact]
    public void Every_reason_is_explained_in_Dutch_and_English()
    {
        var codes = typeof(SearchReasons).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), SearchReasons.All.Order(StringComparer.Ordinal));
        Assert.All(codes, code => Assert.NotEqual(SearchReasons.Explain(code).Nl, SearchReasons.Explain(code).En));
    }

    private static string Id(TermHit hit) => hit.Iri["https://example.org/id/".Length..];
}
