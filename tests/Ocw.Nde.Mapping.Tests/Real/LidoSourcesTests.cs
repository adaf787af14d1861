using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Real;

public class LidoSourcesTests(ITestOutputHelper output)
{
    private const string Lido = "harvest/lido";
    private const string Wolfers = "samples/lido/design-museum-gent-wolfers.lido.xml.gz";

    [SharedTheory(Lido)]
    [InlineData("cc0")]
    [InlineData("vkc-nl")]
    [InlineData("manipulated")]
    public void Every_record_is_mapped(string folder)
    {
        var records = Directory.GetFiles(SharedData.PathOf($"{Lido}/{folder}"), "*.xml").Order(StringComparer.Ordinal).SelectMany(f => Records.Xml($"{Lido}/{folder}/{Path.GetFileName(f)}", "lido:lido"));
        var mapper = Yaml.Profile("profile: lido\nlanguage: de\nrecordDate: 2024-01-01").CreateMapper();
        foreach (var record in records)
        {
            var harvest = new Harvest("");
            harvest.Add(mapper.Map(record));
            output.WriteLine($"{record.Origin}: {harvest}");
            output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));
            Assert.Empty(harvest.Rejected);
            // Faults put in on purpose may violate the profile; they must not lose the record.
            if (folder == "manipulated")
                continue;
            // Media without a licence at the source cannot be published as the profile asks; the report says so.
            Assert.All(harvest.Violations, v => Assert.Contains("associatedMedia", v, StringComparison.Ordinal));
            Assert.True(harvest.Violations.Count == 0 || harvest.Remarks.ContainsKey("media-without-licence"), record.Origin);
        }
    }

    [SharedFact(Wolfers)]
    public void A_file_with_misspelt_elements_is_mapped_all_the_same()
    {
        var profile = Yaml.Profile("profile: lido\nlanguage: nl\nrecordDate: 2024-01-01");
        var harvest = RealSource.Map(profile, Records.Xml(Wolfers, "lido:lido"));
        output.WriteLine(harvest.ToString());
        output.WriteLine("violations: " + string.Join("; ", harvest.Violations) + "\nwarnings: " + string.Join("; ", harvest.Warnings));
        Assert.Equal((271, 271, 0), (harvest.Records, harvest.Objects, harvest.Rejected.Count));
        Assert.Empty(harvest.Violations);
    }
}
