using System.Text.RegularExpressions;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

public sealed partial class HarvestCodeTests
{
    [Fact]
    public void Every_code_that_fetching_and_cutting_use_has_a_name_in_both_languages()
    {
        var used = Directory.EnumerateFiles(Path.Combine(SharedData.ProjectRoot, "src", "Ocw.Nde.Harvest"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("HarvestCode.cs", StringComparison.Ordinal))
            .SelectMany(file => Calls().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.True(used.Count > 20, $"Only {used.Count} codes were found: the way they are written has changed.");
        Assert.All(used, code => Assert.True(HarvestCodes.Find(code) is { Dutch.Length: > 0, English.Length: > 0 }, $"{code} is not in HarvestCodes"));
    }

    [Fact]
    public void Codes_are_short_and_stable()
    {
        Assert.All(HarvestCodes.All, code => Assert.Matches("^[a-z]+(-[a-z0-9]+)*$", code.Code));
        Assert.Equal(HarvestCodes.All.Count, HarvestCodes.All.Select(code => code.Code).Distinct(StringComparer.Ordinal).Count());
    }

    [GeneratedRegex("""(?:Notice|Noticed|EndedEarly|Fault|SetAside|NotUsed|FaultAt)\((?:[A-Za-z_. \-,]*?)"(?<code>[a-z]+(?:-[a-z0-9]+)+)"\s*,""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Calls();
}
