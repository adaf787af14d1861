using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Real;

public class ColumnSourcesTests(ITestOutputHelper output)
{
    private const string Rijksmuseum = "collections/rijksmuseum-suriname/Suriname_objecten_export.csv.gz";
    private const string Rce = "collections/rce-rijkscollectie/rijkscollectie-adlib-export.csv.gz";
    private const string Tate = "collections/tate/artworks.jsonl.gz";
    private const string Gazetteer = "collections/rijksmuseum-suriname/places-gazetteer.jsonld.gz";
    private const string Rkd = "gold/persons-rkd/authority.jsonl.gz";
    private const string Ulan = "gold/persons-ulan/authority.jsonl.gz";
    private const string Koloniaal = "thesauri/koloniaalverleden/koloniaal_verleden.csv";

    [SharedFact(Rijksmuseum)]
    public void Rijksmuseum_Suriname_comes_out_whole()
    {
        var harvest = RealSource.Map(RealSource.Profile("rijksmuseum-suriname"), Records.Csv(Rijksmuseum, ';'));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));

        Assert.Equal((3668, 3668, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        Assert.Equal(["recordnummer"], harvest.Unused.Keys);
        var portrait = harvest["https://node.example/id/rijksmuseum/SK-A-1671"];
        Assert.Equal("\"Cornelis van Aerssen (1637-88), heer van Sommelsdijk. Sedert 1683 gouverneur van Suriname\"@nl", portrait.Value("name"));
        Assert.Equal(["\"doek\"@nl", "\"olieverf\"@nl"], portrait.Values("material", "name"));
        Assert.Equal(["\"44B241\"", "\"61B2\""], portrait.Values("about", "termCode"));
        Assert.Equal("\"Suriname (Zuid-Amerika)\"@nl", portrait.Value("contentLocation", "name"));
        Assert.Equal("\"1680\"^^<http://www.w3.org/2001/XMLSchema#gYear>", portrait.Value("dateCreated"));
        Assert.Contains("<https://id.rijksmuseum.nl/20027399>", portrait.Values("sameAs"));
        Assert.Empty(portrait.Values("creator"));
        // 3,619 codes, of which two stand twice at one object.
        Assert.Equal(3617, harvest.ByKey.Values.Sum(r => r.Triples.Where(t => t.Predicate == Mapped.Property("about")).Select(t => t.Object).Count(o => r.Triples.Any(t => t.Subject == o && t.Predicate == Mapped.Property("termCode")))));
    }

    [SharedFact(Rce)]
    public void RCE_Rijkscollectie_comes_out_whole()
    {
        var harvest = RealSource.Map(RealSource.Profile("rce-rijkscollectie"), Records.Csv(Rce, ','));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));

        Assert.Equal((23767, 23767, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        Assert.Empty(harvest.Unused);
        var stool = harvest["https://node.example/id/rce/AA1106-A"];
        Assert.Equal("\"rafflesstoel AA1106-A\"@nl", stool.Value("name"));
        Assert.Equal(["\"cederhout\"@nl", "\"riet\"@nl"], stool.Values("material", "name"));
        Assert.Equal(["\"armstoel\"@nl", "\"meubel\"@nl", "\"stoel\"@nl"], stool.Values("about", "name"));
        Assert.Equal("\"1900\"^^<http://www.w3.org/2001/XMLSchema#gYear>", stool.Value("dateCreated"));
        Assert.Equal("\"1900/1967\"^^<http://id.loc.gov/datatypes/edtf>", stool.Value("dcterms:created"));
        Assert.True(harvest.ByKey.ContainsKey("https://node.example/id/rce/AB10-A-~3F"));
        // Years before Christ and of three digits, dates with a time behind them: none is lost.
        Assert.False(harvest.Remarks.ContainsKey("date-not-understood"));
    }

    [SharedFact(Tate)]
    public void Tate_comes_out_whole()
    {
        var harvest = RealSource.Map(RealSource.Profile("tate"), Records.JsonLines(Tate), keep: "/A0000");
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));

        Assert.Equal((69202, 69202, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        var drawing = harvest["https://node.example/id/tate/A00001"];
        Assert.Equal("\"Robert Blake\"@en", drawing.Value("creator", "name"));
        Assert.Equal("\"Blake, Robert\"@en", drawing.Value("creator", "alternateName"));
        Assert.Equal("\"1762\"^^<http://www.w3.org/2001/XMLSchema#gYear>", drawing.Value("creator", "birthDate"));
        Assert.Equal("\"1787\"^^<http://www.w3.org/2001/XMLSchema#gYear>", drawing.Value("creator", "deathDate"));
        Assert.Equal(["\"Watercolour\"@en", "\"chalk\"@en", "\"graphite\"@en", "\"ink\"@en", "\"paper\"@en"], drawing.Values("material", "name"));
        Assert.Equal(6, drawing.Values("about").Length);
        Assert.Contains("\"actions: postures and motions\"@en", drawing.Values("about", "skos:broader", "name"));
        Assert.Equal("<http://www.tate.org.uk/art/images/work/A/A00/A00001_8.jpg>", drawing.Value("associatedMedia", "thumbnailUrl"));
        Assert.Empty(drawing.Values("dateCreated"));
        Assert.Equal("\"1785%\"^^<http://id.loc.gov/datatypes/edtf>", harvest["https://node.example/id/tate/A00003"].Value("dcterms:created"));
    }

    [SharedFact(Gazetteer)]
    public void The_Suriname_gazetteer_becomes_concepts_with_coordinates()
    {
        var harvest = RealSource.Map(RealSource.Profile("suriname-gazetteer"), Records.JsonItems(Gazetteer, "@graph"));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));

        Assert.Equal((2944, 2944, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        var place = harvest["https://data.suriname-timemachine.org/place/stm-00552"];
        Assert.Equal("\"A la bonne heure\"@nl", place.Value("skos:prefLabel"));
        Assert.Equal("<https://data.suriname-timemachine.org/place/stm-00003>", place.Value("skos:broader"));
        Assert.StartsWith("\"5.8436", place.Value("geo", "latitude"), StringComparison.Ordinal);
        Assert.Equal(2485, harvest.ByKey.Values.Count(r => r.Triples.Any(t => t.Predicate == Mapped.Property("geo"))));
        Assert.Equal(["modifiedBy"], harvest.Denied.Keys);
    }

    [SharedFact(Rkd)]
    public void RKD_makers_become_concepts()
    {
        var harvest = RealSource.Map(RealSource.Profile("rkd"), Records.JsonLines(Rkd));
        Assert.Equal((1710, 1710, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        Assert.Equal("\"Joubert, Jean\"@nl", harvest["https://data.rkd.nl/artists/100614"].Value("skos:prefLabel"));
    }

    [SharedFact(Ulan)]
    public void ULAN_makers_become_concepts_with_years_of_life()
    {
        var harvest = RealSource.Map(RealSource.Profile("ulan"), Records.JsonLines(Ulan));
        Assert.Empty(harvest.Rejected);
        var abbott = harvest["http://vocab.getty.edu/ulan/500012143"];
        Assert.Equal("\"Lemuel Francis Abbott\"@en", abbott.Value("skos:altLabel"));
        Assert.Contains("1755", abbott.Value("birthDate"), StringComparison.Ordinal);
        Assert.Equal(["wikidata"], harvest.Unused.Keys);
    }

    [SharedFact(Koloniaal)]
    public void The_thesaurus_of_the_colonial_past_becomes_concepts()
    {
        var harvest = RealSource.Map(RealSource.Profile("koloniaalverleden"), Records.Csv(Koloniaal, ','));
        Assert.Equal((370, 0), (harvest.Objects, harvest.Rejected.Count));
        Assert.Equal("\"amboinahout\"@nl", harvest["https://data.cultureelerfgoed.nl/koloniaalverleden/1a0488a9-f908-4b7c-8b63-4d4ce6856c3d"].Value("skos:prefLabel"));
    }
}
