namespace Ocw.Nde.Shacl.Tests.Constraints;

public class PatternTests
{
    [Theory]
    [InlineData("^b$", "m", "a\\nb\\nc", true)]
    [InlineData("a$", "", "a\\n", false)]
    [InlineData("ÉÉN", "i", "één", true)]
    [InlineData("a b", "x", "ab", true)]
    [InlineData("a.b", "q", "axb", false)]
    [InlineData("a.b", "s", "a\\nb", true)]
    [InlineData("^(a+)\\\\1$", "", "aaaa", true)]
    public void A_pattern_and_its_flags_mean_what_xpath_says(string pattern, string flags, string text, bool expected) =>
        Assert.Equal(expected, Ttl.Validate($"ex:s ex:p '{text}' .", $"ex:S a sh:NodeShape ; sh:targetNode ex:s ; sh:property [ sh:path ex:p ; sh:pattern '{pattern}' ; sh:flags '{flags}' ] .").Conforms);

    [Fact]
    public void A_pattern_made_to_stall_a_backtracking_matcher_ends()
    {
        var report = Ttl.Validate($"ex:s ex:p '{new string('a', 50_000)}b' .", "ex:S a sh:NodeShape ; sh:targetNode ex:s ; sh:property [ sh:path ex:p ; sh:pattern '^(a+)+$' ] .");

        Assert.Equal(1, report.ResultCount);
    }

    [Fact]
    public void A_pattern_with_back_references_that_takes_too_long_counts_as_not_matching()
    {
        var report = Ttl.Validate($"ex:s ex:p '{new string('a', 5_000)}b' .", "ex:S a sh:NodeShape ; sh:targetNode ex:s ; sh:property [ sh:path ex:p ; sh:pattern '^(a+)+\\\\1$' ] .");

        Assert.Equal(1, report.ResultCount);
    }
}
