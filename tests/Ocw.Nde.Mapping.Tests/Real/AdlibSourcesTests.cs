using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Real;

public class AdlibSourcesTests(ITestOutputHelper output)
{
    private const string Folder = "collections/adlib-xml";

    [SharedTheory(Folder)]
    [InlineData("amsterdam-museum", "amsterdam-museum-batches.zip", 500, 499)]
    [InlineData("amsterdam-museum", "amsterdam-museum-records.zip", 199, 199)]
    [InlineData("groninger-museum", "groninger-museum-records.zip", 199, 199)]
    [InlineData("centraal-museum-utrecht", "centraal-museum-utrecht-records.zip", 206, 206)]
    [InlineData("axiell-demo", "axiell-demo-batches.zip", 500, 499)]
    [InlineData("axiell-demo", "testset.xml.gz", 629, 629)]
    public void Every_Adlib_record_is_mapped_and_nothing_internal_comes_out(string source, string file, int records, int objects)
    {
        var profile = RealSource.Profile("adlib-" + source);
        var path = $"{Folder}/{file}";
        var harvest = RealSource.Map(profile, file.EndsWith(".zip", StringComparison.Ordinal) ? Records.Zip(path, "record") : Records.Xml(path, "record"));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));
        output.WriteLine(string.Join('\n', harvest.ByKey.Values.First().Triples));

        Assert.Equal((records, objects, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        foreach (var result in harvest.ByKey.Values)
        {
            Assert.DoesNotContain(result.Triples, t => t.ToString().Contains("X-INTERNAL", StringComparison.Ordinal));
            Assert.DoesNotContain(result.Diagnostics, d => d.ToString().Contains("X-INTERNAL", StringComparison.Ordinal));
        }
    }
}
