using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Tests.Ids;

public class TermCodecTests
{
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    [Theory]
    [InlineData("0", "integer")]
    [InlineData("-1", "integer")]
    [InlineData("576460752303423487", "integer")]
    [InlineData("-576460752303423488", "integer")]
    [InlineData("true", "boolean")]
    [InlineData("false", "boolean")]
    [InlineData("1.50", "decimal")]
    [InlineData("-0.5", "decimal")]
    [InlineData("12", "decimal")]
    [InlineData("0.000", "decimal")]
    [InlineData("-9007199254740992", "decimal")]
    [InlineData("0.0000000000000000000005", "decimal")]
    [InlineData("1.5E0", "double")]
    [InlineData("-2.5E-1", "double")]
    [InlineData("0.0E0", "double")]
    [InlineData("-0.0E0", "double")]
    [InlineData("1.0E2", "double")]
    [InlineData("INF", "double")]
    [InlineData("-INF", "double")]
    [InlineData("NaN", "double")]
    [InlineData("2024-02-29", "date")]
    [InlineData("-0044-03-15", "date")]
    [InlineData("12024-12-31Z", "date")]
    [InlineData("1642-01-01+00:20", "date")]
    [InlineData("1642", "gYear")]
    [InlineData("-0500", "gYear")]
    [InlineData("0000", "gYear")]
    [InlineData("1642Z", "gYear")]
    [InlineData("1642-07", "gYearMonth")]
    [InlineData("1642-07-14:00", "gYearMonth")]
    [InlineData("1937-07-01T12:00:00+00:20", "dateTime")]
    [InlineData("2019-01-01T00:00:00.000Z", "dateTime")]
    [InlineData("2019-01-01T00:00:00.5", "dateTime")]
    [InlineData("2019-12-31T23:59:59.999-14:00", "dateTime")]
    [InlineData("0001-01-01T00:00:00", "dateTime")]
    public void A_value_in_its_usual_form_is_inlined_and_written_back(string lexical, string type)
    {
        Assert.True(TryRoundTrip(lexical, Xsd + type, out var back));
        Assert.Equal((lexical, Xsd + type), back);
    }

    [Theory]
    [InlineData("01", "integer")]
    [InlineData("-0", "integer")]
    [InlineData("+1", "integer")]
    [InlineData(" 1", "integer")]
    [InlineData("", "integer")]
    [InlineData("-", "integer")]
    [InlineData("576460752303423488", "integer")]
    [InlineData("99999999999999999999999999", "integer")]
    [InlineData("1", "boolean")]
    [InlineData("TRUE", "boolean")]
    [InlineData(".5", "decimal")]
    [InlineData("5.", "decimal")]
    [InlineData("-0.0", "decimal")]
    [InlineData("--1.5", "decimal")]
    [InlineData("-.5", "decimal")]
    [InlineData("01.5", "decimal")]
    [InlineData("+1.5", "decimal")]
    [InlineData("90071992547409920.5", "decimal")]
    [InlineData("1.5", "double")]
    [InlineData("1.5e0", "double")]
    [InlineData("1.50E0", "double")]
    [InlineData("15.0E-1", "double")]
    [InlineData("1E0", "double")]
    [InlineData("+INF", "double")]
    [InlineData("1.0E-1", "double")]
    [InlineData("1.0E999", "double")]
    [InlineData("Infinity", "double")]
    [InlineData("2023-02-29", "date")]
    [InlineData("2023-13-01", "date")]
    [InlineData("2023-00-01", "date")]
    [InlineData("2023-01-00", "date")]
    [InlineData("23-01-01", "date")]
    [InlineData("02023-01-01", "date")]
    [InlineData("-0000-01-01", "date")]
    [InlineData("2023-01-01-00:00", "date")]
    [InlineData("2023-01-01+14:01", "date")]
    [InlineData("2023-01-01z", "date")]
    [InlineData("99999999-01-01", "date")]
    [InlineData("1642-7", "gYearMonth")]
    [InlineData("642", "gYear")]
    [InlineData("2019-01-01T24:00:00", "dateTime")]
    [InlineData("2019-01-01T00:00:60", "dateTime")]
    [InlineData("2019-01-01T00:00:00.", "dateTime")]
    [InlineData("2019-01-01T00:00:00.1234", "dateTime")]
    [InlineData("2019-01-01 00:00:00", "dateTime")]
    [InlineData("-0044-03-15T12:00:00", "dateTime")]
    [InlineData("9999-12-31T23:59:59Z", "dateTime")]
    [InlineData("1", "int")]
    [InlineData("1.5E0", "float")]
    public void A_literal_that_would_be_written_otherwise_or_is_no_value_goes_to_the_dictionary(string lexical, string type) =>
        Assert.False(TryRoundTrip(lexical, Xsd + type, out _));

    [Theory]
    [InlineData("")]
    [InlineData("munt")]
    [InlineData("zilver\0")]
    [InlineData("één")]
    [InlineData("1234567")]
    public void A_short_simple_literal_is_inlined(string text)
    {
        Assert.True(TryRoundTrip(text, "", out var back));
        Assert.Equal((text, ""), back);
    }

    [Fact]
    public void A_language_tagged_or_longer_string_is_not_inlined()
    {
        Assert.False(TermCodec.Default.TryEncode(TermSpan.LangString("munt"u8, "nl"u8), out _));
        Assert.False(TryRoundTrip("12345678", "", out _));
    }

    [Theory]
    [InlineData("http://vocab.getty.edu/aat/300033618")]
    [InlineData("http://vocab.getty.edu/aat/0007")]
    [InlineData("https://sws.geonames.org/2747373/")]
    [InlineData("https://sws.geonames.org/2747373")]
    [InlineData("http://www.wikidata.org/entity/Q5598")]
    [InlineData("https://hdl.handle.net/20.500.11840/termmaster1234")]
    public void An_IRI_of_a_known_source_is_packed(string iri)
    {
        Assert.True(TermCodec.Default.TryEncode(TermSpan.Iri(Encoding.UTF8.GetBytes(iri)), out var id));
        Assert.Equal(TermTag.PackedIri, id.Tag);
        Assert.Equal(iri, Decode(id).Lexical);
    }

    [Theory]
    [InlineData("http://vocab.getty.edu/aat/")]
    [InlineData("http://vocab.getty.edu/aat/12345678901234")]
    [InlineData("http://vocab.getty.edu/aat/300033618/")]
    [InlineData("http://vocab.getty.edu/aat/300033618#x")]
    [InlineData("http://example.org/1")]
    [InlineData("123")]
    [InlineData("/")]
    [InlineData("")]
    public void Another_IRI_is_not_packed(string iri) =>
        Assert.False(TermCodec.Default.TryEncode(TermSpan.Iri(Encoding.UTF8.GetBytes(iri)), out _));

    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("http://example.org/1{n}")]
    [InlineData("{n}")]
    [InlineData("http://example.org/{n}x")]
    public void A_malformed_pattern_for_packed_IRIs_is_refused(string pattern) =>
        Assert.Throws<ArgumentException>(() => new PackedIriTable(pattern));

    [Fact]
    public void A_pattern_that_stands_twice_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new PackedIriTable("http://example.org/{n}", "http://example.org/{n}"));

    [Fact]
    public void Whatever_is_inlined_comes_back_the_same_for_any_text_and_type()
    {
        var types = Gen.Elements("", "integer", "decimal", "double", "boolean", "date", "gYear", "gYearMonth", "dateTime", "string", "int");
        var pieces = Gen.Elements("0", "1", "9", "00", "12", "2024", "-", "+", ".", "E", "e", ":", "T", "Z", "02", "29", "31", "INF", "NaN", "true", "a", "é", " ", "14:00");
        var texts = pieces.ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(Arb.From(types), Arb.From(texts), (type, text) =>
        {
            var datatype = type.Length == 0 ? "" : Xsd + type;
            return !TryRoundTrip(text, datatype, out var back) || back == (text, datatype is Xsd + "string" ? "" : datatype);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Fact]
    public void Integers_sort_by_value() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<long>(), (left, right) =>
        {
            (left, right) = (left >> 5, right >> 5);
            Assert.True(TermValues.TryFromInteger(left, out var l) && TermValues.TryFromInteger(right, out var r));
            TermValues.TryFromInteger(right, out r);
            return l.CompareTo(r) == left.CompareTo(right) && TermValues.TryGetInteger(l, out var back) && back == left;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Doubles_sort_by_value_and_keep_every_bit() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<long>(), (left, right) =>
        {
            var (a, b) = (BitConverter.Int64BitsToDouble(left & ~0xFL), BitConverter.Int64BitsToDouble(right & ~0xFL));
            if (double.IsNaN(a) || double.IsNaN(b))
                return true;
            if (!TermValues.TryFromDouble(a, out var l) || !TermValues.TryFromDouble(b, out var r))
                return false;
            return TermValues.TryGetDouble(l, out var back) && BitConverter.DoubleToInt64Bits(back) == (left & ~0xFL)
                && (a == b || l.CompareTo(r) == a.CompareTo(b));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void A_double_whose_low_bits_are_set_is_never_cut_off()
    {
        Assert.False(TermValues.TryFromDouble(0.1, out _));
        Assert.False(TryRoundTrip("1.0E-1", Xsd + "double", out _));
    }

    [Fact]
    public void A_canonical_double_is_what_the_framework_reads_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), value =>
        {
            Span<byte> text = stackalloc byte[TermValues.MaxDoubleBytes];
            var written = Encoding.UTF8.GetString(text[..TermValues.WriteCanonicalDouble(value, text)]);
            return !double.IsFinite(value) || double.Parse(written, System.Globalization.CultureInfo.InvariantCulture) == value;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Dates_sort_by_the_calendar_and_times_by_the_instant()
    {
        string[] dates = ["-0044-03-15", "0000-01-01", "1641-12-31", "1642-01-01", "1642-01-02", "12024-01-01"];
        string[] times = ["0001-01-01T00:00:00", "2019-01-01T01:00:00+02:00", "2019-01-01T00:00:00Z", "2019-01-01T00:00:00.001Z", "2018-12-31T23:00:01-02:00"];
        ulong[] dateIds = [.. dates.Select(date => IdOf(date, "date").Value)];
        ulong[] timeIds = [.. times.Select(time => IdOf(time, "dateTime").Value)];
        Assert.Equal(dateIds.Order(), dateIds);
        Assert.Equal(timeIds.Order(), timeIds);
    }

    [Fact]
    public void Every_day_of_the_calendar_has_its_own_number_in_sequence()
    {
        var day = new DateOnly(1, 1, 1);
        for (var i = 0; i < 800_000; i += 7)
        {
            var lexical = day.AddDays(i).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + "T00:00:00Z";
            Assert.True(TermValues.TryGetDateTime(IdOf(lexical, "dateTime"), out var value));
            Assert.Equal((366L + i) * 86_400_000, value.UtcMilliseconds);
            Assert.Equal(day.AddDays(i), new DateOnly(value.Year, value.Month, value.Day));
        }
    }

    [Fact]
    public void Values_are_read_straight_from_ids()
    {
        Assert.True(TermValues.TryGetDecimal(IdOf("-12.340", "decimal"), out var number));
        Assert.Equal("-12.340", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(TermValues.TryGetDate(IdOf("1642-07-03+01:00", "date"), out var date));
        Assert.Equal(new DateValue(DateKind.Date, 1642, 7, 3, 60), date);
        Assert.True(TermValues.TryGetDateTime(IdOf("2019-01-01T01:02:03.045+02:00", "dateTime"), out var time));
        Assert.Equal((2019, 1, 1, 1, 2, 3, 45), (time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, time.Millisecond));
        Assert.True(TermValues.TryGetBoolean(TermValues.True, out var yes) && yes);
        Assert.Equal(IdOf("1.50", "decimal"), TermValues.TryFromDecimal(150, 2, out var money) ? money : default);
        Assert.False(TermValues.TryGetInteger(TermValues.True, out _));
    }

    private static TermId IdOf(string lexical, string type)
    {
        Assert.True(TermCodec.Default.TryEncode(TermSpan.Literal(Encoding.UTF8.GetBytes(lexical), Encoding.UTF8.GetBytes(Xsd + type)), out var id));
        return id;
    }

    private static bool TryRoundTrip(string lexical, string datatype, out (string Lexical, string Datatype) back)
    {
        back = default;
        if (!TermCodec.Default.TryEncode(TermSpan.Literal(Encoding.UTF8.GetBytes(lexical), Encoding.UTF8.GetBytes(datatype)), out var id))
            return false;
        back = Decode(id);
        return true;
    }

    private static (string Lexical, string Datatype) Decode(TermId id)
    {
        var box = new (string, string)[1];
        Assert.True(TermCodec.Default.TryDecode(id, static (in TermSpan term, (string, string)[] box) =>
            box[0] = (Encoding.UTF8.GetString(term.Value), Encoding.UTF8.GetString(term.Datatype)), box));
        return box[0];
    }
}
