using Ocw.Nde.Termen.Subjects;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Termen.Tests.Subjects;

public sealed class SubjectSuggesterTests(ITestOutputHelper output)
{
    private static readonly SubjectTerm[] s_terms =
    [
        new("25F711", ["insecten: vlinder", "insects: butterfly"], ["vlinder", "rups"]),
        new("25G3", ["bomen", "trees"], ["boom"]),
        new("25G4", ["bloemen", "flowers"], ["bloem"]),
        new("46C24", ["zeilschip, zeilboot", "sailing-ship, sailing-boat"], ["schip", "zeilschip"]),
        new("61B2", ["historische personen - portret", "historical persons - portrait"], ["portret"]),
    ];

    [Fact]
    public void Without_examples_the_words_of_the_subjects_suggest_them()
    {
        var suggester = new SubjectSuggester(s_terms, []);

        var suggestions = suggester.Suggest(Object("1", "Een zeilschip bij bomen"), 5);

        Assert.Equal(["25G3", "46C24"], suggestions.Take(2).Select(s => s.Notation).Order(StringComparer.Ordinal));
        Assert.Equal("zeilschip, zeilboot", suggestions.Single(s => s.Notation == "46C24").Label);
        Assert.Contains("word=bom", suggestions.Single(s => s.Notation == "25G3").Reasons);
        Assert.All(suggestions, s => Assert.InRange(s.Score, 0, 1));
    }

    [Fact]
    public void Objects_that_are_alike_lend_their_subjects_even_those_that_no_word_names()
    {
        var suggester = new SubjectSuggester(s_terms, [Object("1", "Plantage aan de rivier de Commewijne", "25I141(+1)"), Object("2", "Portret van een man", "61B2")]);

        var best = suggester.Suggest(Object("3", "Plantage aan de Commewijne"), 1).Single();

        Assert.Equal(("25I141(+1)", ""), (best.Notation, best.Label));
        Assert.Contains(best.Reasons, reason => reason.StartsWith("alike=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_composed_notation_that_objects_have_bears_the_label_of_what_it_is_composed_on()
    {
        var suggester = new SubjectSuggester(s_terms, [Object("1", "Rups op een blad", "25F711(CATERPILLAR)")]);

        Assert.Equal("insecten: vlinder", suggester.Suggest(Object("2", "Rups op een tak"), 5).Single(s => s.Notation == "25F711(CATERPILLAR)").Label);
    }

    [Fact]
    public void An_empty_notation_is_no_subject()
    {
        var suggester = new SubjectSuggester([.. s_terms, new("", ["bomen"], [])], [Object("1", "Bomen aan het water", ""), Object("2", "Bomen in het bos", "", "25G3")]);

        var suggestions = suggester.Suggest(Object("3", "Bomen"), 10);

        Assert.Equal("25G3", suggestions[0].Notation);
        Assert.DoesNotContain(suggestions, suggestion => suggestion.Notation.Length == 0);
        Assert.Equal(1, suggester.Examples);
    }

    [Fact]
    public void What_was_learned_from_the_objects_decides_where_there_are_enough_of_them()
    {
        // Of words that two subjects share only the title tells which is meant: the examples teach that the second word does.
        var examples = Enumerable.Range(0, 400).Select(i => Object($"e{i}", i % 2 == 0 ? $"gezicht haven nummer{i % 40}" : $"gezicht park nummer{i % 40}", i % 2 == 0 ? "46C24" : "25G3")).ToList();
        var suggester = new SubjectSuggester(s_terms, examples);

        Assert.Equal("46C24", suggester.Suggest(Object("x", "gezicht op de haven"), 1).Single().Notation);
        Assert.Equal("25G3", suggester.Suggest(Object("x", "gezicht in het park"), 1).Single().Notation);
        Assert.Equal(400, suggester.Examples);
    }

    [Fact]
    public void Texts_without_words_get_no_suggestion_and_end_nothing()
    {
        var suggester = new SubjectSuggester(s_terms, [Object("1", "Rups", "25F711")]);

        Assert.Empty(suggester.Suggest(Object("2", ""), 5));
        Assert.Empty(suggester.Suggest(Object("2", "…  1234 !"), 5));
        Assert.Empty(new SubjectSuggester([], []).Suggest(Object("2", "rups"), 5));
    }

    [Fact]
    public void Figures_count_what_is_expected_and_not_what_was_learned_from_itself()
    {
        var objects = Enumerable.Range(0, 60).Select(i => Object($"o{i}", $"vlinder soort{i}", "25F711")).ToList();

        var report = SubjectMeasure.Divided(s_terms, objects);

        Assert.Equal((60, 60, 1.0, 1.0, 5), (report.Suggested.Objects, report.Suggested.Expected, report.Suggested.RecallAt5, report.Suggested.RecallAt10, report.Folds));
        Assert.Equal(1.0, report.TextAlone.RecallAt5);
        var apart = SubjectMeasure.Apart(s_terms, objects, [Object("o1", "zonder woorden die iemand kent", "99X")]);
        Assert.Equal((1, 0.0, 59), (apart.Suggested.Objects, apart.Suggested.RecallAt10, apart.Examples));
    }

    [Fact]
    public void Objects_and_subjects_are_read_from_files_and_a_bad_line_is_named()
    {
        using var folder = new TemporaryFolder();
        var objects = Path.Combine(folder.Path, "objects.jsonl");
        File.WriteAllText(objects, "{\"id\":\"1\",\"title\":[\"Rups\",\"Vlinder\"],\"description\":null,\"motif\":\"insect\",\"expectNotations\":[\"25F711\"]}\n");
        var skos = Path.Combine(folder.Path, "skos.ttl");
        File.WriteAllText(skos, "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <urn:a> skos:notation \"25G3\" ; skos:prefLabel \"trees\"@en , \"bomen\"@nl-NL , \"Bäume\"@de ; <http://purl.org/dc/elements/1.1/subject> \"boom\"@nl . <urn:b> skos:prefLabel \"zonder notatie\"@nl .");

        var one = Assert.Single(SubjectFiles.Objects(objects));
        var term = Assert.Single(SubjectFiles.Terms([skos], ["nl", "en"]));

        Assert.Equal(("Rups Vlinder", "", "insect", "25F711"), (one.Title, one.Description, one.Keywords.Single(), one.Notations.Single()));
        Assert.Equal(("25G3", "bomen trees", "boom"), (term.Notation, string.Join(' ', term.Labels), term.Keywords.Single()));
        File.AppendAllText(objects, "{\"id\":\"2\"}\n");
        Assert.Contains("Line 2", Assert.Throws<FormatException>(() => SubjectFiles.Objects(objects)).Message, StringComparison.Ordinal);
    }

    [SharedFact("gold/subjects-iconclass")]
    public void Of_the_subjects_of_real_objects_most_are_suggested_among_the_first_five()
    {
        var terms = SubjectFiles.Terms([SharedData.PathOf("thesauri/iconclass/iconclass-skos.ttl.gz"), SharedData.PathOf("thesauri/iconclass/iconclass-keywords.nt.gz")], ["nl", "en"]);
        var objects = SubjectFiles.Objects(SharedData.PathOf("gold/subjects-iconclass/objects.dev.jsonl.gz"));

        // One part in five is asked about, by what the others teach; the whole is measured by the command.
        var report = SubjectMeasure.Apart(terms, [.. objects.Where((_, i) => i % 5 != 0)], [.. objects.Where((_, i) => i % 5 == 0)]);

        output.WriteLine($"{report.Suggested}\n{report.TextAlone}");
        Assert.True(report.Suggested.RecallAt5 >= 0.57 && report.Suggested.RecallAt10 >= 0.64, report.Suggested.ToString());
        Assert.True(report.Suggested.RecallAt5 > 2 * report.TextAlone.RecallAt5, report.TextAlone.ToString());
    }

    private static SubjectObject Object(string id, string title, params string[] notations) => new(id, title, "", [], notations);
}
