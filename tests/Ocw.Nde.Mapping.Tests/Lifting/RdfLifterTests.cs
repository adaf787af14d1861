using System.Text;
using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Lifting;

public class RdfLifterTests
{
    private const string Edm = """
        @prefix dc: <http://purl.org/dc/elements/1.1/> .
        @prefix edm: <http://www.europeana.eu/schemas/edm/> .
        @prefix ore: <http://www.openarchives.org/ore/terms/> .
        @prefix rda: <http://rdvocab.info/ElementsGr2/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix x: <http://storage.example/terms/> .
        <http://m.example/object/AA%201> a edm:ProvidedCHO ; dc:title "Haven"@nl ; dc:creator <http://rkd.example/1>, "Anoniem" ; dc:subject "schepen", "-" ;
          dc:date "1650-1660" ; edm:currentLocation "X-INTERNAL-1" ; x:insuranceValue "X-INTERNAL-2" ; x:opmerking "vrij" .
        <http://m.example/aggregation/1> a ore:Aggregation ; edm:aggregatedCHO <http://m.example/object/AA%201> ; edm:dataProvider "Museum X" ; edm:provider "Aggregator" .
        <http://rkd.example/1> a edm:Agent ; skos:prefLabel "Fles, De" ; rda:dateOfBirth "1653" ; rda:placeOfBirth "Delft", "Den Haag" .

        """;

    [Fact]
    public void An_EDM_record_is_mapped_under_the_last_part_of_its_address()
    {
        var mapped = Map("profile: edm\nlanguage: nl\nignore: ['-']\nrecordDate: 2024-02-29", Edm, "text/turtle");

        Assert.Equal("https://node.example/id/museum/AA_1", mapped.Subject.Value);
        Assert.Equal("<http://m.example/object/AA%201>", mapped.Value("sameAs"));
        Assert.Equal("\"Haven\"@nl", mapped.Value("name"));
        Assert.Equal("\"schepen\"@nl", mapped.Value("about", "name"));
        Assert.Equal("\"Fles, De\"@nl", mapped.Value("creator", "name"));
        Assert.Equal("<http://rkd.example/1>", mapped.Value("creator", "sameAs"));
        Assert.Equal(["<https://schema.org/DefinedTerm>", "<https://schema.org/Organization>"], mapped.Values("creator", "a"));
        Assert.Contains("1653", mapped.Value("creator", "foundingDate"), StringComparison.Ordinal);
        Assert.Equal("\"Delft\"@nl", mapped.Value("creator", "foundingLocation", "name"));
        Assert.Equal("\"1650/1660\"^^<http://id.loc.gov/datatypes/edtf>", mapped.Value("dcterms:created"));
        Assert.Equal("\"Museum X\"@nl", mapped.Value("provider", "name"));
    }

    [Fact]
    public void Denied_predicates_are_dropped_by_their_own_name_not_by_that_of_their_vocabulary()
    {
        var mapped = Map("profile: edm\nlanguage: nl", Edm, "text/turtle");

        Assert.Equal(["edm:ProvidedCHO/edm:currentLocation", "edm:ProvidedCHO/other:insuranceValue"], mapped.Result.DeniedFields.Order(StringComparer.Ordinal));
        Assert.Equal(["edm:ProvidedCHO/other:opmerking"], mapped.Result.UnusedFields);
    }

    [Fact]
    public void Rules_add_to_what_the_queries_give()
    {
        var mapped = Map("profile: edm\nlanguage: nl\nrules: [{ to: comment, from: 'edm:ProvidedCHO/other:opmerking' }]", Edm, "text/turtle");
        Assert.Equal("\"vrij\"@nl", mapped.Value("comment"));
        Assert.Empty(mapped.Result.UnusedFields);
    }

    [Fact]
    public void A_property_is_traced_to_its_fields_through_queries_and_rules()
    {
        var profile = Yaml.Profile("profile: edm\nlanguage: nl\nrules: [{ to: creator, from: 'edm:ProvidedCHO/dc:rights' }]");
        profile.CreateMapper().Map(new SourceRecord("r", Encoding.UTF8.GetBytes(Edm), "text/turtle", "t"));

        Assert.Equal(["*/dc:creator", "*/dcterms:creator", "edm:ProvidedCHO/dc:rights"], profile.SourceFieldsFor(new Rdf.Terms.Iri("https://schema.org/creator")).Order(StringComparer.Ordinal));
        Assert.Equal(["*/dc:type", "*/edm:hasType"], profile.SourceFieldsFor(new Rdf.Terms.Iri("https://schema.org/additionalType")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_Adlib_property_is_traced_to_its_elements()
    {
        var profile = Yaml.Profile("profile: adlib\nlanguage: nl");
        Assert.Contains("Production/creator", profile.SourceFieldsFor(new Rdf.Terms.Iri("https://schema.org/name")));
        Assert.DoesNotContain("Title/title", profile.SourceFieldsFor(new Rdf.Terms.Iri("https://schema.org/creator")));
        Assert.Contains("Production_date/production.date.start", profile.SourceFieldsFor(new Rdf.Terms.Iri("https://schema.org/dateCreated")));
    }

    [Fact]
    public void Addresses_of_schema_org_with_http_are_written_with_https()
    {
        var mapped = Map("profile: schema\nlanguage: nl", """
            <http://x.example/1> a <http://schema.org/Photograph> ; <http://schema.org/name> "Foto" ; <http://schema.org/dateCreated> "1900"^^<http://schema.org/Date> .
            """, "text/turtle");
        Assert.Equal(["<https://schema.org/CreativeWork>", "<https://schema.org/Photograph>"], mapped.Values("a"));
        Assert.Equal("\"1900\"^^<http://www.w3.org/2001/XMLSchema#gYear>", mapped.Value("dateCreated"));
    }

    [Theory]
    [InlineData("<a> <b>", "lift-rdf")]
    [InlineData("", "lift-rdf")]
    [InlineData("<http://x.example/1> a <http://x.example/Thing> .", "root-missing")]
    public void A_record_without_what_the_profile_looks_for_is_rejected(string turtle, string code) =>
        Assert.Equal(code, Map("profile: edm\nlanguage: nl", turtle, "text/turtle").Result.Diagnostics[0].Code);

    [Fact]
    public void A_media_type_that_is_no_record_is_rejected() =>
        Assert.Equal("media-type-unknown", Map("profile: edm\nlanguage: nl", "x", "image/png").Result.Diagnostics[0].Code);

    [Fact]
    public void Mappers_of_one_profile_work_side_by_side()
    {
        var profile = Yaml.Profile("profile: edm\nlanguage: nl");
        var bytes = Encoding.UTF8.GetBytes(Edm);
        var expected = profile.CreateMapper().Map(new SourceRecord("r", bytes, "text/turtle", "t")).Triples;
        var same = new System.Collections.Concurrent.ConcurrentBag<bool>();
        Parallel.For(0, 4, _ =>
        {
            var mapper = profile.CreateMapper();
            for (var i = 0; i < 50; i++)
                same.Add(mapper.Map(new SourceRecord("r", bytes, "text/turtle", "t")).Triples.SequenceEqual(expected));
        });
        Assert.Equal(200, same.Count);
        Assert.DoesNotContain(false, same);
    }

    private static Mapped Map(string yaml, string text, string mediaType) =>
        new(Yaml.Profile(yaml).CreateMapper().Map(new SourceRecord("r1", Encoding.UTF8.GetBytes(text), mediaType, "test")));
}
