using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Search;

/// <summary>What the language of a question and of a label does: the language is never guessed and never hides a term; it decides what comes first and what is shown.</summary>
public sealed class LanguageTests
{
    private const string Id = "https://example.org/id/";

    private static TermRecord Term(string id, params (string Text, string Language)[] labels)
    {
        var record = new TermRecord { Iri = Id + id };
        foreach (var (text, language) in labels)
            record.Labels.Add(new TermLabel(record.Labels.Count == 0 ? TermLabelKind.Preferred : TermLabelKind.Alternative, text, language));
        return record;
    }

    private static async Task<string> SearchAsync(string text, string[] languages, params TermRecord[] terms)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), terms);
        return string.Join(' ', new TermSearch(index.Index).Search(new TermQuery { Text = text, Languages = languages }).Hits.Select(hit => hit.Iri[Id.Length..]));
    }

    [Theory]
    [InlineData("nl", "nl geen en")]
    [InlineData("en", "en geen nl")]
    public async Task Of_equal_labels_the_language_that_is_asked_for_comes_first_and_one_without_language_before_another(string language, string expected)
    {
        var found = await SearchAsync("bank", [language], Term("nl", ("bank", "nl")), Term("en", ("bank", "en")), Term("geen", ("bank", "")));

        Assert.Equal(expected.Split(' ').Order(), found.Split(' ').Order());
        Assert.Equal(expected.Split(' ')[2], found.Split(' ')[2]);
    }

    [Theory]
    [InlineData("peinture")]
    [InlineData("Gemälde")]
    [InlineData("paintings")]
    public async Task A_word_of_another_language_than_the_one_asked_for_is_found_all_the_same(string text) =>
        Assert.Equal("x", await SearchAsync(text, ["nl"], Term("x", ("schilderij", "nl"), ("peinture", "fr"), ("Gemälde", "de"), ("painting", "en")), Term("y", ("molen", "nl"))));

    [Fact]
    public async Task Without_a_language_the_question_finds_all_languages_alike() =>
        Assert.Equal(3, (await SearchAsync("bank", [], Term("nl", ("bank", "nl")), Term("en", ("bank", "en")), Term("geen", ("bank", "")))).Split(' ').Length);

    [Theory]
    [InlineData("nl", "schilderij")]
    [InlineData("en", "painting")]
    [InlineData("fr", "schilderij")]
    public async Task The_label_that_is_shown_is_in_the_language_asked_for_else_in_that_of_the_source(string language, string expected)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Term("x", ("painting", "en"), ("x-zonder", "")).With(term => term.Labels.Add(new TermLabel(TermLabelKind.Preferred, "schilderij", "nl"))));

        Assert.Equal(expected, new TermLookup(index.Index).Find(Id + "x", [language])!.Label(language).Text);
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("nl-BE")]
    [InlineData("NL")]
    [InlineData("dut")]
    [InlineData("nld")]
    [InlineData("nld-NL")]
    public async Task Codes_of_three_letters_and_regions_are_the_language_that_they_name(string tag)
    {
        using var index = new TestIndex();
        var graph = TermGraph.OfTurtle($"<{Id}a> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#prefLabel> \"molen\"@{tag}, \"mill\"@eng .");
        await index.Index.RebuildAsync(Sources.Of("a"), graph.Quads, graph.Id, "1");
        var term = new TermLookup(index.Index).Find(Id + "a", ["nl"])!;

        Assert.Equal(("molen", "mill"), (term.Label("nl").Text, term.Label("en").Text));
        Assert.StartsWith("nl", term.Label("nl").Language, StringComparison.Ordinal);
    }
}
