using Ocw.Nde.Mapping.Dates;

namespace Ocw.Nde.Mapping.Tests.Dates;

public class DateReaderTests
{
    [Theory]
    [InlineData("1650", "1650")]
    [InlineData("900", "0900")]
    [InlineData("1763-12", "1763-12")]
    [InlineData("1838-02-19", "1838-02-19")]
    [InlineData("2011-12-12 00:00:00", "2011-12-12")]
    [InlineData("2018-01-04T10:53:13Z", "2018-01-04")]
    [InlineData("12-05-1650", "1650-05-12")]
    [InlineData("12/05/1650", "1650-05-12")]
    [InlineData("12.5.1650", "1650-05-12")]
    [InlineData("12 mei 1650", "1650-05-12")]
    [InlineData("12de Mei 1650", "1650-05-12")]
    [InlineData("May 12, 1650", "1650-05-12")]
    [InlineData("März 1650", "1650-03")]
    [InlineData("1650-00-00", "1650")]
    [InlineData("anno 1650", "1650")]
    public void A_single_date_is_read(string text, string edtf) => Assert.Equal(edtf, DateReader.Read(text)?.ToEdtf());

    [Theory]
    [InlineData("ca. 1650", "1650~")]
    [InlineData("c.1785", "1785~")]
    [InlineData("?c.1785", "1785%")]
    [InlineData("1785?", "1785?")]
    [InlineData("omstreeks 1650", "1650~")]
    [InlineData("ca. 1650-1660", "1650~/1660~")]
    [InlineData("waarschijnlijk 1650", "1650?")]
    public void Doubt_is_kept(string text, string edtf) => Assert.Equal(edtf, DateReader.Read(text)?.ToEdtf());

    [Theory]
    [InlineData("1650-1670", "1650/1670")]
    [InlineData("1800 - 1899", "1800/1899")]
    [InlineData("1983 / 1983", "1983")]
    [InlineData("1790–95", "1790/1795")]
    [InlineData("1805–6", "1805/1806")]
    [InlineData("tussen 1866-1897", "1866/1897")]
    [InlineData("tussen 1866 en 1897", "1866/1897")]
    [InlineData("between 1866 and 1897", "1866/1897")]
    [InlineData("1650 t/m 1660", "1650/1660")]
    [InlineData("mei 1650 - juni 1650", "1650-05/1650-06")]
    [InlineData("1650/1660", "1650/1660")]
    [InlineData("1650/..", "1650/..")]
    [InlineData("../1650", "../1650")]
    [InlineData("voor 1650", "../1650")]
    [InlineData("before 1650", "../1650")]
    [InlineData("na 1650", "1650/..")]
    [InlineData("1650 -", "1650/..")]
    [InlineData("1596 or after", "1596/..")]
    [InlineData("1650 of eerder", "../1650")]
    [InlineData("1740 - 1738", "1738/1740")]
    [InlineData("1921–c.23", "1921/1923~")]
    public void An_interval_is_read(string text, string edtf) => Assert.Equal(edtf, DateReader.Read(text)?.ToEdtf());

    [Theory]
    [InlineData("17e eeuw", "1600/1699")]
    [InlineData("17de eeuw", "1600/1699")]
    [InlineData("XVIIe eeuw", "1600/1699")]
    [InlineData("17th century", "1600/1699")]
    [InlineData("eerste helft 17e eeuw", "1600/1649")]
    [InlineData("1e helft van de 17e eeuw", "1600/1649")]
    [InlineData("second half of the 17th century", "1650/1699")]
    [InlineData("laatste kwart 18e eeuw", "1775/1799")]
    [InlineData("begin 20e eeuw", "1900~/1933~")]
    [InlineData("17e - 18e eeuw", "1600/1799")]
    [InlineData("1850s", "1850/1859")]
    [InlineData("185x", "1850/1859")]
    [InlineData("18XX", "1800/1899")]
    [InlineData("178-?", "1780?/1789?")]
    [InlineData("early 1780s", "1780~/1783~")]
    public void Centuries_and_decades_are_intervals(string text, string edtf) => Assert.Equal(edtf, DateReader.Read(text)?.ToEdtf());

    [Theory]
    [InlineData("500 v.Chr.", "-0499")]
    [InlineData("44 BC", "-0043")]
    [InlineData("-900", "-0899")]
    [InlineData("1 v. Chr.", "0000")]
    [InlineData("200 n.Chr.", "0200")]
    [InlineData("500 - 400 v.Chr.", "-0499/-0399")]
    [InlineData("-900/-800", "-0899/-0799")]
    [InlineData("-1100 - -901", "-1099/-0900")]
    [InlineData("5e eeuw v.Chr.", "-0499/-0400")]
    public void Years_before_Christ_are_counted_with_a_year_0(string text, string edtf) => Assert.Equal(edtf, DateReader.Read(text)?.ToEdtf());

    [Fact]
    public void A_typed_negative_year_is_astronomical_already() => Assert.Equal("-0043", DateReader.Read("-0043", astronomical: true)?.ToEdtf());

    [Theory]
    [InlineData("1785, printed 1796", "1785")]
    [InlineData("exhibited 1799", "1799")]
    [InlineData("first published 1830, reprinted 1840", "1830")]
    public void Of_several_events_the_first_is_meant(string text, string edtf) => Assert.Equal(edtf, DateReader.Read(text)?.ToEdtf());

    [Theory]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("0")]
    [InlineData("-")]
    [InlineData("circa")]
    [InlineData("date not known")]
    [InlineData("archiefstuk")]
    [InlineData("Habsburgse tijd en Republiek 1528-1795")]
    [InlineData("1650-13-45")]
    [InlineData("31-02-1650")]
    [InlineData("AA1522-A-B")]
    [InlineData("123456789")]
    public void What_is_no_date_is_not_read(string text) => Assert.Null(DateReader.Read(text));

    [Theory]
    [InlineData("1763", "1838", "1763/1838")]
    [InlineData("1908", "1908", "1908")]
    [InlineData("1908", null, "1908")]
    [InlineData(null, "1908", "1908")]
    [InlineData("1908", "0000", "1908")]
    [InlineData("1838", "1763", "1763/1838")]
    [InlineData("voor 1650", "1650", "../1650")]
    public void Begin_and_end_are_put_together(string? start, string? end, string edtf) => Assert.Equal(edtf, DateReader.Between(start, end)?.ToEdtf());

    [Theory]
    [InlineData("1650-05-12", "1650-05-12")]
    [InlineData("mei 1650 - juni 1650", "1650")]
    [InlineData("1980-1985", "1980")]
    [InlineData("voor 1650", null)]
    public void The_single_date_is_what_begin_and_end_share_or_the_begin(string text, string? single) => Assert.Equal(single, DateReader.Read(text)?.Single?.ToString());

    [Fact]
    public void Any_text_at_all_is_read_without_an_exception()
    {
        var random = new Random(20250131);
        const string alphabet = "0123456789-/., ~?xu[]()’'ecaVXIvanorté\u00a0–";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var reading = DateReader.Read(text);
            if (reading is { Start: { } start, End: { } end })
                Assert.False(end.BeginsBefore(start) && PartialDate.Common(start, end) is null, text);
        }
    }
}
