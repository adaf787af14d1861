using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.NTriples;

public class LineReaderTests
{
    [Theory]
    [InlineData("<x:a> <x:p> \"unterminated .", 1, 28, "'\"' at the end of the literal")]
    [InlineData("<x:a> <x:p> <x:b> .\n<x:a> <x:p>", 2, 12, "an object")]
    [InlineData("<x:a> <x:p> <x:b> .\r\n\r\n  <x:a> x .", 3, 9, "a predicate")]
    [InlineData("<x:a> <x:p> <x:b> .\r<x:a> <x:p> <x:b> <x:g> .", 2, 19, "'.' at the end")]
    [InlineData("<x:é> <x:p> <x:b> , .", 1, 19, "'.' at the end")]
    [InlineData("<x:a> <x:p> <x:b c> .", 1, 17, "an IRI without spaces")]
    [InlineData("<x:a> <x:p> <b> .", 1, 14, "an absolute IRI")]
    [InlineData("<x:a> <x:p> <https> .", 1, 14, "an absolute IRI")]
    [InlineData("<x:a> <x:p> <http://[::1/> .", 1, 21, "a host or an IP literal")]
    [InlineData("<x:a> <x:p> <x:\\u0020> .", 1, 16, "an IRI without spaces")]
    [InlineData("<x:a> <x:p> \"\\uD800\" .", 1, 14, "the number of a Unicode character")]
    [InlineData("<x:a> <x:p> \"\\U00110000\" .", 1, 14, "the number of a Unicode character")]
    [InlineData("<x:a> <x:p> \"\\x\" .", 1, 14, "an escape")]
    [InlineData("<x:a> <x:p> \"a\"@ .", 1, 17, "a language tag")]
    [InlineData("<x:a> <x:p> \"a\"@nl- .", 1, 20, "a letter or digit after -")]
    [InlineData("<x:a> <x:p> \"a\"^^x:b .", 1, 16, "^^ and a datatype")]
    [InlineData("_: <x:p> <x:b> .", 1, 3, "a blank-node label")]
    [InlineData("<x:a> <x:p> <x:b> . <x:c>", 1, 21, "the end of the line")]
    public void A_fault_is_reported_where_it_stands(string document, int line, int column, string expected)
    {
        var fault = Support.Fault(RdfFormats.NTriples, document, new() { SourceName = "collectie.nt" });

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
        Assert.StartsWith($"collectie.nt, line {line}, column {column}: expected ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_lines_are_reported_and_skipped_when_asked()
    {
        var faults = new List<RdfSyntaxException>();
        var good = "<x:a> <x:p> \"1\" <x:g> .\n"u8;
        byte[] document = [.. good, .. "nonsense\n"u8, .. good[..11], 0xFF, .. " .\n"u8, .. "<x:a> <x:p> \"2\" .\r\n"u8, .. "<x:a> <x:p> \"3"u8];

        var dataset = RdfFormats.ParseDataset(document, RdfFormats.NQuads, new() { OnBadLine = faults.Add });

        Assert.Equal(2, dataset.Count);
        Assert.Equal([2L, 3L, 5L], faults.Select(f => f.Line));
        Assert.Contains("0xFF", faults[1].Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_beyond_the_ceiling_is_refused_or_skipped()
    {
        var document = Encoding.UTF8.GetBytes($"<x:a> <x:p> \"{new string('x', 600_000)}\" .\n<x:a> <x:p> \"y\" .\n");
        var faults = new List<RdfSyntaxException>();
        var skipping = new RdfDataset();

        var fault = Assert.Throws<RdfSyntaxException>(() => RdfFormats.Parse(new MemoryStream(document), RdfFormats.NTriples, new RdfGraphSink(new RdfGraph()), new() { MaxTokenBytes = 500_000 }));
        RdfFormats.Parse(new MemoryStream(document), RdfFormats.NTriples, new RdfGraphSink(skipping), new() { MaxTokenBytes = 500_000, OnBadLine = faults.Add });

        Assert.Equal(1, fault.Line);
        Assert.Single(faults);
        Assert.Single(skipping);
    }

    [Fact]
    public void Lenient_reading_repairs_and_says_so()
    {
        var notices = new List<RdfNotice>();
        var options = new RdfReaderOptions { Lenient = true, OnNotice = notices.Add };

        var dataset = Support.Read(RdfFormats.NTriples, "<x:a> <x:p> <http://example.org/een huis|{1}\\> .\n<x:a> <x:p> \"a\"@nl_NL .", options);

        Assert.Equal([new Iri("http://example.org/een%20huis%7C%7B1%7D%5C"), new Literal("a", "nl-NL")], dataset.Select(q => q.Object));
        Assert.Equal([RdfNoticeKind.IriRepaired, RdfNoticeKind.LanguageTagRepaired], notices.Select(n => n.Kind));
        Assert.Equal((2, 16), (notices[1].Line, notices[1].Column));
    }

    [Theory]
    [InlineData("http://example.org/%zz", RdfNoticeKind.IriPercentEncoding)]
    [InlineData("http://example.org/a?b[]=1", RdfNoticeKind.IriBracket)]
    [InlineData("http://example.org/\u202Egpj.exe", RdfNoticeKind.IriBidiControl)]
    [InlineData("http://example.org:99999/", RdfNoticeKind.IriPort)]
    public void A_doubtful_iri_is_kept_and_reported(string iri, RdfNoticeKind kind)
    {
        var notices = new List<RdfNotice>();

        var dataset = Support.Read(RdfFormats.NTriples, $"<{iri}> <x:p> <x:b> .", new() { OnNotice = notices.Add });

        Assert.Equal(new Iri(iri), dataset.Single().Subject);
        Assert.Equal([kind], notices.Select(n => n.Kind));
    }

    [Fact]
    public void A_prefix_keeps_the_blank_nodes_of_documents_apart()
    {
        var first = Support.Read(RdfFormats.NTriples, "_:b <x:p> _:b1 .", new() { BlankNodePrefix = "d1" }).Single();

        Assert.Equal(new BlankNode("d1_b"), first.Subject);
        Assert.Equal(new BlankNode("d1_b1"), first.Object);
        Assert.Throws<ArgumentException>(() => Support.Read(RdfFormats.NTriples, "", new() { BlankNodePrefix = "a_b" }));
    }

    [Theory]
    [InlineData("\uFEFF<x:a> <x:p> <x:b> .")]
    [InlineData("# comment\n\n   \t<x:a>\t<x:p><x:b>.# end")]
    [InlineData("\r\r\n<x:a> <x:p> <x:b> .\r")]
    public void What_stands_around_a_statement_does_not_matter(string document) =>
        Assert.Equal(new Quad(new Iri("x:a"), new Iri("x:p"), new Iri("x:b")), Support.Read(RdfFormats.NTriples, document).Single());

    [Fact]
    public void Other_encodings_are_named()
    {
        var utf16 = Assert.Throws<RdfSyntaxException>(() => RdfFormats.ParseDataset(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<x:a>")).ToArray(), RdfFormats.NTriples));
        var gzip = Assert.Throws<RdfSyntaxException>(() => RdfFormats.ParseDataset(new byte[] { 0x1F, 0x8B, 8, 0, 0xFF }, RdfFormats.Turtle));
        var latin = Assert.Throws<RdfSyntaxException>(() => RdfFormats.ParseDataset("<x:a> <x:p> \"caf"u8.ToArray().Append((byte)0xE9).Concat("\" ."u8.ToArray()).ToArray(), RdfFormats.Turtle));

        Assert.Contains("UTF-16", utf16.Found, StringComparison.Ordinal);
        Assert.Contains("gzip", gzip.Found, StringComparison.Ordinal);
        Assert.Contains("ISO-8859-1", latin.Found, StringComparison.Ordinal);
        Assert.Equal(17, latin.Column);
    }

    [Fact]
    public void Reading_stops_when_asked()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var document = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<x:a> <x:p> <x:b> .\n", 10_000)));

        foreach (var format in (RdfFormat[])[RdfFormats.NTriples, RdfFormats.NQuads, RdfFormats.Turtle, RdfFormats.TriG])
        {
            Assert.Throws<OperationCanceledException>(() => RdfFormats.Parse(document, format, new RdfGraphSink(new RdfGraph()), null, cancelled.Token));
            Assert.Throws<OperationCanceledException>(() => RdfFormats.Parse(new MemoryStream(document), format, new RdfGraphSink(new RdfGraph()), null, cancelled.Token));
        }
    }
}
