using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Tests.Settings;

public sealed class NotFoundLimitTests
{
    private static readonly DateTimeOffset Since = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, null, 29, 100, false)]
    [InlineData(30, null, 30, 1, true)]
    [InlineData(null, 3, 1000, 2, false)]
    [InlineData(null, 3, 0, 3, true)]
    [InlineData(30, 3, 2, 3, true)]
    [InlineData(30, 3, 31, 1, true)]
    [InlineData(0, null, 0, 1, true)]
    public void The_time_is_over_after_so_many_days_or_runs_whichever_comes_first(int? days, int? runs, int daysLater, int runsLater, bool isOver) =>
        Assert.Equal(isOver, new NotFoundLimit(days, runs).IsOver(Since, Since.AddDays(daysLater), () => runsLater));
}
