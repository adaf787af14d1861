using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Rdf.Tests.Unpacking;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("*.xml", "a.xml", true)]
    [InlineData("*.xml", "map/a.xml", true)]
    [InlineData("map/*.xml", "map/a.xml", true)]
    [InlineData("map/*.xml", "map/sub/a.xml", false)]
    [InlineData("map/**/*.xml", "map/sub/deep/a.xml", true)]
    [InlineData("map/**/*.xml", "map/a.xml", true)]
    [InlineData("**/a?.xml", "x/a1.xml", true)]
    [InlineData("**/a?.xml", "x/a12.xml", false)]
    [InlineData("a.xml", "b.xml", false)]
    public void Patterns_match_within_parts_and_across_folders(string pattern, string path, bool matches) =>
        Assert.Equal(matches, NamePattern.Matches(pattern, path));
}
