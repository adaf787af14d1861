using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Rdf.Text;

namespace Ocw.Nde.Rdf.Tests.Formats;

/// <summary>Byte order marks, UTF-16 and UTF-32, Latin-1 without saying so, and declarations that lie.</summary>
public class EncodingTests
{
    private const string Statement = "<http://e/s> <http://e/p> \"café €\" .\n";
    private const string Object = "{\"@id\":\"http://e/s\",\"http://e/p\":\"café €\"}";

    private static readonly Encoding Utf32Big = new UTF32Encoding(bigEndian: true, byteOrderMark: true);

    public static TheoryData<string, string> Wide
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var format in (string[])["N-Triples", "N-Quads", "Turtle", "TriG", "JSON-LD"])
            {
                foreach (var encoding in (string[])["utf-16", "utf-16BE", "utf-16 without mark", "utf-16BE without mark", "utf-32", "utf-32BE"])
                    data.Add(format, encoding);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Wide))]
    public void Wide_text_is_refused_by_name_and_read_leniently_with_a_notice(string format, string encoding)
    {
        var bytes = Encode(format == "JSON-LD" ? Object : Statement, encoding);

        var fault = Assert.Throws<RdfSyntaxException>(() => Read(bytes, format));
        Assert.Contains(encoding.StartsWith("utf-32", StringComparison.Ordinal) ? "UTF-" : "UTF-16", fault.Message, StringComparison.Ordinal);
        AssertReadLeniently(bytes, format, "café €", "UTF-");
    }

    [Theory]
    [InlineData("N-Triples")]
    [InlineData("N-Quads")]
    [InlineData("Turtle")]
    [InlineData("TriG")]
    [InlineData("JSON-LD")]
    public void Latin_1_is_refused_with_its_byte_offset_and_read_leniently(string format)
    {
        var text = format == "JSON-LD" ? Object : "# commentaar\n" + Statement;
        var bytes = TextEncoding.Windows1252.GetBytes(text);
        var offset = text.IndexOf('é', StringComparison.Ordinal);

        var fault = Assert.Throws<RdfSyntaxException>(() => Read(bytes, format));

        Assert.Contains($"0xE9 at byte offset {offset}; is the text ISO-8859-1 or Windows-1252", fault.Message, StringComparison.Ordinal);
        AssertReadLeniently(bytes, format, "café €", $"2 bytes are not UTF-8, the first at byte offset {offset}");
    }

    [Theory]
    [InlineData("N-Triples")]
    [InlineData("Turtle")]
    public void A_byte_offset_far_into_a_stream_is_right(string format)
    {
        var start = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<http://e/{i}> <http://e/p> \"één\" .\n")));
        byte[] document = [.. start, .. "<http://e/s> <http://e/p> \""u8, 0x93, .. "\" .\n"u8];

        var fault = Assert.Throws<RdfSyntaxException>(() => RdfFormats.Parse(new MemoryStream(document), Format(format), new RdfGraphSink(new RdfDataset())));

        Assert.Contains($"0x93 at byte offset {start.Length + 27}; is the text Windows-1252", fault.Message, StringComparison.Ordinal);
        Assert.Equal(20_001, fault.Line);
    }

    [Theory]
    [InlineData("N-Triples")]
    [InlineData("N-Quads")]
    [InlineData("Turtle")]
    [InlineData("TriG")]
    [InlineData("JSON-LD")]
    public void A_signature_of_utf_8_is_passed_over_at_the_start_only(string format)
    {
        byte[] good = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(format == "JSON-LD" ? Object : Statement)];

        Assert.Equal("café €", Value(Read(good, format)));
        Assert.Equal("café €", Value(Read(good, format, new() { Lenient = true })));
        Assert.Throws<RdfSyntaxException>(() => Read([.. Encoding.UTF8.Preamble, .. good], format));
    }

    [Fact]
    public void A_declared_charset_helps_lenient_reading_where_the_bytes_do_not_tell()
    {
        var bytes = TextEncoding.ByName("windows-1251").GetBytes("<http://e/s> <http://e/p> \"Москва\" .");

        Assert.Throws<RdfSyntaxException>(() => Read(bytes, "Turtle", new() { Charset = "windows-1251" }));
        Assert.Equal("Москва", Value(Read(bytes, "Turtle", new() { Charset = "windows-1251", Lenient = true })));
        Assert.Equal("café €", Value(Read(Encoding.UTF8.GetBytes(Statement), "Turtle", new() { Charset = "iso-8859-1", Lenient = true })));
        Assert.Throws<RdfSyntaxException>(() => Read(bytes, "Turtle", new() { Charset = "klinkklaar", Lenient = true }));
    }

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData(null, "utf-8")]
    [InlineData("utf-8", "utf-8 with mark")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-8", "utf-16")]
    [InlineData("utf-16", "utf-16BE")]
    [InlineData("utf-16", "utf-16 without mark")]
    [InlineData("utf-32", "utf-32")]
    [InlineData("windows-1252", "windows-1252")]
    [InlineData("iso-8859-15", "iso-8859-15")]
    public void XML_is_read_in_the_encoding_that_its_mark_or_its_declaration_says(string? declared, string encoding) =>
        Assert.Equal("café €", Value(Read(Encode(Xml(declared), encoding), "RDF/XML")));

    [Fact]
    public void XML_that_lies_about_its_encoding_is_refused_with_a_hint_and_read_leniently()
    {
        var latin = Encode(Xml("utf-8"), "windows-1252");
        var narrow = Encode(Xml("utf-16"), "utf-8");

        Assert.Contains("ISO-8859-1 or Windows-1252", Assert.Throws<RdfSyntaxException>(() => Read(latin, "RDF/XML")).Message, StringComparison.Ordinal);
        Assert.Contains("correct the XML declaration", Assert.Throws<RdfSyntaxException>(() => Read(narrow, "RDF/XML")).Message, StringComparison.Ordinal);
        AssertReadLeniently(latin, "RDF/XML", "café €", "2 bytes are not UTF-8");
        AssertReadLeniently(narrow, "RDF/XML", "café €", "declared as utf-16");
        Assert.Contains("UTF-7 is never read", Assert.Throws<RdfSyntaxException>(() => Read(Encode(Xml("utf-7"), "utf-8"), "RDF/XML")).Message, StringComparison.Ordinal);
        Assert.Contains("not known", Assert.Throws<RdfSyntaxException>(() => Read(Encode(Xml("x-eigen"), "utf-8"), "RDF/XML")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_charset_of_the_media_type_goes_before_the_XML_declaration_unless_it_is_utf_8_by_habit()
    {
        Assert.Equal("café €", Value(Read(Encode(Xml("iso-8859-1"), "windows-1252"), "RDF/XML", new() { Charset = "windows-1252" })));
        Assert.Equal("café €", Value(Read(Encode(Xml("windows-1252"), "windows-1252"), "RDF/XML", new() { Charset = "\"utf-8\"" })));
        Assert.Equal("café €", Value(Read(Encode(Xml(null), "utf-8"), "RDF/XML", new() { Charset = "UTF-8" })));
    }

    private static string Xml(string? declared) =>
        $"<?xml version=\"1.0\"{(declared is null ? "" : $" encoding=\"{declared}\"")}?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:p=\"http://e/\"><rdf:Description rdf:about=\"http://e/s\"><p:p>café €</p:p></rdf:Description></rdf:RDF>";

    private static byte[] Encode(string text, string encoding)
    {
        var withMark = encoding is "utf-16" or "utf-16BE" or "utf-32" or "utf-32BE" || encoding.EndsWith("with mark", StringComparison.Ordinal);
        var name = encoding.Split(' ')[0];
        var bytes = name == "utf-32BE" ? Utf32Big : TextEncoding.ByName(name);
        return withMark ? [.. bytes.Preamble, .. bytes.GetBytes(text)] : bytes.GetBytes(text);
    }

    private static RdfFormat Format(string name) => RdfFormats.All.Single(f => f.Name == name);

    private static RdfDataset Read(byte[] bytes, string format, RdfReaderOptions? options = null) => RdfFormats.ParseDataset(bytes, Format(format), options);

    private static string Value(RdfDataset dataset) => ((Literal)dataset.Single().Object).LexicalForm;

    private static void AssertReadLeniently(byte[] bytes, string format, string value, string notice)
    {
        var notices = new List<RdfNotice>();
        Assert.Equal(value, Value(Read(bytes, format, new() { Lenient = true, OnNotice = notices.Add })));
        Assert.Contains(notices, n => n.Kind == RdfNoticeKind.EncodingRepaired && n.Message.Contains(notice, StringComparison.Ordinal));
    }
}
