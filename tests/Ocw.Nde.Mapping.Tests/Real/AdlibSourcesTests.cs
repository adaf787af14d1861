using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Real;

public class AdlibSourcesTests(ITestOutputHelper output)
{
    private const string Folder = "collections/adlib-xml";
    private const string Samples = "harvest/adlib/input";

    [SharedTheory(Folder)]
    [InlineData("amsterdam-museum", "amsterdam-museum-batches.zip", 500, 499)]
    [InlineData("amsterdam-museum", "amsterdam-museum-records.zip", 199, 199)]
    [InlineData("groninger-museum", "groninger-museum-records.zip", 199, 199)]
    [InlineData("centraal-museum-utrecht", "centraal-museum-utrecht-records.zip", 206, 206)]
    [InlineData("axiell-demo", "axiell-demo-batches.zip", 500, 499)]
    [InlineData("axiell-demo", "testset.xml.gz", 629, 629)]
    public void Every_Adlib_record_is_mapped_and_nothing_internal_comes_out(string source, string file, int records, int objects)
    {
        var harvest = Map(source, file);
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));

        Assert.Equal((records, objects, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        Assert.Empty(harvest.Violations);
        AssertNothingInternal(harvest.ByKey.Values);
    }

    [SharedFact(Samples)]
    public void Nothing_internal_comes_out_of_the_sample_records_either()
    {
        var mapper = Yaml.Profile("profile: adlib\nlanguage: nl").CreateMapper();
        var results = Directory.GetFiles(SharedData.PathOf(Samples), "*.xml").SelectMany(f => Records.Xml($"{Samples}/{Path.GetFileName(f)}", "record")).Select(mapper.Map).ToList();
        Assert.Equal(26, results.Count(r => !r.IsRejected));
        AssertNothingInternal(results);
    }

    [SharedFact(Folder)]
    public void Even_a_rule_that_takes_everything_gets_nothing_internal()
    {
        var everything = "profile: adlib\nlanguage: nl\nrules: [{ to: comment, from: ['*', '*/*', '*/*/*', '*/*/*/*', '*/*/*/*/*'] }]";
        var mapper = Yaml.Profile(everything, Yaml.Context with { AccessFields = ["current_location.name", "closed_until"] }).CreateMapper();
        string[] files = ["amsterdam-museum-batches.zip", "amsterdam-museum-records.zip", "groninger-museum-records.zip", "centraal-museum-utrecht-records.zip", "axiell-demo-batches.zip"];
        var results = files.SelectMany(f => Records.Zip($"{Folder}/{f}", "record")).Concat(Records.Xml($"{Folder}/testset.xml.gz", "record")).Select(mapper.Map).ToList();
        Assert.Equal(2233, results.Count);
        AssertNothingInternal(results);
    }

    [SharedFact(Folder)]
    public void Values_of_the_old_lower_case_dialect_are_right()
    {
        var print = Map("amsterdam-museum", "amsterdam-museum-batches.zip")["https://node.example/id/amsterdam-museum/A_8"];
        Assert.Equal("\"Het stadhuis op de Dam te Amsterdam in 1641, naar Pieter Saenredam\"@nl", print.Value("name"));
        Assert.Equal("\"Bosch, Anthonie van den\"@nl", print.Value("creator", "name"));
        Assert.Equal("\"1763-12\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>", print.Value("creator", "birthDate"));
        Assert.Equal("\"Saenredam, Pieter Jansz.\"@nl", print.Value("contributor", "name"));
        Assert.Equal(["\"geëtst\"@nl", "\"ingekleurd\"@nl"], print.Values("artMedium", "name"));
        Assert.Contains("<http://vocab.getty.edu/aat/300041273>", print.Values("additionalType", "sameAs"));
        Assert.Equal("\"stadsgezicht\"@nl", print.Value("about", "skos:broader", "name"));
        Assert.Equal("\"1783/1838\"^^<http://id.loc.gov/datatypes/edtf>", print.Value("dcterms:created"));
        Assert.Equal("\"2017-04-09T12:08:22\"^^<http://www.w3.org/2001/XMLSchema#dateTime>", print.Value("sdDatePublished"));
    }

    [SharedFact(Folder)]
    public void Values_of_the_grouped_dialect_are_right()
    {
        var portrait = Map("centraal-museum-utrecht", "centraal-museum-utrecht-records.zip")["https://node.example/id/centraal-museum-utrecht/1022"];
        Assert.Equal("\"Portret van Cornelis Govert Visscher (1764-1787)\"@nl", portrait.Value("name"));
        Assert.Equal("\"Venroy, Leonardus\"@nl", portrait.Value("creator", "name"));
        Assert.Contains("<https://rkd.nl/explore/artists/206654>", portrait.Values("creator", "sameAs"));
        Assert.Equal("\"Gouda\"@nl", portrait.Value("creator", "birthPlace", "name"));
        Assert.Equal("\"hoogte 35.5 cm; breedte 26.8 cm\"@nl", portrait.Value("size"));
        Assert.Equal("\"Habsburgse tijd en Republiek 1528-1795\"@nl", portrait.Value("temporalCoverage", "name"));
        Assert.Equal("\"Vreeswijks verleden in woord en beeld\"@nl", portrait.Value("subjectOf", "name"));

        var graffiti = Map("groninger-museum", "groninger-museum-records.zip")["https://node.example/id/groninger-museum/1984.0321"];
        Assert.Equal("\"Come on in\"@nl", graffiti.Value("name"));
        Assert.Equal("\"Blade\"@nl", graffiti.Value("creator", "name"));
        Assert.Equal(["\"acrylverf\"@nl", "\"doek\"@nl"], graffiti.Values("material", "name"));
        Assert.Equal("\"1983\"^^<http://www.w3.org/2001/XMLSchema#gYear>", graffiti.Value("dateCreated"));
    }

    private static Harvest Map(string source, string file)
    {
        var path = $"{Folder}/{file}";
        return RealSource.Map(RealSource.Profile("adlib-" + source), file.EndsWith(".zip", StringComparison.Ordinal) ? Records.Zip(path, "record") : Records.Xml(path, "record"));
    }

    private static void AssertNothingInternal(IEnumerable<MappingResult> results)
    {
        foreach (var result in results)
        {
            Assert.DoesNotContain(result.Triples, t => t.ToString().Contains("X-INTERNAL", StringComparison.Ordinal));
            Assert.DoesNotContain(result.Diagnostics, d => d.ToString().Contains("X-INTERNAL", StringComparison.Ordinal));
            Assert.DoesNotContain(result.UnusedFields.Concat(result.DeniedFields), f => f.Contains("X-INTERNAL", StringComparison.Ordinal));
            Assert.DoesNotContain(result.Fields.SelectMany(f => f.Value), v => v.Contains("X-INTERNAL", StringComparison.Ordinal));
        }
    }
}
