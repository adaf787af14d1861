using Ocw.Nde.Sparql.Tests.Evaluation;

namespace Ocw.Nde.Sparql.Tests.Functions;

public class DateTimeFunctionTests
{
    private const string When = "'2011-01-10T14:45:13.815-05:00'^^xsd:dateTime";

    [Theory]
    [InlineData($"YEAR({When})", "2011^^integer")]
    [InlineData($"MONTH({When})", "1^^integer")]
    [InlineData($"DAY({When})", "10^^integer")]
    [InlineData($"HOURS({When})", "14^^integer")]
    [InlineData($"MINUTES({When})", "45^^integer")]
    [InlineData($"SECONDS({When})", "13.815^^decimal")]
    [InlineData($"TIMEZONE({When})", "-PT5H^^dayTimeDuration")]
    [InlineData($"TZ({When})", "\"-05:00\"")]
    [InlineData("TIMEZONE('2011-01-10T14:45:13Z'^^xsd:dateTime)", "PT0S^^dayTimeDuration")]
    [InlineData("TZ('2011-01-10T14:45:13Z'^^xsd:dateTime)", "\"Z\"")]
    [InlineData("TIMEZONE('2011-01-10T14:45:13'^^xsd:dateTime)", "-")]
    [InlineData("TZ('2011-01-10T14:45:13'^^xsd:dateTime)", "\"\"")]
    [InlineData("YEAR('-0044-03-15'^^xsd:date)", "-44^^integer")]
    [InlineData("YEAR('1650'^^xsd:gYear)", "1650^^integer")]
    [InlineData("MONTH('1650-04'^^xsd:gYearMonth)", "4^^integer")]
    [InlineData("YEAR('ca. 1650')", "-")]
    [InlineData("HOURS('1650-04-01'^^xsd:date)", "-")]
    [InlineData("HOURS('24:00:00'^^xsd:time)", "0^^integer")]
    public void A_part_of_a_date_is_read_on_the_clock_of_its_own_zone(string expression, string expected) => Assert.Equal(expected, Data.Value(expression));

    [Theory]
    [InlineData("'2002-04-02T23:00:00-04:00'^^xsd:dateTime = '2002-04-03T02:00:00-01:00'^^xsd:dateTime", "true^^boolean")]
    [InlineData("'1999-12-31T24:00:00'^^xsd:dateTime = '2000-01-01T00:00:00'^^xsd:dateTime", "true^^boolean")]
    [InlineData("'2006-08-23'^^xsd:date = '2006-08-23Z'^^xsd:date", "-")]
    [InlineData("'2006-08-23'^^xsd:date < '2006-08-25Z'^^xsd:date", "true^^boolean")]
    [InlineData("'0001-01-01'^^xsd:date > '-0001-12-31'^^xsd:date", "true^^boolean")]
    [InlineData("'1650'^^xsd:gYear < '1651'^^xsd:gYear", "true^^boolean")]
    [InlineData("'1650'^^xsd:gYear < '1651-01-01'^^xsd:date", "-")]
    [InlineData("'2000-01-01T00:00:00.1'^^xsd:dateTime < '2000-01-01T00:00:00.12'^^xsd:dateTime", "true^^boolean")]
    [InlineData("'P1Y'^^xsd:yearMonthDuration = 'P12M'^^xsd:duration", "true^^boolean")]
    [InlineData("'P1D'^^xsd:dayTimeDuration < 'PT25H'^^xsd:dayTimeDuration", "true^^boolean")]
    [InlineData("'P1M'^^xsd:duration < 'P30D'^^xsd:duration", "-")]
    public void Moments_are_compared_on_the_time_line_where_that_can_be_told(string expression, string expected) => Assert.Equal(expected, Data.Value(expression));

    [Theory]
    [InlineData("'2000-03-01'^^xsd:date - '2000-02-28'^^xsd:date", "P2D^^dayTimeDuration")]
    [InlineData("'2000-01-31'^^xsd:date + 'P1M'^^xsd:yearMonthDuration", "2000-02-29^^date")]
    [InlineData("'2000-01-01T00:00:00Z'^^xsd:dateTime - 'PT0.5S'^^xsd:dayTimeDuration", "1999-12-31T23:59:59.5Z^^dateTime")]
    [InlineData("'P1D'^^xsd:dayTimeDuration + 'PT1H'^^xsd:dayTimeDuration", "P1DT1H^^dayTimeDuration")]
    [InlineData("'2000-01-01'^^xsd:date * 2", "-")]
    public void Dates_and_durations_can_be_added_and_subtracted(string expression, string expected) => Assert.Equal(expected, Data.Value(expression));
}
