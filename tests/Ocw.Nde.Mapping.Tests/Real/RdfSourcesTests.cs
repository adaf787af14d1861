using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Real;

public class RdfSourcesTests(ITestOutputHelper output)
{
    private const string Sporen = "collections/rce-rijkscollectie/sporen-van-slavernij-edm-strict.xml.gz";
    private const string Nederland = "collections/collectie-nederland-edm";
    private const string Kb = "collections/cc-lod-aggregator/kb-centsprenten.zip";
    private const string Beeldbank = "collections/rce-beeldbank/rce3_1.ttl.gz";

    [SharedFact(Sporen)]
    public void RCE_traces_of_slavery_come_out_of_EDM_whole()
    {
        var harvest = RealSource.Map(RealSource.Profile("rce-sporen-edm"), Records.RdfXmlPockets(Sporen));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));

        Assert.Equal((1699, 1699, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        var tiles = harvest["https://node.example/id/rce/AA1522-A-B"];
        output.WriteLine(string.Join('\n', tiles.Result.Triples));
        Assert.Equal("\"tegeltableau AA1522-A-B\"@nl", tiles.Value("name"));
        Assert.Equal("\"Porceleyne Fles, De\"@nl", tiles.Value("creator", "name"));
    }

    [SharedTheory(Nederland)]
    [InlineData("mauritshuis", 856)]
    [InlineData("stedelijk-museum-schiedam", 3079)]
    [InlineData("moderne-kunst-museum-deventer", 1388)]
    public void Collectie_Nederland_comes_out_of_EDM_whole(string museum, int objects)
    {
        var profile = RealSource.Profile("collectie-nederland-" + museum);
        var harvest = RealSource.Map(profile, Records.Rdf(Records.Open($"{Nederland}/{museum}.ttl.gz"), RdfFormats.Turtle, profile));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));
        output.WriteLine(string.Join('\n', harvest.ByKey.Values.First().Triples));

        Assert.Equal((objects, objects, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
    }

    [SharedFact(Kb)]
    public void KB_penny_prints_come_out_of_schema_org_whole()
    {
        var profile = RealSource.Profile("kb-centsprenten");
        var harvest = RealSource.Map(profile, Records.Rdf(Records.OpenInZip(Kb, "centsprenten.nt.gz"), RdfFormats.NTriples, profile));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));
        output.WriteLine(string.Join('\n', harvest.ByKey.Values.First().Triples));

        Assert.Equal((1255, 1255, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
    }

    [SharedFact(Beeldbank)]
    public void RCE_image_bank_comes_out_of_schema_org_whole()
    {
        var profile = RealSource.Profile("rce-beeldbank");
        var harvest = RealSource.Map(profile, Records.Rdf(Records.Open(Beeldbank), RdfFormats.Turtle, profile));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));
        output.WriteLine(string.Join('\n', harvest.ByKey.Values.First().Triples));

        Assert.Equal((2923, 0), (harvest.Records, harvest.Rejected.Count));
    }
}
