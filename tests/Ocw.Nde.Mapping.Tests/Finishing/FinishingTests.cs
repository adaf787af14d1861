using System.Text;
using Ocw.Nde.Mapping.Finishing;
using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Tests.Finishing;

public class FinishingTests
{
    [Theory]
    [InlineData("http://creativecommons.org/licenses/by/4.0/deed.nl", "https://creativecommons.org/licenses/by/4.0/")]
    [InlineData("https://www.creativecommons.org/licenses/BY-SA/4.0", "https://creativecommons.org/licenses/by-sa/4.0/")]
    [InlineData("http://creativecommons.org/publicdomain/zero/1.0/legalcode", "https://creativecommons.org/publicdomain/zero/1.0/")]
    [InlineData("https://rightsstatements.org/page/InC/1.0/?language=en", "http://rightsstatements.org/vocab/InC/1.0/")]
    [InlineData("https://museum.example/licence", "https://museum.example/licence")]
    public void Licences_are_written_in_their_canonical_form(string given, string canonical) => Assert.Equal(canonical, Licenses.Canonical(new Iri(given)).Value);

    [Theory]
    [InlineData("\uFEFF", "")]
    [InlineData("<P>&nbsp;</P>", "")]
    [InlineData("<p>Een</p><p>Twee&amp;drie</p>", "Een\n\nTwee&drie")]
    [InlineData("a<br/>b", "a\nb")]
    [InlineData("Jan < Piet & Klaas", "Jan < Piet & Klaas")]
    [InlineData("<onleesbaar> tekst", "<onleesbaar> tekst")]
    [InlineData("AT&T", "AT&T")]
    [InlineData(" een\u00a0twee\r\n  \n\n\n drie\u0007 ", "een twee\n\n drie")]
    [InlineData("Een lange tekst die\n        door de uitvoer werd\n        afgebroken.", "Een lange tekst die door de uitvoer werd afgebroken.")]
    [InlineData("Eerste alinea,\n\tgebroken.\n\n\tTweede alinea.", "Eerste alinea, gebroken.\n\nTweede alinea.")]
    [InlineData("Inhoud:\n      - een brief\n      - een kaart", "Inhoud:\n      - een brief\n      - een kaart")]
    [InlineData("Een regel\n    en een inspringende\nen een gewone", "Een regel\n    en een inspringende\nen een gewone")]
    [InlineData("Een vers\n  van twee regels", "Een vers\n  van twee regels")]
    public void Texts_lose_what_is_no_text(string given, string clean) => Assert.Equal(clean, TextCleaner.Lines(given));

    [Theory]
    [InlineData("Anoniem (Frankrijk)", "Frankrijk")]
    [InlineData("anonymous [Northern Netherlands]", "Northern Netherlands")]
    [InlineData("Anoniem (graveur)", null)]
    public void Of_an_unknown_maker_it_is_kept_where_he_worked(string maker, string? region)
    {
        var mapped = Mapped.Json("language: nl\nkey: nr\nrules: [ { to: name, from: titel }, { to: creator, from: maker } ]", $$"""{ "nr": "1", "titel": "Prent", "maker": "{{maker}}" }""");

        Assert.Empty(mapped.Values("creator"));
        var places = mapped.Result.Triples.Where(t => t.Predicate is Iri { Value: "https://w3id.org/ocw-nde/model#makerActiveIn" }).Select(t => t.Object).ToList();
        Assert.Equal(region is null ? [] : [region], mapped.Result.Triples.Where(t => places.Contains(t.Subject) && t.Predicate.Equals(Mapped.Property("name"))).Select(t => ((Literal)t.Object).LexicalForm));
    }

    [Fact]
    public void An_imprint_in_doubt_is_a_publisher_with_its_seat_and_the_doubt_beside_it()
    {
        var mapped = Mapped.Json("language: nl\nkey: nr\nrules: [ { to: name, from: titel }, { to: creator, from: maker } ]", """{ "nr": "1", "titel": "Prent", "maker": "? Amsterdam: Wed. C. Kok" }""");

        Assert.Equal("\"Wed. C. Kok\"@nl", mapped.Value("creator", "name"));
        Assert.Equal("\"Amsterdam\"@nl", mapped.Value("creator", "location", "name"));
        Assert.Contains("<https://schema.org/Organization>", mapped.Values("creator", "a"));
        Assert.Contains(mapped.Result.Triples, t => t.Predicate is Iri { Value: "https://w3id.org/ocw-nde/model#qualifier" } && t.Object is Literal { LexicalForm: "?" });
    }

    [Theory]
    [InlineData("Lubeek, Dirk van (1747-1811)", "Lubeek, Dirk van", 1747, 1811)]
    [InlineData("Mens, René (1943)", "Mens, René", 1943, null)]
    [InlineData("Jansen (geb. 1943)", "Jansen", 1943, null)]
    [InlineData("Jansen (ca. 1600-na 1650)", "Jansen", 1600, 1650)]
    [InlineData("Regout & Co. (1836-1969)", "Regout & Co. (1836-1969)", null, null)]
    [InlineData("Velde, Willem van de (II)", "Velde, Willem van de (II)", null, null)]
    [InlineData("Jansen (graveur)", "Jansen (graveur)", null, null)]
    public void Years_of_life_are_taken_out_of_names(string given, string name, int? birth, int? death)
    {
        var (rest, born, died) = AgentNames.SplitLife(given);
        Assert.Equal((name, birth, death), (rest, born?.Year, died?.Year));
    }

    [Theory]
    [InlineData("HTTPS://x.example/a b", "https://x.example/a%20b")]
    [InlineData("http://x.example/{id}", "http://x.example/%7Bid%7D")]
    [InlineData("urn:nbn:nl:1", "urn:nbn:nl:1")]
    [InlineData("www.x.example", null)]
    [InlineData("A_8_000.tif", null)]
    [InlineData(@"..\..\DAT\images\x.jpg", null)]
    [InlineData(@"C:\images\x.jpg", null)]
    [InlineData("http://", null)]
    [InlineData("let op: dit is geen adres", null)]
    public void Only_what_is_an_address_becomes_one(string text, string? iri) => Assert.Equal(iri, IriText.Read(text)?.Value);

    [Theory]
    [InlineData("2024-05-01", "\"2024-05-01\"^^<http://www.w3.org/2001/XMLSchema#date>")]
    [InlineData("2024-05-01T10:11:12", "\"2024-05-01T10:11:12\"^^<http://www.w3.org/2001/XMLSchema#dateTime>")]
    [InlineData("2024-05-01T10:11:12.345+02:00", "\"2024-05-01T08:11:12Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>")]
    [InlineData("1-5-2024", "\"2024-05-01\"^^<http://www.w3.org/2001/XMLSchema#date>")]
    [InlineData("2024", null)]
    [InlineData("gisteren", null)]
    public void The_day_of_the_metadata_is_a_date_or_an_instant(string text, string? literal) => Assert.Equal(literal, RecordDate.Read(text)?.ToString());

    [Fact]
    public void The_record_s_own_day_wins_over_that_of_the_harvest()
    {
        var stamp = new DateTimeOffset(2023, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Contains("2024-05-01T10:11:12", Adlib("2024-05-01T10:11:12", stamp).Value("sdDatePublished"), StringComparison.Ordinal);
        Assert.Equal("\"2023-01-02T03:04:05Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>", Adlib("", stamp).Value("sdDatePublished"));
        var without = Adlib("", null);
        Assert.Empty(without.Values("sdDatePublished"));
        Assert.Contains(without.Result.Diagnostics, d => d.Code == "record-date-missing");
    }

    [Fact]
    public void Values_on_lines_of_their_own_are_several_things()
    {
        var mapped = Mapped.Xml("profile: adlib\nlanguage: nl", "<record><object_number>1</object_number><Material><material>wol\nzijde</material></Material><Production><creator>Boyd, Arthur\nDurack, Elizabeth</creator></Production></record>");
        Assert.Equal(["\"wol\"@nl", "\"zijde\"@nl"], mapped.Values("material", "name"));
        Assert.Equal(["\"Boyd, Arthur\"@nl", "\"Durack, Elizabeth\"@nl"], mapped.Values("creator", "name"));
    }

    private static Mapped Adlib(string modification, DateTimeOffset? datestamp) =>
        new(Yaml.Profile("profile: adlib\nlanguage: nl").CreateMapper().Map(
            new SourceRecord("r", Encoding.UTF8.GetBytes($"<record modification='{modification}'><object_number>1</object_number><title>x</title></record>"), "application/xml", "t", datestamp)));
}
