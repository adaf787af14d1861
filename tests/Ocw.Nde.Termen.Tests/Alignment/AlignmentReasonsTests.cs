using System.Reflection;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Tests.Alignment;

public sealed class AlignmentReasonsTests
{
    [Fact]
    public void Every_code_has_words_in_dutch_and_english()
    {
        var codes = typeof(AlignmentReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetValue(null)!).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), AlignmentReasons.All.Order(StringComparer.Ordinal));
        Assert.All(codes, code => Assert.NotEqual(code, AlignmentReasons.Describe(code, "nl")));
        Assert.All(codes, code => Assert.NotEqual(AlignmentReasons.Describe(code, "nl"), AlignmentReasons.Describe(code, "en")));
    }

    [Fact]
    public void A_value_follows_the_words() =>
        Assert.Equal("geboortejaar gelijk: 1606", AlignmentReasons.Describe("birth-year-equal=1606", "nl"));

    [Fact]
    public void An_unknown_code_is_shown_as_it_is() =>
        Assert.Equal("brand-new=1", AlignmentReasons.Describe("brand-new=1", "en"));
}
