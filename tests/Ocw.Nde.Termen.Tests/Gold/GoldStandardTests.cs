using System.Globalization;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Termen.Tests.Gold;

/// <summary>Measures alignment on the gold standard. <c>OCWNDE_GOLD_LOG</c> may name a folder for the answer to every string.</summary>
public sealed class GoldStandardTests(ITestOutputHelper output)
{
    [SharedTheory("gold/README.md")]
    [InlineData("persons-ulan", 0.99, 0.88)]
    [InlineData("persons-rkd", 0.98, 0.57)]
    [InlineData("concepts-aat-nmvw", 0.97, 0.51)]
    [InlineData("concepts-koloniaal", 0.99, 0.67)]
    [InlineData("places-geonames", 0.96, 0.7)]
    [InlineData("places-suriname", 0.97, 0.05)]
    public async Task What_is_accepted_is_right_and_most_of_what_can_be_found_is_found(string name, double precision, double recall)
    {
        var set = GoldSet.Load(name);

        var lines = new List<string>();
        var (accepted, all) = await GoldScore.OfAsync(set, lines.Add);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: accepted {accepted}; with best proposal {all}"));
        if (Environment.GetEnvironmentVariable("OCWNDE_GOLD_LOG") is { Length: > 0 } folder)
            await File.WriteAllLinesAsync(Path.Combine(folder, name + ".tsv"), lines.Order(StringComparer.Ordinal));
        Assert.True(accepted.Precision >= precision, $"precision {accepted.Precision:0.000} of {name} is below {precision}");
        Assert.True(accepted.Recall >= recall, $"recall {accepted.Recall:0.000} of {name} is below {recall}");
    }
}
