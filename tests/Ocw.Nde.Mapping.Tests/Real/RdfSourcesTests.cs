using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Real;

public class RdfSourcesTests(ITestOutputHelper output)
{
    private const string Sporen = "collections/rce-rijkscollectie/sporen-van-slavernij-edm-strict.xml.gz";
    private const string Export = "collections/rce-rijkscollectie/rijkscollectie-adlib-export.csv.gz";
    private const string Nederland = "collections/collectie-nederland-edm";
    private const string Kb = "collections/cc-lod-aggregator/kb-centsprenten.zip";
    private const string Beeldbank = "collections/rce-beeldbank/rce3_1.ttl.gz";

    [SharedFact(Sporen)]
    public void RCE_traces_of_slavery_come_out_of_EDM_whole()
    {
        var harvest = RealSource.Map(RealSource.Profile("rce-sporen-edm"), Records.RdfXmlPockets(Sporen));
        Show(harvest);

        Assert.Equal((1699, 1699, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        Assert.Empty(harvest.Unused);
        var tiles = harvest["https://node.example/id/rce/AA1522-A-B"];
        Assert.Equal("\"tegeltableau AA1522-A-B\"@nl", tiles.Value("name"));
        Assert.Equal("\"Porceleyne Fles, De\"@nl", tiles.Value("creator", "name"));
        Assert.Equal("<https://rkd.nl/explore/artists/104598>", tiles.Value("creator", "sameAs"));
        Assert.Contains("<https://schema.org/Organization>", tiles.Values("creator", "a"));
        Assert.Equal(["\"aardewerk\"@nl", "\"glazuur\"@nl"], tiles.Values("material", "name"));
        Assert.Equal("\"1908\"^^<http://www.w3.org/2001/XMLSchema#gYear>", tiles.Value("dateCreated"));
        Assert.Equal("\"150 cm; 195 cm\"@nl", tiles.Value("size"));
        // Eighteen objects name a maker only by an RKD address that the record does not describe: the name is not in the source.
        Assert.Equal(["creator"], harvest.Violations.Select(PropertyOf));
    }

    [SharedFact(Sporen)]
    public void An_object_of_the_export_and_of_EDM_is_one_object()
    {
        var csv = RealSource.Map(RealSource.Profile("rce-rijkscollectie"), Records.Csv(Export, ','));
        var edm = RealSource.Map(RealSource.Profile("rce-sporen-edm"), Records.RdfXmlPockets(Sporen));
        Assert.Equal(1324, csv.ByKey.Keys.Intersect(edm.ByKey.Keys, StringComparer.Ordinal).Count());
    }

    [SharedTheory(Nederland)]
    [InlineData("mauritshuis", 856)]
    [InlineData("stedelijk-museum-schiedam", 3079)]
    [InlineData("moderne-kunst-museum-deventer", 1388)]
    public void Collectie_Nederland_comes_out_of_EDM_whole(string museum, int objects)
    {
        var profile = RealSource.Profile("collectie-nederland-" + museum);
        var harvest = RealSource.Map(profile, Records.Rdf(Records.Open($"{Nederland}/{museum}.ttl.gz"), RdfFormats.Turtle, profile));
        Show(harvest);

        Assert.Equal((objects, objects, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        Assert.Empty(harvest.Unused);
        Assert.Empty(harvest.Violations);
    }

    [SharedFact(Nederland)]
    public void Values_of_Collectie_Nederland_are_right()
    {
        var profile = RealSource.Profile("collectie-nederland-mauritshuis");
        var harvest = RealSource.Map(profile, Records.Rdf(Records.Open($"{Nederland}/mauritshuis.ttl.gz"), RdfFormats.Turtle, profile));

        var salome = harvest["https://node.example/id/mauritshuis/1"];
        Assert.Equal("\"Salome met het hoofd van Johannes de Doper\"@nl", salome.Value("name"));
        Assert.Equal("\"Jacob Cornelisz van Oostsanen\"@nl", salome.Value("creator", "name"));
        Assert.Equal(["\"painting\"@en", "\"schilderij\"@nl"], salome.Values("additionalType", "name"));
        Assert.Equal(["\"paneel\"@nl", "\"panel\"@en"], salome.Values("material", "name"));
        Assert.Equal("\"1524\"^^<http://www.w3.org/2001/XMLSchema#gYear>", salome.Value("dateCreated"));
        Assert.Equal("<https://media.delving.org/thumbnail/dcn/mauritshuis/001/1000>", salome.Value("associatedMedia", "contentUrl"));
        Assert.Equal("<https://creativecommons.org/publicdomain/mark/1.0/>", salome.Value("associatedMedia", "license"));
    }

    [SharedFact(Kb)]
    public void KB_penny_prints_come_out_of_schema_org_whole()
    {
        var profile = RealSource.Profile("kb-centsprenten");
        var harvest = RealSource.Map(profile, Records.Rdf(Records.OpenInZip(Kb, "centsprenten.nt.gz"), RdfFormats.NTriples, profile));
        Show(harvest);

        Assert.Equal((1255, 1255, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        Assert.Empty(harvest.Violations);
        Assert.Empty(harvest.Warnings);
        var print = harvest["https://node.example/id/kb/KONB14~3ABorms0031"];
        Assert.Equal("\"Het leven van den kleinen deugeniet\"@nl", print.Value("name"));
        Assert.Equal("\"1866/1897\"^^<http://id.loc.gov/datatypes/edtf>", print.Value("dcterms:created"));
        Assert.Contains("\"Kwajongensverhalen\"@nl", print.Values("about", "name"));
        Assert.Equal("\"Franciscus Anthonius Beersmans\"@nl", print.Value("publisher", "name"));
        Assert.Equal("\"33 × 42\"@nl", print.Value("size"));
        Assert.Contains("<http://data.bibliotheken.nl/id/gvn/KONB14Borms0031>", print.Values("sameAs"));
        var all = harvest.ByKey.Values.SelectMany(r => r.Triples).ToList();
        var hermanus = Assert.Single(all.Where(t => t.Object.ToString() == "\"Hermanus van Lubeek\"@nl").Select(t => t.Subject).Distinct());
        Assert.Contains(all, t => t.Subject == hermanus && t.Predicate == Mapped.Property("deathDate") && t.Object.ToString().Contains("1807", StringComparison.Ordinal));
    }

    [SharedFact(Beeldbank)]
    public void RCE_image_bank_comes_out_of_schema_org_whole()
    {
        var profile = RealSource.Profile("rce-beeldbank");
        var harvest = RealSource.Map(profile, Records.Rdf(Records.Open(Beeldbank), RdfFormats.Turtle, profile));
        Show(harvest);

        Assert.Equal((2923, 2923, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        // Places and subjects are only addresses in this source: the names are in GeoNames and the thesaurus, not here.
        Assert.Equal(["about", "contentLocation", "name"], harvest.Violations.Select(PropertyOf).Order(StringComparer.Ordinal));
    }

    private static string PropertyOf(string violation) => violation.Split("schema.org/")[1].Split('>')[0];

    private void Show(Harvest harvest)
    {
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));
    }
}
