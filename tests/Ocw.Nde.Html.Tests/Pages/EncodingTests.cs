using System.Text;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Tests.Pages;

public class EncodingTests
{
    private const string Body = "<p property='schema:name'>Café</p>";

    public static TheoryData<string, byte[], string?, string> Pages => new()
    {
        { "a byte order mark wins over all", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("<meta charset=iso-8859-1>" + Body)], "text/html; charset=iso-8859-1", "utf-8" },
        { "UTF-16 by its mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Body)], "text/html", "utf-16" },
        { "UTF-16 the other way round", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Body)], null, "utf-16BE" },
        { "HTTP wins over meta", Encoding.Latin1.GetBytes("<meta charset=utf-8>" + Body), "text/html; charset=\"ISO-8859-1\"", "windows-1252" },
        { "meta charset", Encoding.Latin1.GetBytes("<meta charset='latin1'>" + Body), "text/html", "windows-1252" },
        { "meta http-equiv", Encoding.Latin1.GetBytes("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>" + Body), null, "windows-1252" },
        { "a meta in a comment does not count", Encoding.UTF8.GetBytes("<!-- <meta charset=latin1> --><meta charset=utf-8>" + Body), null, "utf-8" },
        { "a meta after the first 1,024 bytes", Encoding.Latin1.GetBytes("<!--" + new string('x', 3000) + "--><meta charset=latin1>" + Body), null, "windows-1252" },
        { "meta that says UTF-16 means UTF-8", Encoding.UTF8.GetBytes("<meta charset=utf-16>" + Body), null, "utf-8" },
        { "nothing said, valid UTF-8", Encoding.UTF8.GetBytes(Body), "text/html", "utf-8" },
        { "nothing said, no UTF-8", Encoding.Latin1.GetBytes(Body), "text/html", "windows-1252" },
        { "an encoding that nobody knows is passed over", Encoding.UTF8.GetBytes("<meta charset=utf-8>" + Body), "text/html; charset=klingon", "utf-8" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_encoding_is_found_as_browsers_find_it(string rule, byte[] page, string? contentType, string encoding)
    {
        var (lines, report, _) = Given.Page(page, contentType: contentType);

        Assert.True(lines is ["""<http://ex.org/page.html> <http://schema.org/name> "Café" ."""], $"{rule}: {string.Join(' ', lines)}");
        Assert.Equal(encoding, report.Encoding, ignoreCase: true);
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("UTF7")]
    [InlineData("unicode-1-1-utf-7")]
    [InlineData("utf-32")]
    public void Utf_7_and_utf_32_are_never_used(string charset)
    {
        var (lines, _, notices) = Given.Page(Encoding.UTF8.GetBytes("<p property='schema:name'>+ADw-</p>"), contentType: "text/html; charset=" + charset);

        Assert.Equal(["""<http://ex.org/page.html> <http://schema.org/name> "+ADw-" ."""], lines);
        Assert.Equal(RdfNoticeKind.EncodingDoubtful, Assert.Single(notices).Kind);
    }

    [Fact]
    public void Bytes_that_are_no_utf_8_in_a_page_that_says_so_are_told()
    {
        var (_, _, notices) = Given.Page(Encoding.Latin1.GetBytes("<meta charset=utf-8>" + Body));

        Assert.Contains("U+FFFD", Assert.Single(notices).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf_8_in_a_page_that_says_otherwise_is_told()
    {
        var (_, _, notices) = Given.Page(Encoding.UTF8.GetBytes("<meta charset=latin1>" + Body));

        Assert.Contains("valid UTF-8", Assert.Single(notices).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Xhtml_is_read_as_xml_and_one_that_is_not_well_formed_as_html()
    {
        const string good = "<?xml version='1.0' encoding='iso-8859-1'?><html xmlns='http://www.w3.org/1999/xhtml'><body>" + Body + "</body></html>";

        var (lines, report, notices) = Given.Page(Encoding.Latin1.GetBytes(good), contentType: "application/xhtml+xml");
        var (bad, _, told) = Given.Page(Encoding.Latin1.GetBytes(good.Replace("</p>", "&nbsp;<br></p>", StringComparison.Ordinal)), contentType: "application/xhtml+xml");

        Assert.Equal(["""<http://ex.org/page.html> <http://schema.org/name> "Café" ."""], lines);
        Assert.Equal("xml", report.Encoding);
        Assert.Empty(notices);
        Assert.Equal(["<http://ex.org/page.html> <http://schema.org/name> \"Café\u00A0\" ."], bad.Select(line => line));
        Assert.Equal(RdfNoticeKind.XmlReadAsHtml, Assert.Single(told).Kind);
    }

    [Fact]
    public void External_entities_of_xml_are_not_read()
    {
        const string page = "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html xmlns='http://www.w3.org/1999/xhtml'><body><p property='schema:name'>&x;</p></body></html>";

        var (lines, _, notices) = Given.Page(Encoding.UTF8.GetBytes(page), contentType: "application/xhtml+xml");

        Assert.DoesNotContain(lines, line => line.Contains("root", StringComparison.Ordinal));
        Assert.NotEmpty(notices);
    }
}
