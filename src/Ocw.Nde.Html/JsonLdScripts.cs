using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;

namespace Ocw.Nde.Html;

/// <summary>Finds script elements with a real HTML parser, so that comments, CDATA and character references mean what browsers take them for.</summary>
/// <remarks>For JSON-LD processors; whoever wants all statements of a page, small faults repaired, uses <see cref="HtmlRdfReader"/>.</remarks>
public sealed class JsonLdScripts : IJsonLdScriptExtractor
{
    /// <summary>The largest page in bytes. Default 16 MiB.</summary>
    public int MaxBytes { get; init; } = HtmlRdfOptions.Default.MaxBytes;

    /// <inheritdoc/>
    public HtmlScripts Extract(ReadOnlyMemory<byte> html)
    {
        if (html.Length > MaxBytes)
            throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, $"a page of at most {MaxBytes} bytes", $"one of {html.Length}");
        var (text, _) = PageEncoding.Decode(html, null, new PageNotices(RdfReaderOptions.Default));
        var document = Building.PageBuild.Parse(text, HtmlRdfOptions.Default, new PageNotices(RdfReaderOptions.Default), CancellationToken.None).Document;
        var scripts = document.Elements().Where(e => e.Is("script")).Select(script => new HtmlScript(script["id"], script["type"], script.TextContent()));
        return new(document.Elements().FirstOrDefault(e => e.Is("base") && e.Has("href"))?["href"], [.. scripts]);
    }
}
