using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Text;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>A document as valid UTF-8 without BOM, whatever it was written in.</summary>
/// <remarks>
/// Bytes that are not UTF-8 in a document that should be are read as Windows-1252, one by one, and counted: that puts right both a file
/// that is Latin-1 throughout without saying so, and a single record in another encoding.
/// </remarks>
internal sealed class Utf8Text : ReadOnlySequentialStream
{
    private const int StartLength = 1024;

    private readonly Stream _decoded;
    private readonly Utf8RepairStream? _repair;

    private Utf8Text(Stream decoded, string encodingName)
    {
        _decoded = decoded;
        _repair = decoded as Utf8RepairStream;
        EncodingName = encodingName;
    }

    /// <summary>The encoding that was declared or found.</summary>
    public string EncodingName { get; }

    /// <summary>How many bytes were not UTF-8 and were read as Windows-1252.</summary>
    public long RepairedBytes => _repair?.RepairedBytes ?? 0;

    /// <summary>How many characters beyond ASCII were proper UTF-8, in the parts that needed repair.</summary>
    public bool IsMixed => _repair is { RepairedBytes: > 0, SawMultiByte: true };

    /// <summary>Opens a document.</summary>
    /// <param name="raw">Its bytes; disposed together with this.</param>
    /// <param name="declared">The encoding that the settings or the server name, if any.</param>
    /// <exception cref="InvalidDataException">The declared encoding is not known.</exception>
    public static Utf8Text Open(Stream raw, string? declared)
    {
        var start = new byte[StartLength];
        var length = raw.ReadAtLeast(start, StartLength, throwOnEndOfStream: false);
        var (encoding, preamble) = TextEncoding.Find(start.AsSpan(0, length), declared);
        var whole = new PrefixedStream(start.AsMemory(preamble, length - preamble), raw);
        return encoding is UTF8Encoding
            ? new Utf8Text(new Utf8RepairStream(whole), "utf-8")
            : new Utf8Text(new Utf8RepairStream(Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8)), encoding.WebName);
    }

    public override int Read(Span<byte> buffer) => _decoded.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _decoded.Dispose();
        base.Dispose(disposing);
    }
}
