using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store.History;

namespace Ocw.Nde.Node.Tests.Settings;

public class HistorySettingsTests
{
    [Fact]
    public void The_rule_is_read_from_words()
    {
        Assert.Equal(RetentionRule.All, HistorySettings.Parse("all"));
        Assert.Equal(RetentionRule.Last(10), HistorySettings.Parse("last 10"));
        Assert.Equal(RetentionRule.For(TimeSpan.FromDays(30)), HistorySettings.Parse("30 days"));
        Assert.Equal(RetentionRule.For(TimeSpan.FromDays(365.25 * 5)), HistorySettings.Parse("5 Years"));
        Assert.Equal(RetentionRule.For(TimeSpan.FromDays(365.25)), HistorySettings.Parse("12 months"));
    }

    [Theory]
    [InlineData("some")]
    [InlineData("last")]
    [InlineData("last 0")]
    [InlineData("-3 days")]
    [InlineData("3 weeks ago")]
    public void Other_words_are_refused(string text) => Assert.Null(HistorySettings.Parse(text));
}
