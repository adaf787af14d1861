using AngleSharp.Html.Parser;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;

namespace Ocw.Nde.Html;

/// <summary>Finds script elements with a real HTML parser, so that comments, CDATA and character references mean what browsers take them for.</summary>
public sealed class JsonLdScripts : IJsonLdScriptExtractor
{
    /// <summary>The largest page in bytes. Default 16 MiB.</summary>
    public int MaxBytes { get; init; } = 16 << 20;

    /// <inheritdoc/>
    public HtmlScripts Extract(ReadOnlyMemory<byte> html)
    {
        if (html.Length > MaxBytes)
            throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, $"a page of at most {MaxBytes} bytes", $"one of {html.Length}");
        using var content = new MemoryStream(html.ToArray(), writable: false);
        using var document = new HtmlParser().ParseDocument(content);
        var scripts = document.QuerySelectorAll("script").Select(script => new HtmlScript(script.Id, script.GetAttribute("type"), script.TextContent));
        return new(document.QuerySelector("base[href]")?.GetAttribute("href"), [.. scripts]);
    }
}
