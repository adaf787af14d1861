using System.Globalization;
using System.IO.Compression;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Rdf.Unpacking.Gzip;

/// <summary>Reads gzip data of any number of members (RFC 1952), and notices when its end is missing or something else follows it.</summary>
/// <remarks>
/// <see cref="GZipStream"/> checks the CRC of every member that ends, but takes a cut-off file for a whole one. So a last member of our own is fed
/// to it after the real data: if what comes out ends in that member's content, the real data ended where a member ends. The last bytes are held
/// back until that is known, so that no byte of a misread end gets out.
/// </remarks>
public sealed class GzipReadStream : ReadOnlySequentialStream
{
    // More than the sentinel's few bytes could ever expand to if they were taken for the rest of a cut-off member.
    private const int HeldBack = 16 << 10;
    private const int Chunk = 64 << 10;

    private static readonly byte[] Sentinel = [0xF3, 0x5A, 0x0C, 0xE1, 0x77, 0x92, 0x3D, 0xB8, 0x46, 0x1F, 0xA9, 0xD0, 0x65, 0x8E, 0x2B, 0xC4];
    private static readonly byte[] SentinelMember = Compress(Sentinel);

    private readonly TailedInput _input;
    private readonly GZipStream _gzip;
    private readonly UnpackMeter _meter;
    private readonly byte[] _bytes = new byte[HeldBack + Chunk];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Reads from <paramref name="input"/>, which is disposed together with this.</summary>
    /// <param name="input">The compressed data.</param>
    /// <param name="limits">The ceilings; <see cref="UnpackLimits.Default"/> when <see langword="null"/>.</param>
    public GzipReadStream(Stream input, UnpackLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        limits ??= UnpackLimits.Default;
        _input = new(input, SentinelMember);
        _gzip = new(_input, CompressionMode.Decompress);
        _meter = new(limits, limits.MaxRatio);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is not gzip, damaged, cut off, followed by something else, or beyond a limit.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && _end - _start <= HeldBack)
            Fill();
        var available = _ended ? _end - _start : _end - _start - HeldBack;
        var count = Math.Min(available, buffer.Length);
        _bytes.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        int count;
        try
        {
            count = _gzip.Read(_bytes, _end, _bytes.Length - _end);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException(_input.IsSpent ? CutOff() : Said($"the gzip data is damaged near its byte {_input.Count:N0}"), fault);
        }

        _end += count;
        _meter.Count(count, _input.Count);
        if (count == 0)
            End();
    }

    private void End()
    {
        var endsInSentinel = _bytes.AsSpan(_start, _end - _start).EndsWith(Sentinel);
        if (_input.IsSpent && (_input.Count == 0 || !endsInSentinel))
            throw new InvalidDataException(CutOff());
        if (_input.IsSpent)
            _end -= Sentinel.Length;
        else if (!_input.EndsInZeros())
            throw new InvalidDataException(Said($"something else follows the gzip data, after its byte {_input.Count - 1:N0}; fetch or make the file again"));
        _ended = true;
    }

    private string CutOff() => Said($"the gzip data is cut off: it ends after {_input.Count:N0} packed bytes in the middle of its data; fetch or make the file again");

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(content);
        return target.ToArray();
    }
}
