using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;

namespace Ocw.Nde.Html.Tests;

/// <summary>Reads pages for tests.</summary>
internal static class Given
{
    public const string Address = "http://ex.org/page.html";

    public static (IReadOnlyList<string> Lines, HtmlRdfReport Report, IReadOnlyList<RdfNotice> Notices) Page(string html, HtmlRdfOptions? options = null, string? contentType = "text/html; charset=utf-8", RdfReaderOptions? reading = null) =>
        Page(Encoding.UTF8.GetBytes(html), options, contentType, reading);

    public static (IReadOnlyList<string> Lines, HtmlRdfReport Report, IReadOnlyList<RdfNotice> Notices) Page(byte[] html, HtmlRdfOptions? options = null, string? contentType = null, RdfReaderOptions? reading = null, string address = Address)
    {
        var notices = new List<RdfNotice>();
        var dataset = new RdfDataset();
        var reader = new HtmlRdfReader((reading ?? RdfReaderOptions.Default) with { OnNotice = notices.Add }, options);
        var report = reader.ReadPage(html, contentType, address, new RdfGraphSink(dataset));
        return ([.. dataset.Select(q => q.Graph is null ? $"{q.Triple} ." : $"{q.Triple} {q.Graph} .").Order(StringComparer.Ordinal)], report, notices);
    }
}
