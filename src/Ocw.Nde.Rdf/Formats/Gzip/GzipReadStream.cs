using System.IO.Compression;

namespace Ocw.Nde.Rdf.Formats.Gzip;

/// <summary>Reads gzip data of any number of members (RFC 1952) and notices when its end is missing.</summary>
/// <remarks>
/// <see cref="GZipStream"/> takes a cut-off file for a whole one. So a last member of our own is fed to it after the real data: if what comes
/// out ends in that member's content, the real data ended where a member ends. The last bytes are held back until that is known, so that no
/// byte of a misread end gets out.
/// </remarks>
public sealed class GzipReadStream : ReadOnlySequentialStream
{
    // More than the sentinel's few bytes could ever expand to if they were taken for the rest of a cut-off member.
    private const int HeldBack = 16 << 10;
    private const int Chunk = 64 << 10;
    private const long RatioApplies = 4 << 20;
    private const string CutOff = "The gzip data is cut off before its end, or something else follows it.";

    private static readonly byte[] Sentinel = [0xF3, 0x5A, 0x0C, 0xE1, 0x77, 0x92, 0x3D, 0xB8, 0x46, 0x1F, 0xA9, 0xD0, 0x65, 0x8E, 0x2B, 0xC4];
    private static readonly byte[] SentinelMember = Compress(Sentinel);

    private readonly TailedInput _input;
    private readonly GZipStream _gzip;
    private readonly GzipLimits _limits;
    private readonly byte[] _bytes = new byte[HeldBack + Chunk];
    private int _start;
    private int _end;
    private long _total;
    private bool _ended;

    /// <summary>Reads from <paramref name="input"/>, which stays open.</summary>
    /// <param name="input">The compressed data.</param>
    /// <param name="limits">The ceilings; <see cref="GzipLimits.Default"/> when <see langword="null"/>.</param>
    public GzipReadStream(Stream input, GzipLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        _input = new(input, SentinelMember);
        _gzip = new(_input, CompressionMode.Decompress, leaveOpen: true);
        _limits = limits ?? GzipLimits.Default;
    }

    /// <summary>Whether a seekable stream begins as gzip data does; its position stays where it was.</summary>
    public static bool IsGzip(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Span<byte> magic = stackalloc byte[2];
        var position = input.Position;
        var count = input.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        input.Position = position;
        return count == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
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
            throw new InvalidDataException(_input.IsSpent ? CutOff : $"The data is not gzip, or damaged, near byte {_input.Count}.", fault);
        }

        _end += count;
        _total += count;
        if (count == 0)
            End();
        if (_total > _limits.MaxBytes)
            throw new InvalidDataException($"The gzip data expands to more than {_limits.MaxBytes} bytes.");
        if (_total > RatioApplies && _total / Math.Max(_input.Count, 1) >= _limits.MaxRatio)
            throw new InvalidDataException($"The gzip data expands to more than {_limits.MaxRatio} times its size.");
    }

    private void End()
    {
        if (_input.Count == 0 || !_bytes.AsSpan(_start, _end - _start).EndsWith(Sentinel))
            throw new InvalidDataException(CutOff);
        _end -= Sentinel.Length;
        _ended = true;
    }

    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(content);
        return target.ToArray();
    }
}
