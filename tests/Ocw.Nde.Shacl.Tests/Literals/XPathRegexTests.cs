using Ocw.Nde.Shacl.Literals;

namespace Ocw.Nde.Shacl.Tests.Literals;

public class XPathRegexTests
{
    [Theory]
    [InlineData("^https?://", "", "https://example.org", true)]
    [InlineData("b", "", "abc", true)]
    [InlineData("a$", "", "a\n", false)]
    [InlineData("^b$", "m", "a\nb\nc", true)]
    [InlineData("a.b", "", "a\rb", false)]
    [InlineData("a.b", "s", "a\nb", true)]
    [InlineData("ÉÉN", "i", "één", true)]
    [InlineData("a b # no", "x", "ab#no", true)]
    [InlineData("[a b]", "x", " ", true)]
    [InlineData("a.b", "q", "a.b", true)]
    [InlineData("a.b", "q", "axb", false)]
    [InlineData(@"^\i\c*$", "", "schema:name", true)]
    [InlineData(@"^\i\c*$", "", "1name", false)]
    [InlineData(@"^[\i]+$", "", "naam", true)]
    [InlineData(@"\.", "", "a.b", true)]
    [InlineData(@"[$.]", "", "a$", true)]
    [InlineData(@"^(a+)\1$", "", "aaaa", true)]
    [InlineData("[a-z-[aeiou]]", "", "e", false)]
    public void A_pattern_means_what_xpath_says(string pattern, string flags, string text, bool expected) =>
        Assert.Equal(expected, XPathRegex.Compile(pattern, flags).IsMatch(text));

    [Fact]
    public void A_pattern_made_to_stall_a_backtracking_matcher_ends()
    {
        var regex = XPathRegex.Compile("^(a+)+$", "");

        Assert.DoesNotMatch(regex, new string('a', 50_000) + "b");
    }
}
