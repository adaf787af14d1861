using System.Text;
using Ocw.Nde.Shacl.Literals;

namespace Ocw.Nde.Shacl.Tests.Literals;

public class TimelineValueTests
{
    [Theory]
    [InlineData("date", "2024-02-29", true)]
    [InlineData("date", "2023-02-29", false)]
    [InlineData("date", "1900-02-29", false)]
    [InlineData("date", "2000-02-29Z", true)]
    [InlineData("date", "1699", false)]
    [InlineData("date", "-0044-03-15", true)]
    [InlineData("date", "-44-03-15", false)]
    [InlineData("date", "02024-01-01", false)]
    [InlineData("date", "12024-01-01+14:00", true)]
    [InlineData("date", "2024-01-01+14:01", false)]
    [InlineData("date", "2024-13-01", false)]
    [InlineData("date", "", false)]
    [InlineData("gYear", "1889", true)]
    [InlineData("gYear", "-38000", true)]
    [InlineData("gYear", "1889-06", false)]
    [InlineData("gYearMonth", "1889-06", true)]
    [InlineData("gYearMonth", "1889-00", false)]
    [InlineData("dateTime", "2024-01-01T24:00:00", true)]
    [InlineData("dateTime", "2024-01-01T24:00:01", false)]
    [InlineData("dateTime", "2024-01-01T10:30:00.123456789012Z", true)]
    [InlineData("dateTime", "2024-01-01T10:30:00.", false)]
    [InlineData("dateTime", "2024-01-01 10:30:00", false)]
    [InlineData("dateTime", "2024-01-01T10:30", false)]
    [InlineData("time", "10:30:00", true)]
    public void A_lexical_form_is_in_its_datatype_or_not(string name, string lexical, bool expected)
    {
        Assert.True(TimelineValue.TryGetKind(Encoding.UTF8.GetBytes(name), out var kind));

        Assert.Equal(expected, TimelineValue.TryParse(kind, Encoding.UTF8.GetBytes(lexical), out _));
    }

    [Theory]
    [InlineData("dateTime", "1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00", 0)]
    [InlineData("dateTime", "2024-01-01T00:00:00.1Z", "2024-01-01T00:00:00.01Z", 1)]
    [InlineData("dateTime", "2024-12-31T24:00:00", "2025-01-01T00:00:00", 0)]
    [InlineData("dateTime", "2024-01-02T00:00:00Z", "2024-01-01T12:00:00", null)]
    [InlineData("dateTime", "2024-01-05T00:00:00Z", "2024-01-01T12:00:00", 1)]
    [InlineData("date", "-0044-03-15", "-0043-03-15", -1)]
    [InlineData("date", "0000-12-31", "0001-01-01", -1)]
    [InlineData("gYear", "-38000", "1889", -1)]
    public void Values_are_ordered_on_the_time_line_unless_a_missing_time_zone_matters(string name, string left, string right, int? expected)
    {
        Assert.True(TimelineValue.TryGetKind(Encoding.UTF8.GetBytes(name), out var kind));
        Assert.True(TimelineValue.TryParse(kind, Encoding.UTF8.GetBytes(left), out var first));
        Assert.True(TimelineValue.TryParse(kind, Encoding.UTF8.GetBytes(right), out var second));

        Assert.Equal(expected, TimelineValue.Compare(first, second) is { } order ? Math.Sign(order) : null);
    }

    [Fact]
    public void Seconds_agree_with_the_calendar_of_the_platform()
    {
        for (var day = new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc); day.Year < 9990; day = day.AddDays(997))
        {
            var lexical = Encoding.ASCII.GetBytes(day.ToString("yyyy-MM-dd'Z'", System.Globalization.CultureInfo.InvariantCulture));

            Assert.True(TimelineValue.TryParse(TimelineKind.Date, lexical, out var value));
            Assert.Equal((day - DateTime.UnixEpoch).TotalSeconds, value.Seconds);
        }
    }
}
