using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;

namespace Ocw.Nde.Harvest;

/// <summary>Reads RDF answers into <see cref="PageGraph"/>s, whatever syntax they turn out to be in.</summary>
internal static class RdfPages
{
    /// <summary>What is asked for: the syntaxes that are quickest to read, and that keep named graphs, first.</summary>
    public const string Accept = "application/n-quads, application/trig;q=0.9, text/turtle;q=0.9, application/n-triples;q=0.9, application/ld+json;q=0.7, application/rdf+xml;q=0.5";

    /// <summary>Media types that servers give to anything: then the content and the address decide.</summary>
    private static readonly string[] Vague = ["text/plain", "application/octet-stream", "application/xml", "text/xml", "application/json", "text/html", "application/xhtml+xml"];

    /// <summary>The syntax of an answer; <see langword="null"/> if it is none.</summary>
    public static RdfFormat? FormatOf(ReadOnlySpan<byte> content, string? mediaType, string address)
    {
        if (mediaType is not null && !Vague.Contains(mediaType, StringComparer.OrdinalIgnoreCase) && RdfFormats.TryFromMediaType(mediaType, out var named))
            return named;
        var name = address.Split('?', '#')[0];
        var hint = mediaType is "application/json" && content.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] ? "application/ld+json" : mediaType;
        var found = DocumentFormat.Find(content[..Math.Min(content.Length, 64 << 10)], content.Length <= 64 << 10, name, hint, new FileSource("page", []));
        return found is { Format: SourceFormat.Rdf, RdfMediaType: { } type } && RdfFormats.TryFromMediaType(type, out var format) ? format : null;
    }

    /// <summary>Reads an answer into a graph.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="mediaType">What the server said.</param>
    /// <param name="address">Where it came from: the base of relative IRIs.</param>
    /// <param name="graph">Gets the quads.</param>
    /// <param name="jsonLd">How JSON-LD is read.</param>
    /// <param name="blankNodes">Put before the labels of blank nodes.</param>
    /// <returns>What is wrong with it, as a clause; <see langword="null"/> if nothing is. What stands before a fault has been read.</returns>
    public static string? Read(ReadOnlyMemory<byte> content, string? mediaType, string address, PageGraph graph, JsonLdOptions jsonLd, string blankNodes = "")
    {
        if (FormatOf(content.Span, mediaType, address) is not { } format)
            return $"the answer is not RDF ({mediaType ?? "no media type"}); it begins with «{Beginning(content.Span)}»";
        try
        {
            RdfFormats.Parse(content, format, graph, new RdfReaderOptions { BaseIri = address, SourceName = address, Lenient = true, BlankNodePrefix = blankNodes, JsonLd = jsonLd });
            return null;
        }
        catch (RdfSyntaxException fault)
        {
            return $"the answer is not good {format.Name}: {fault.Message.TrimEnd('.')}";
        }
    }

    /// <summary>The first characters, for messages.</summary>
    public static string Beginning(ReadOnlySpan<byte> content) =>
        System.Text.Encoding.UTF8.GetString(content[..Math.Min(content.Length, 60)]).ReplaceLineEndings(" ").Trim();
}
