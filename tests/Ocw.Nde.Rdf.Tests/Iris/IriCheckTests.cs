using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Iris;

public class IriCheckTests
{
    [Theory]
    [InlineData("http://[::]/", true)]
    [InlineData("http://[::1]", true)]
    [InlineData("http://[2001:db8:0:0:8:800:200C:417A]:8080/", true)]
    [InlineData("http://[1:2:3:4:5:6:7::]/", true)]
    [InlineData("http://[::ffff:192.0.2.128]/", true)]
    [InlineData("http://[1:2:3:4:5:6:192.0.2.1]/", true)]
    [InlineData("http://[v1.fe80::a+en1]/", true)]
    [InlineData("http://user:word@[::1]:80/", true)]
    [InlineData("http://[1:2:3:4:5:6:7]/", false)]
    [InlineData("http://[1:2:3:4:5:6:7:8:9]/", false)]
    [InlineData("http://[1:2:3:4:5:6:7:8::]/", false)]
    [InlineData("http://[1::2::3]/", false)]
    [InlineData("http://[:::]/", false)]
    [InlineData("http://[12345::]/", false)]
    [InlineData("http://[g::]/", false)]
    [InlineData("http://[::192.0.2.256]/", false)]
    [InlineData("http://[::192.0.02.1]/", false)]
    [InlineData("http://[::192.0.2]/", false)]
    [InlineData("http://[192.0.2.1]/", false)]
    [InlineData("http://[fe80::1%25eth0]/", false)]
    [InlineData("http://[v.x]/", false)]
    [InlineData("http://[v1.]/", false)]
    [InlineData("http://[]/", false)]
    [InlineData("http://[::1]x/", false)]
    [InlineData("http://a[::1]/", false)]
    public void An_IP_literal_is_told_from_what_is_none(string iri, bool expected) => Assert.Equal(expected, IriCheck.IsAbsoluteIri(iri));

    [Theory]
    [InlineData("http://example.org/a", null)]
    [InlineData("http://example.org/é/\U00010400", null)]
    [InlineData("http://example.org?q=\uE000", null)]
    [InlineData("http://example.org/?q=\U000F0000#x", null)]
    [InlineData("tag:a@b:c", null)]
    [InlineData("http://example.org/%zz", RdfNoticeKind.IriPercentEncoding)]
    [InlineData("http://example.org/%4", RdfNoticeKind.IriPercentEncoding)]
    [InlineData("http://example.org/a[1]", RdfNoticeKind.IriBracket)]
    [InlineData("http://example.org/\u202Egpj", RdfNoticeKind.IriBidiControl)]
    [InlineData("http://example.org/#\u2066", RdfNoticeKind.IriBidiControl)]
    [InlineData("http://example.org/\u0085", RdfNoticeKind.IriCharacter)]
    [InlineData("http://example.org/\uE000", RdfNoticeKind.IriCharacter)]
    [InlineData("http://example.org/#\uE000", RdfNoticeKind.IriCharacter)]
    [InlineData("http://example.org/\uFDD0", RdfNoticeKind.IriCharacter)]
    [InlineData("http://example.org/\uFFFF", RdfNoticeKind.IriCharacter)]
    [InlineData("http://example.org/\U0001FFFE", RdfNoticeKind.IriCharacter)]
    [InlineData("http://example.org/\U000E0001", RdfNoticeKind.IriCharacter)]
    [InlineData("http://example.org:99999/", RdfNoticeKind.IriPort)]
    [InlineData("http://example.org:80a/", RdfNoticeKind.IriPort)]
    [InlineData("http://a@b@example.org/", RdfNoticeKind.IriAuthority)]
    [InlineData("http://a:b:80/", RdfNoticeKind.IriAuthority)]
    public void What_the_grammars_let_through_and_RFC_3987_does_not_is_kept_and_told(string iri, RdfNoticeKind? expected)
    {
        var notices = new List<RdfNotice>();
        foreach (var format in (RdfFormat[])[RdfFormats.Turtle, RdfFormats.NTriples])
        {
            notices.Clear();
            Assert.Equal(new Iri(iri), Support.Read(format, $"<x:a> <x:p> <{iri}> .", new() { OnNotice = notices.Add }).Single().Object);
            Assert.Equal(expected is null ? [] : [expected.Value], notices.Select(n => n.Kind));
        }

        Assert.True(IriCheck.IsAbsoluteIri(iri));
        Assert.Equal(expected is null, IriCheck.IsRfc3987(iri));
    }

    [Theory]
    [InlineData("http://example.org/a b", "http://example.org/a%20b")]
    [InlineData("http://example.org/{x}|<\"^`\\", "http://example.org/%7Bx%7D%7C%3C%22%5E%60%5C")]
    [InlineData("http://[::1/x", "http://%5B%3A%3A1/x")]
    [InlineData("http://[geen-adres]:80/x[1]", "http://%5Bgeen-adres%5D%3A80/x[1]")]
    public void Lenient_reading_repairs_what_no_IRI_may_hold_and_says_so(string written, string repaired)
    {
        foreach (var format in (RdfFormat[])[RdfFormats.Turtle, RdfFormats.NTriples, RdfFormats.RdfXml, RdfFormats.JsonLd])
        {
            var notices = new List<RdfNotice>();
            var text = format == RdfFormats.RdfXml ? $"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:p=\"x:\"><rdf:Description rdf:about=\"x:a\"><p:p rdf:resource=\"{System.Security.SecurityElement.Escape(written)}\"/></rdf:Description></rdf:RDF>"
                : format == RdfFormats.JsonLd ? "{\"@id\":\"x:a\",\"x:p\":{\"@id\":" + System.Text.Json.JsonSerializer.Serialize(written) + "}}"
                : $"<x:a> <x:p> <{written.Replace("<", "\\u003C", StringComparison.Ordinal)}> .";

            Assert.Equal(new Iri(repaired), Support.Read(format, text, new() { Lenient = true, OnNotice = notices.Add }).Single().Object);
            Assert.Contains(notices, n => n.Kind == RdfNoticeKind.IriRepaired);
        }
    }

    [Fact]
    public void The_longest_IRI_is_an_option()
    {
        var iri = "http://example.org/" + new string('a', 81);
        foreach (var format in (RdfFormat[])[RdfFormats.Turtle, RdfFormats.NTriples])
        {
            Assert.Single(Support.Read(format, $"<x:a> <x:p> <{iri}> .", new() { MaxIriBytes = 100 }));
            Assert.Contains("at most 99 bytes", Support.Fault(format, $"<x:a> <x:p> <{iri}> .", new() { MaxIriBytes = 99 }).Message, StringComparison.Ordinal);
        }
    }
}
