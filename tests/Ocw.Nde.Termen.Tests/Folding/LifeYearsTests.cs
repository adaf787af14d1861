using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Tests.Folding;

public sealed class LifeYearsTests
{
    [Theory]
    [InlineData("1606", 1606)]
    [InlineData("1606-07-15", 1606)]
    [InlineData("15-07-1606", 1606)]
    [InlineData("ca. 1606", 1606)]
    [InlineData("-0044-03-15", -44)]
    [InlineData("1606-07-15T00:00:00Z", 1606)]
    [InlineData("tussen 1600 en 1650", 1600)]
    [InlineData("17e eeuw", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_first_year_of_a_date_is_read(string? date, int? year) =>
        Assert.Equal(year, LifeYears.FirstYear(date));
}
