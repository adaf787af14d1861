using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Tests.Folding;

public sealed class CoordinatesTests
{
    [Theory]
    [InlineData("Point(-55.067 5.139)", 5.139, -55.067)]
    [InlineData("POLYGON ((0 0, 0 2, 4 2, 4 0, 0 0))", 1, 2)]
    [InlineData("52.37, 4.89", 52.37, 4.89)]
    [InlineData("31° 57' 08\" S, 115° 51' 41\" E", -31.9522, 115.8614)]
    [InlineData("9° 9' 0\" zuid, 160° 17' 0\" oost", -9.15, 160.2833)]
    [InlineData("19°34'09\"N, 099°42'13\"W", 19.5692, -99.7036)]
    public void Points_are_read_in_the_ways_in_which_sources_write_them(string text, double latitude, double longitude)
    {
        Assert.True(Coordinates.TryParse(text, out var point));
        Assert.Equal(latitude, point.Latitude, 3);
        Assert.Equal(longitude, point.Longitude, 3);
    }

    [Theory]
    [InlineData("plaats ; Times Atlas 1992")]
    [InlineData("Point(200 95)")]
    [InlineData("95.1, 200")]
    [InlineData("12° N")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_text_is_no_point(string? text) =>
        Assert.False(Coordinates.TryParse(text, out _));

    [Fact]
    public void Distance_follows_the_surface() =>
        Assert.Equal(57.8, new Coordinates(52.3728, 4.8936).KilometresTo(new Coordinates(51.9225, 4.4792)), 0);
}
