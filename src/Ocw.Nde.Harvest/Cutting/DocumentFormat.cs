using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>What a document turned out to be.</summary>
/// <param name="Format">How it is cut.</param>
/// <param name="RdfMediaType">The RDF syntax, for <see cref="SourceFormat.Rdf"/>.</param>
/// <param name="Problem">Why it cannot be data at all, for example a web page in place of a file.</param>
internal sealed record DocumentFormat(SourceFormat Format, string? RdfMediaType = null, string? Problem = null)
{
    private const int RowsLookedAt = 20;

    private static readonly Dictionary<string, string> RdfExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        [".nt"] = "application/n-triples",
        [".nq"] = "application/n-quads",
        [".ttl"] = "text/turtle",
        [".turtle"] = "text/turtle",
        [".n3"] = "text/turtle",
        [".trig"] = "application/trig",
        [".rdf"] = "application/rdf+xml",
        [".owl"] = "application/rdf+xml",
        [".jsonld"] = "application/ld+json",
    };

    private static readonly string[] TextRdfTypes = ["application/n-triples", "application/n-quads", "text/turtle", "application/trig"];

    /// <summary>Finds out the format from the first part of a document; the content decides, the name and the media type only between syntaxes that content leaves open.</summary>
    /// <param name="start">The first part, as UTF-8.</param>
    /// <param name="isWhole">Whether that is all of it.</param>
    /// <param name="name">The file name.</param>
    /// <param name="mediaType">What the server said.</param>
    /// <param name="source">What the settings say goes before everything else.</param>
    public static DocumentFormat Find(ReadOnlySpan<byte> start, bool isWhole, string name, string? mediaType, FileSource source)
    {
        var text = start.TrimStart(" \t\r\n"u8);
        var hint = Hint(name, mediaType);
        switch (source.Format)
        {
            case SourceFormat.Rdf:
                return new DocumentFormat(SourceFormat.Rdf, RdfOf(text, hint) ?? hint ?? "text/turtle");
            case SourceFormat.Auto:
                break;
            default:
                return new DocumentFormat(source.Format);
        }

        if (text.IsEmpty)
            return hint is null ? new DocumentFormat(SourceFormat.Csv) : new DocumentFormat(SourceFormat.Rdf, hint);
        if (IsHtml(text))
            return new DocumentFormat(SourceFormat.Auto, Problem: "the document is a web page (HTML), not data: the address probably gives an error or a login page");
        if (text[0] == '<')
            return FindMarkup(text, hint, source);
        if (text[0] is (byte)'{' or (byte)'[' && !LooksLikeTurtle(text))
            return FindJson(text, hint, source);
        if (RdfOf(text, hint) is { } rdf)
            return new DocumentFormat(SourceFormat.Rdf, rdf);
        return IsCsv(start, isWhole, source) ? new DocumentFormat(SourceFormat.Csv) : new DocumentFormat(SourceFormat.Auto, Problem: "it is none of the known formats (RDF, CSV, JSON, XML); name its format in the settings of the source if it is one");
    }

    // Any text is a CSV file of one column; only two columns or more prove it, or settings that speak of columns.
    private static bool IsCsv(ReadOnlySpan<byte> start, bool isWhole, FileSource source)
    {
        if (source.Csv.Separator is not null || source.Csv.Columns is not null || CsvDialectGuess.Declared(start) is not null)
            return true;
        var endsWithReturn = CsvDialectGuess.EndsWithReturn(start);
        var rows = new CsvRowReader(CsvDialectGuess.Separator(start, isWhole, (byte)source.Csv.Quote, int.MaxValue, endsWithReturn), (byte)source.Csv.Quote, int.MaxValue, endsWithReturn);
        var widths = new List<int>();
        while (!start.IsEmpty && widths.Count < RowsLookedAt)
        {
            var state = rows.Read(start, isWhole, out var length);
            if (state == CsvRowState.NeedsMore)
                break;
            if (state != CsvRowState.Blank)
                widths.Add(state == CsvRowState.Row ? rows.Cells.Count : 0);
            start = start[length..];
        }

        // Not even the header row fits into the first part: it has very many columns.
        if (widths.Count == 0)
            return !isWhole && rows.Cells.Count > 1;
        return widths[0] > 1 && widths.Count(width => width == widths[0]) * 2 > widths.Count;
    }

    private static DocumentFormat FindMarkup(ReadOnlySpan<byte> text, string? hint, FileSource source)
    {
        var isXml = text.StartsWith("<?xml"u8) || text.StartsWith("<!"u8) || RootIsRdf(text);
        var named = Preferred(TextRdfTypes, hint);
        if (IsIriRef(text) || (!isXml && named is not null))
            return new DocumentFormat(SourceFormat.Rdf, named ?? NTriplesOrQuads(text));
        var asksForRecords = source.RecordElement is { Length: > 0 };
        return !asksForRecords && RootIsRdf(text) ? new DocumentFormat(SourceFormat.Rdf, "application/rdf+xml") : new DocumentFormat(SourceFormat.Xml);
    }

    private static DocumentFormat FindJson(ReadOnlySpan<byte> text, string? hint, FileSource source)
    {
        if (hint == "application/ld+json" && source.RecordPath is null && text[0] is (byte)'{' or (byte)'[' && !IsJsonLines(text))
            return new DocumentFormat(SourceFormat.Rdf, hint);
        return new DocumentFormat(IsJsonLines(text) ? SourceFormat.JsonLines : SourceFormat.Json);
    }

    private static string? Hint(string name, string? mediaType)
    {
        if (RdfExtensions.TryGetValue(Path.GetExtension(name), out var byName))
            return byName;
        return mediaType is not null && RdfExtensions.ContainsValue(mediaType) ? mediaType : null;
    }

    private static string? RdfOf(ReadOnlySpan<byte> text, string? hint)
    {
        if (text.IsEmpty)
            return hint;
        if (IsIriRef(text))
            return Preferred(TextRdfTypes, hint) ?? NTriplesOrQuads(text);
        if (text[0] == '<')
            return "application/rdf+xml";
        return LooksLikeTurtle(text) ? Preferred(TextRdfTypes, hint) ?? "text/turtle" : Preferred(TextRdfTypes, hint);
    }

    private static string? Preferred(string[] among, string? hint) => hint is not null && among.Contains(hint, StringComparer.Ordinal) ? hint : null;

    // [18] IRIREF ::= '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>'; markup has a name or one of ! ? after '<', and an IRI has a scheme.
    private static bool IsIriRef(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '<')
            return false;
        var end = text.IndexOfAny(" \t\r\n>"u8);
        return end > 1 && text[end] == '>' && text[1..end].IndexOf((byte)':') > 0 && text[1..end].IndexOfAny("\"'="u8) < 0 && text[(end + 1)..].StartsWith(" "u8)
            || (end > 1 && text[end] == '>' && text[1..end].IndexOf("://"u8) > 0);
    }

    private static string NTriplesOrQuads(ReadOnlySpan<byte> text)
    {
        var line = text.IndexOf((byte)'\n') is > 0 and var end ? text[..end].TrimEnd(" \t\r"u8) : text.TrimEnd(" \t\r"u8);
        if (line is not [.., (byte)'.'])
            return "text/turtle";
        var last = line[..^1].TrimEnd(" \t"u8);
        var graph = last.LastIndexOf((byte)'<');

        // A fourth term: an IRI at the end, with an object that is a literal or IRI before it.
        return last is [.., (byte)'>'] && graph > 0 && last[graph - 1] is (byte)' ' or (byte)'\t' && Terms(line) == 4 ? "application/n-quads" : "application/n-triples";
    }

    private static int Terms(ReadOnlySpan<byte> line)
    {
        var terms = 0;
        for (var at = 0; at < line.Length; terms++)
        {
            var close = line[at] switch { (byte)'<' => (byte)'>', (byte)'"' => (byte)'"', _ => (byte)' ' };
            at++;
            while (at < line.Length && line[at] != close)
                at += line[at] == '\\' ? 2 : 1;
            while (at < line.Length && line[at] is not ((byte)' ' or (byte)'\t'))
                at++;
            while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
                at++;
            if (at >= line.Length || line[at] == '.')
                return terms + 1;
        }

        return terms;
    }

    private static bool LooksLikeTurtle(ReadOnlySpan<byte> text)
    {
        while (text.StartsWith("#"u8))
            text = text.IndexOf((byte)'\n') is >= 0 and var end ? text[end..].TrimStart(" \t\r\n"u8) : [];
        return text.StartsWith("@prefix"u8) || text.StartsWith("@base"u8) || StartsWithKeyword(text, "PREFIX") || StartsWithKeyword(text, "BASE") || text.StartsWith("_:"u8) || IsIriRef(text);
    }

    private static bool StartsWithKeyword(ReadOnlySpan<byte> text, string keyword) =>
        text.Length > keyword.Length + 2
        && Ascii.EqualsIgnoreCase(text[..keyword.Length], keyword)
        && text[keyword.Length] is (byte)' ' or (byte)'\t'
        && text[..Math.Min(text.Length, 200)].IndexOf((byte)'<') > 0;

    private static bool IsJsonLines(ReadOnlySpan<byte> text)
    {
        if (text[0] != '{')
            return false;

        // A second value behind the first is what one JSON document never has.
        var reader = new System.Text.Json.Utf8JsonReader(text, isFinalBlock: false, new System.Text.Json.JsonReaderState(new System.Text.Json.JsonReaderOptions { MaxDepth = 1000, AllowMultipleValues = true }));
        try
        {
            return reader.Read() && reader.TrySkip() && text[(int)reader.BytesConsumed..].TrimStart(" \t"u8) is [(byte)'\r' or (byte)'\n', ..] rest && rest.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        }
        catch (System.Text.Json.JsonException)
        {
            // The first line is broken: lines that begin and end like objects are JSON Lines all the same.
            return text.IndexOf((byte)'\n') is > 0 and var end && text[..end].TrimEnd(" \t\r"u8) is [.., (byte)'}'] && text[end..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        }
    }

    private static bool IsHtml(ReadOnlySpan<byte> text)
    {
        var start = text[..Math.Min(text.Length, 200)];
        return StartsWith(start, "<!DOCTYPE html") || StartsWith(start, "<html");

        static bool StartsWith(ReadOnlySpan<byte> text, string tag) => text.Length >= tag.Length && Ascii.EqualsIgnoreCase(text[..tag.Length], tag);
    }

    private static bool RootIsRdf(ReadOnlySpan<byte> text)
    {
        var tokens = new XmlTokenizer(text, isFinal: false);
        for (var kind = tokens.Next(); kind is not (XmlTokenKind.NeedsMore or XmlTokenKind.End); kind = tokens.Next())
        {
            if (kind is XmlTokenKind.StartTag or XmlTokenKind.EmptyTag)
                return XmlName.Local(tokens.Name).SequenceEqual("RDF"u8);
        }

        return false;
    }
}
