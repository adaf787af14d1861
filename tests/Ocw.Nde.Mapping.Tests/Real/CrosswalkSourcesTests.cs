using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Real;

/// <summary>The records of libraries and archives in shared/harvest, through the built-in crosswalks.</summary>
public class CrosswalkSourcesTests(ITestOutputHelper output)
{
    private const string Marc = "harvest/marcxml";
    private const string Sru = "harvest/sru";

    [SharedFact(Marc)]
    public void Every_marc_record_is_mapped_and_those_with_a_title_conform()
    {
        var records = Directory.GetFiles(SharedData.PathOf(Marc), "*.xml").Order(StringComparer.Ordinal).SelectMany(file => Records.XmlLocal($"{Marc}/{Path.GetFileName(file)}", "record"));
        var (all, conforming) = Map("marc21", records);
        Assert.True(conforming >= all * 0.95, $"{conforming} of {all} conform");
    }

    [SharedFact(Sru)]
    public void Every_mods_record_is_mapped_and_conforms_where_it_has_a_title()
    {
        var files = Directory.GetFiles(SharedData.PathOf("harvest/mods"), "*.xml").Order(StringComparer.Ordinal).Select(file => $"harvest/mods/{Path.GetFileName(file)}");
        var (all, conforming) = Map("mods", files.Append($"{Sru}/mods.xml").SelectMany(file => Records.XmlLocal(file, "mods")));
        Assert.True(conforming >= all * 0.95, $"{conforming} of {all} conform");
    }

    [SharedFact(Sru)]
    public void Every_dublin_core_record_is_mapped_and_conforms()
    {
        var (all, conforming) = Map("dc", Records.XmlLocal($"{Sru}/sru_oai_dc.xml", "dc").Concat(Records.XmlLocal($"{Sru}/hub3-sru.xml", "dc")));
        Assert.Equal(all, conforming);
    }

    [SharedTheory("harvest/ead")]
    [InlineData("NL-HaNA_2.08.22.ead.xml", "ead")]
    [InlineData("NL-HaNA_2.08.22.ead.xml", "c03")]
    [InlineData("4.ZHPB2.xml", "ead")]
    public void Every_finding_aid_and_every_component_is_mapped_and_conforms(string file, string element)
    {
        var (all, conforming) = Map("ead", Records.XmlLocal($"harvest/ead/{file}", element));
        Assert.True(all > 0);
        Assert.Equal(all, conforming);
    }

    // Each record is validated by itself: a fault must not hide behind another record.
    private (int All, int Conforming) Map(string profile, IEnumerable<SourceRecord> records)
    {
        var mapper = Yaml.Profile($"profile: {profile}\nlanguage: nl\nrecordDate: 2024-01-01").CreateMapper();
        var (all, conforming) = (0, 0);
        var total = new Harvest("no object is kept");
        foreach (var record in records)
        {
            var result = mapper.Map(record);
            var single = new Harvest("");
            single.Add(result);
            total.Add(result);
            all++;
            // Media without a licence at the source cannot be published as the profile asks; the report says so.
            var lacksLicence = single.Remarks.ContainsKey("media-without-licence") && single.Violations.All(v => v.Contains("associatedMedia", StringComparison.Ordinal));
            if (!result.IsRejected && (single.Violations.Count == 0 || lacksLicence))
                conforming++;
            else
                output.WriteLine($"{record.Origin}: {string.Join("; ", single.Violations)} {string.Join("; ", result.Diagnostics)}");
        }

        output.WriteLine($"{profile}: {conforming} of {all} records without violation\n{total}");
        Assert.Empty(total.Rejected);
        return (all, conforming);
    }
}
