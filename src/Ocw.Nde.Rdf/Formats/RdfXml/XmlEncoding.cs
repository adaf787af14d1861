using System.Text;
using System.Xml;
using Ocw.Nde.Rdf.Text;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>Opens XML in the encoding that it is written in (XML 1.0 §4.3.3 and appendix F, RFC 7303 §3).</summary>
/// <remarks>
/// A byte order mark goes first, then the charset of the media type, then the XML declaration, then UTF-8. A charset of UTF-8, which servers say by
/// habit, gives way to a declaration that says something else.
/// </remarks>
internal static class XmlEncoding
{
    private const int StartLength = 1024;

    /// <summary>A reader over the text.</summary>
    /// <exception cref="RdfSyntaxException">The encoding is not known, or cannot be the one that is declared.</exception>
    internal static XmlReader Open(Stream input, XmlReaderSettings settings, RdfReaderOptions options)
    {
        var start = new byte[StartLength];
        var length = input.ReadAtLeast(start, StartLength, throwOnEndOfStream: false);
        var bytes = start.AsSpan(0, length);
        var whole = new FullReads(new PrefixedStream(start.AsMemory(0, length), input));
        if (Marked(bytes) is { } marked)
            return XmlReader.Create(new StreamReader(whole, marked, detectEncodingFromByteOrderMarks: true), settings);

        var declaration = TextEncoding.XmlDeclarationEncoding(bytes);
        var charset = options.Charset?.Trim('"');
        var declared = charset is not null && (declaration is null || !IsUtf8(charset)) ? charset : declaration;
        if (declared is null || IsUtf8(declared))
            return OpenUtf8(whole, declaration, settings, options);
        if (IsWide(declared) && !bytes.Contains((byte)0))
        {
            return options.Lenient
                ? OpenUtf8(whole, "", settings, options, $"the text is declared as {declared}, and is not; it was read as UTF-8")
                : throw new RdfSyntaxException($"{declared} text, as is declared", "text of one byte a letter: correct the XML declaration (UTF-8?)", 1, 1, options.SourceName);
        }

        // What XmlReader knows by itself it finds in the declaration.
        return declared == declaration && (IsWide(declared) || declared.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase))
            ? XmlReader.Create(whole, settings)
            : XmlReader.Create(new StreamReader(whole, ByName(declared, options), detectEncodingFromByteOrderMarks: false), settings);
    }

    /// <summary>Says what was read in another encoding than it should have been.</summary>
    internal static void Report(RdfReaderOptions options, string message) =>
        options.OnNotice?.Invoke(new(RdfNoticeKind.EncodingRepaired, message, 0, 0, options.SourceName));

    private static XmlReader OpenUtf8(Stream whole, string? declaration, XmlReaderSettings settings, RdfReaderOptions options, string? notice = null)
    {
        if (notice is not null)
            Report(options, notice);
        if (options.Lenient)
            return XmlReader.Create(new StreamReader(new ReportingRepair(whole, options), Encoding.UTF8, detectEncodingFromByteOrderMarks: false), settings);
        return declaration is null || IsUtf8(declaration)
            ? XmlReader.Create(whole, settings)
            : XmlReader.Create(new StreamReader(whole, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false), settings);
    }

    private static Encoding? Marked(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(true, throwOnInvalidBytes: true),
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };

    private static Encoding ByName(string name, RdfReaderOptions options)
    {
        try
        {
            var encoding = (Encoding)TextEncoding.ByName(name).Clone();
            encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
            return encoding;
        }
        catch (InvalidDataException unknown)
        {
            throw new RdfSyntaxException("an encoding that is known", unknown.Message, 1, 1, options.SourceName, unknown);
        }
    }

    private static bool IsUtf8(string name) => name.ToUpperInvariant() is "UTF-8" or "UTF8" or "US-ASCII" or "ASCII";

    private static bool IsWide(string name) => name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || name.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ucs", StringComparison.OrdinalIgnoreCase) || name.StartsWith("iso-10646", StringComparison.OrdinalIgnoreCase);

    /// <summary>Repairs bytes that are not UTF-8, and says so at the end.</summary>
    private sealed class ReportingRepair(Stream source, RdfReaderOptions options) : ReadOnlySequentialStream
    {
        private readonly Utf8RepairStream _repair = new(source);
        private bool _reported;

        public override int Read(Span<byte> buffer)
        {
            var count = _repair.Read(buffer);
            if (count == 0 && !buffer.IsEmpty && !_reported && _repair.RepairedBytes > 0)
            {
                _reported = true;
                Report(options, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_repair.RepairedBytes:N0} bytes are not UTF-8, the first at byte offset {_repair.FirstRepaired}; they were read as Windows-1252"));
            }

            return count;
        }
    }
}
