using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Real;

/// <summary>The records of libraries and archives in shared/harvest, through the built-in crosswalks.</summary>
public class CrosswalkSourcesTests(ITestOutputHelper output)
{
    private const string Marc = "harvest/marcxml";

    [SharedFact(Marc)]
    public void Every_marc_record_is_mapped_and_those_with_a_title_conform()
    {
        var records = Directory.GetFiles(SharedData.PathOf(Marc), "*.xml").Order(StringComparer.Ordinal).SelectMany(file => Records.XmlLocal($"{Marc}/{Path.GetFileName(file)}", "record"));
        var (all, conforming) = Map("marc21", records);
        Assert.True(conforming >= all * 0.95, $"{conforming} of {all} conform");
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
            if (!result.IsRejected && single.Violations.Count == 0)
                conforming++;
            else
                output.WriteLine($"{record.Origin}: {string.Join("; ", single.Violations)} {string.Join("; ", result.Diagnostics)}");
        }

        output.WriteLine($"{profile}: {conforming} of {all} records without violation\n{total}");
        Assert.Empty(total.Rejected);
        return (all, conforming);
    }
}
