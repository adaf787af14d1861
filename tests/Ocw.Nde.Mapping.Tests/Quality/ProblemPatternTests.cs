using Ocw.Nde.Mapping.Quality;
using Ocw.Nde.Mapping.Quality.Patterns;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Mapping.Tests.Quality;

/// <summary>Each problem pattern of Europeana against texts of our own, and against the records that Metis itself is tested with.</summary>
public sealed class ProblemPatternTests
{
    private const string Long = "Een beschrijving die lang genoeg is om iets te zeggen over het object en zijn maker.";
    private const string Ore = "http://www.openarchives.org/ore/terms/";
    private const string Edm = "http://www.europeana.eu/schemas/edm/";
    private const string Dc = "http://purl.org/dc/elements/1.1/";

    [Theory]
    [InlineData("Gezicht op de haven", Long, "")]
    [InlineData("GEZICHT OP DE HAVEN MET VEEL SCHEPEN EN EEN GROTE TOREN", "Gezicht op de haven met veel schepen en een grote toren", "P2")]
    [InlineData("Gezicht op de haven met veel schepen en een grote toren", "Gezicht op de haven met vele schepen en een grote toren.", "P3")]
    [InlineData("Gezicht op de haven", "Gezicht op de haven van Hoorn met een twintigtal schepen", "")]
    [InlineData("[?!] {#} (*)", Long, "P5")]
    [InlineData("Foto met nummer A-1234", Long, "P5")]
    [InlineData("Foto met nummer AA-12345", Long, "")]
    [InlineData("X", Long, "P6")]
    [InlineData("Gezicht op de haven", "  ", "P7")]
    [InlineData("Gezicht op de haven", "Schilderij", "P9")]
    [InlineData("Gezicht op de haven van Hoorn met een twintigtal schepen, gezien vanaf het oosten", Long, "P12")]
    public void A_record_shows_the_pattern_and_no_other(string title, string description, string expected)
    {
        Assert.Equal(expected, Shown(new QualityRecord("1", [title], [description], ["A-1234"])));
    }

    [Fact]
    public void A_short_number_in_a_title_makes_it_no_less_readable()
    {
        Assert.False(new UnrecognizableTitle().Shows(new QualityRecord("3", ["Kaart van 3 landen"], [], ["3"])));
    }

    [Fact]
    public void Titles_beyond_the_ceiling_of_comparing_are_left_to_the_pattern_of_long_titles()
    {
        var text = new string('a', 5_000);
        Assert.Equal("P12", Shown(new QualityRecord("1", [text], [text + "b"], [])));
    }

    [SharedTheory("harvest/edm/problem-patterns")]
    [InlineData("with_P2", "P2")]
    [InlineData("with_P3", "P3")]
    [InlineData("with_P5", "P5")]
    [InlineData("with_P6", "P6")]
    [InlineData("with_P7", "P7")]
    [InlineData("with_P7_descriptions_empty", "P7")]
    [InlineData("with_P9", "P9")]
    [InlineData("with_P12", "P12")]
    [InlineData("no_problem_patterns", null)]
    public void Records_of_Europeana_show_the_pattern_that_their_name_says(string name, string? code)
    {
        var shown = ProblemPattern.All.Where(p => p.Shows(OfFile(name))).Select(p => p.Code).ToList();
        if (code is null)
            Assert.Empty(shown);
        else
            Assert.Contains(code, shown);
    }

    [Fact]
    public void The_same_title_is_counted_over_records_letter_case_aside()
    {
        var titles = new SameTitles();
        foreach (var (id, title) in ((string, string)[])[("1", "Zonder titel"), ("2", "ZONDER TITEL"), ("3", "Haven"), ("4", "zonder titel "), ("5", "Toren")])
            titles.Add(new QualityRecord(id, [title], [], []));

        Assert.Equal((3L, false), (titles.Records, titles.IsPartial));
        var shared = Assert.Single(titles.Most(10));
        Assert.Equal((3, "ZONDER TITEL"), (shared.Records, shared.Title));
        Assert.Equal(["2", "4"], shared.Examples);
    }

    [Fact]
    public void Beyond_its_ceiling_counting_of_titles_says_that_it_is_partial()
    {
        var titles = new SameTitles(mostTitles: 2);
        foreach (var title in (string[])["a", "b", "c", "a", "c"])
            titles.Add(new QualityRecord(title, [title], [], []));

        Assert.Equal((2L, true), (titles.Records, titles.IsPartial));
    }

    private static string Shown(QualityRecord record) => string.Join(' ', ProblemPattern.All.Where(p => p.Shows(record)).Select(p => p.Code));

    // As Metis does: the proxies of the provider, not those of Europeana.
    private static QualityRecord OfFile(string name)
    {
        var graph = new RdfGraph();
        using var file = File.OpenRead(Path.Combine(SharedData.Root, "harvest", "edm", "problem-patterns", $"europeana_record_{name}.xml"));
        RdfFormats.Parse(file, RdfFormats.RdfXml, new RdfGraphSink(graph), new() { BaseIri = "http://data.europeana.eu/item/x" });
        var proxies = graph.Where(t => t.Object.Equals(new Iri(Ore + "Proxy"))).Select(t => t.Subject)
            .Where(p => !graph.Any(t => t.Subject.Equals(p) && t.Predicate.Equals(new Iri(Edm + "europeanaProxy")) && t.Object is Literal { LexicalForm: "true" })).ToHashSet();
        List<string> Texts(string property) => [.. graph.Where(t => proxies.Contains(t.Subject) && t.Predicate.Equals(new Iri(Dc + property))).Select(t => t.Object).OfType<Literal>().Select(l => l.LexicalForm)];
        return new QualityRecord(name, Texts("title"), Texts("description"), Texts("identifier"));
    }
}
