using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Text;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>A document as UTF-8, whatever it was written in: by its byte order mark, by zeros between its letters, or by what was declared.</summary>
internal sealed class DecodedText : IDisposable
{
    private const int StartLength = 1024;

    private readonly Utf8RepairStream _repair;
    private readonly Encoding _encoding;

    private DecodedText(Stream text, Encoding encoding)
    {
        _repair = new(text);
        _encoding = encoding;
    }

    /// <summary>The text; valid UTF-8 without byte order mark.</summary>
    internal Stream Utf8 => _repair;

    /// <summary>Looks at the start of a stream, which stays open, and decodes it. What is declared is taken where nothing else is to be seen.</summary>
    /// <exception cref="RdfSyntaxException">An encoding was declared that is not known.</exception>
    internal static DecodedText Open(Stream input, RdfReaderOptions options)
    {
        var start = new byte[StartLength];
        var length = input.ReadAtLeast(start, StartLength, throwOnEndOfStream: false);
        try
        {
            var (encoding, preamble) = TextEncoding.Find(start.AsSpan(0, length), Telling(options.Charset));
            var whole = new PrefixedStream(start.AsMemory(preamble, length - preamble), input, leaveOpen: true);
            return encoding is UTF8Encoding ? new(whole, encoding) : new(Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8), encoding);
        }
        catch (InvalidDataException unknown)
        {
            throw new RdfSyntaxException("an encoding that is known", unknown.Message, 1, 1, options.SourceName, unknown);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _repair.Dispose();

    /// <summary>Whether valid UTF-8 may be UTF-16 or UTF-32 all the same: no text has zeros.</summary>
    internal static bool MayBeWide(ReadOnlySpan<byte> text) => text[..Math.Min(text.Length, 4)].Contains((byte)0);

    /// <summary>Says in which encoding the document was read, if it is not UTF-8 throughout.</summary>
    internal void Report(RdfReaderOptions options)
    {
        if (_encoding is not UTF8Encoding)
            Notice(options, $"the text is {_encoding.WebName.ToUpperInvariant()} and not UTF-8; it was read as such");
        else if (_repair.RepairedBytes > 0)
            Notice(options, string.Create(CultureInfo.InvariantCulture, $"{_repair.RepairedBytes:N0} bytes are not UTF-8, the first at byte offset {_repair.FirstRepaired}; they were read as Windows-1252"));
    }

    // Servers say utf-8 or iso-8859-1 by habit; the bytes themselves tell those two apart better.
    private static string? Telling(string? charset) =>
        charset?.Trim('"').ToUpperInvariant() is null or "UTF-8" or "UTF8" or "ISO-8859-1" or "LATIN1" or "WINDOWS-1252" or "US-ASCII" ? null : charset.Trim('"');

    private static void Notice(RdfReaderOptions options, string message) =>
        options.OnNotice?.Invoke(new(RdfNoticeKind.EncodingRepaired, message, 0, 0, options.SourceName));
}
