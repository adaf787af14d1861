using System.Buffers.Binary;
using System.Globalization;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>Reads xz data of any number of streams and blocks (The .xz File Format 1.2); checks every checksum and notices a missing end.</summary>
/// <remarks>The index at the end of a stream is compared with the blocks that were read, so that no block can be left out.</remarks>
internal sealed class XzReadStream : ReadOnlySequentialStream
{
    private const int MostAtOnce = 64 << 10;

    private readonly PackedInput _input;
    private readonly XzInput _fields;
    private readonly UnpackLimits _limits;
    private readonly UnpackMeter _meter;
    private readonly XzIndexSum _blocks = new();
    private readonly byte[] _flags = new byte[2];
    private XzCheck? _check;
    private Lzma2Decoder? _decoder;
    private XzBlockHeader? _block;
    private long _blockStart;
    private long _blockUnpacked;
    private bool _ended;

    /// <summary>Reads from <paramref name="packed"/>, which is disposed together with this.</summary>
    internal XzReadStream(Stream packed, UnpackLimits limits)
    {
        _input = new(packed);
        _fields = new(_input);
        _limits = limits;
        _meter = new(limits, limits.MaxRatioOfBlocks);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is not xz, damaged, cut off, followed by something else, or beyond a limit.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        try
        {
            while (!_ended)
            {
                var unpacked = _block is null ? default : _decoder!.Read(Math.Min(buffer.Length, MostAtOnce));
                if (unpacked.IsEmpty)
                {
                    Advance();
                    continue;
                }

                unpacked.CopyTo(buffer);
                _check!.Update(unpacked);
                _blockUnpacked += unpacked.Length;
                _meter.Count(unpacked.Length, _input.Count);
                return unpacked.Length;
            }
        }
        catch (EndOfStreamException ended)
        {
            throw new InvalidDataException(Said($"the xz data is cut off: it ends after {_input.Count:N0} packed bytes in the middle of its data; fetch or make the file again"), ended);
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
            _check?.Dispose();
        }

        base.Dispose(disposing);
    }

    // 1. a stream begins  2. blocks follow, chunk by chunk  3. the index and the footer end it  4. another stream may follow
    private void Advance()
    {
        if (_check is null)
        {
            BeginStream();
        }
        else if (_block is null)
        {
            _fields.Begin();
            var size = _fields.Byte();
            if (size == 0)
                EndStream();
            else
                BeginBlock(size);
        }
        else if (!_decoder!.ReadChunk(_input))
        {
            EndBlock();
        }
    }

    private void BeginStream()
    {
        Span<byte> magic = stackalloc byte[6];
        if (!_input.TryRead(magic))
            throw new EndOfStreamException();
        if (Packings.Of(magic) != Packing.Xz)
            throw new InvalidDataException(_input.Count == magic.Length ? "the data is not xz" : Said($"something else follows the xz data, near its byte {_input.Count - magic.Length:N0}; fetch or make the file again"));
        _fields.Begin();
        _fields.Fill(_flags);
        _fields.Checksum("stream header");
        if (_flags[0] != 0 || _flags[1] > 15)
            throw XzInput.Damaged("the stream has flags that are not known");
        _check = new(_flags[1]);
        _blocks.Clear();
    }

    private void BeginBlock(byte size)
    {
        _block = XzBlockHeader.Read(_fields, size, _limits.MaxDictionaryBytes);
        if (_decoder is null || _decoder.DictionaryBytes != _block.DictionaryBytes)
            _decoder = new(_block.DictionaryBytes);
        _decoder.Begin();
        (_blockStart, _blockUnpacked) = (_input.Count, 0);
    }

    private void EndBlock()
    {
        var packed = _input.Count - _blockStart;
        if ((_block!.Packed is { } saidPacked && saidPacked != packed) || (_block.Unpacked is { } said && said != _blockUnpacked))
            throw XzInput.Damaged("a block has another size than its header says");
        Span<byte> tail = stackalloc byte[3 + 32];
        var padding = (int)(-packed & 3);
        tail = tail[..(padding + _check!.Length)];
        if (!_input.TryRead(tail))
            throw new EndOfStreamException();
        if (tail[..padding].ContainsAnyExcept((byte)0))
            throw XzInput.Damaged("its padding is not zero");
        if (!_check.EndsAs(tail[padding..]))
            throw XzInput.Damaged(Said($"the checksum of a block is wrong after {_meter.Unpacked:N0} unpacked bytes"));
        _blocks.Add(_block.Length + packed + _check.Length, _blockUnpacked);
        _block = null;
    }

    // Index (§4) and stream footer (§2.1.2)
    private void EndStream()
    {
        var index = new XzIndexSum();
        var count = _fields.Number();
        for (var record = 0L; record < count; record++)
            index.Add(_fields.Number(), _fields.Number());
        _fields.Padding();
        _fields.Checksum("index");
        if (!index.Equals(_blocks))
            throw XzInput.Damaged("its index names other blocks than there are");
        var indexLength = _fields.Length;

        Span<byte> footer = stackalloc byte[12];
        if (!_input.TryRead(footer))
            throw new EndOfStreamException();
        if (BinaryPrimitives.ReadUInt32LittleEndian(footer) != Crc32.Update(0, footer[4..10])
            || (BinaryPrimitives.ReadUInt32LittleEndian(footer[4..]) + 1L) * 4 != indexLength
            || !footer[8..10].SequenceEqual(_flags) || !footer[10..].SequenceEqual("YZ"u8))
        {
            throw XzInput.Damaged("the end of the stream is wrong");
        }

        _check!.Dispose();
        _check = null;
        SkipPadding();
    }

    private void SkipPadding()
    {
        var zeros = 0L;
        for (; _input.Peek() == 0; zeros++)
            _input.ReadByte();
        _ended = _input.Peek() < 0;
        if (!_ended && zeros % 4 != 0)
            throw XzInput.Damaged("the padding between its streams is not a multiple of four bytes");
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
