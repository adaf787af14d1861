using Ocw.Nde.Termen.Alignment.Gold;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Termen.Tests.Gold;

/// <summary>Measures the built-in weights on the gold sets; the floors are a little below what <c>./ocwnde align --gold</c> prints (docs/alignment.md).</summary>
public sealed class GoldStandardTests(ITestOutputHelper output)
{
    [SharedTheory("gold/README.md")]
    [InlineData("persons-ulan", 0.98, 0.98, 0.99, 0.95)]
    [InlineData("persons-rkd", 0.95, 0.87, 0.985, 0.6)]
    [InlineData("concepts-aat-nmvw", 0.96, 0.9, 0.985, 0.5)]
    [InlineData("concepts-koloniaal", 0.92, 0.7, 0.98, 0)]
    [InlineData("places-geonames", 0.95, 0.85, 0.97, 0.1)]
    [InlineData("places-suriname", 0.97, 0.8, 0.97, 0.1)]
    public async Task Answers_are_right_and_what_can_be_found_is_found(string name, double precision, double recall, double publishedPrecision, double publishedRecall)
    {
        var report = await MeasureAsync(name, heldOut: false);

        Assert.True(report.Answered.Precision >= precision && report.Answered.Recall >= recall, $"{name}: answered {report.Answered}");
        Assert.True(report.Published.Precision >= publishedPrecision && report.Published.Recall >= publishedRecall, $"{name}: published {report.Published}");
    }

    [SharedTheory("gold/README.md")]
    [InlineData("persons-ulan", 0.98, 0.97)]
    [InlineData("persons-rkd", 0.93, 0.85)]
    [InlineData("concepts-aat-nmvw", 0.95, 0.87)]
    [InlineData("places-geonames", 0.94, 0.82)]
    public async Task Strings_that_no_weight_and_no_threshold_has_seen_do_as_well(string name, double precision, double recall)
    {
        var report = await MeasureAsync(name, heldOut: true);

        Assert.True(report.Answered.Precision >= precision && report.Answered.Recall >= recall, $"{name}: answered {report.Answered}");
    }

    private async Task<GoldReport> MeasureAsync(string name, bool heldOut)
    {
        using var folder = new TemporaryFolder();
        var report = await GoldMeasure.MeasureAsync(GoldSet.Open(SharedData.PathOf("gold/" + name)), folder.Path, new GoldOptions { HeldOutOnly = heldOut });
        output.WriteLine($"{name}: answered {report.Answered}; published {report.Published}");
        return report;
    }
}
