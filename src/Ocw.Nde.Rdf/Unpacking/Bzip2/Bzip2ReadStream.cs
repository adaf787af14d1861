using System.Globalization;
using System.Numerics;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Rdf.Unpacking.Bzip2;

/// <summary>Reads bzip2 data of any number of streams, as <c>pbzip2</c> and <c>cat</c> make them; checks every checksum and notices a missing end.</summary>
internal sealed class Bzip2ReadStream : ReadOnlySequentialStream
{
    private const uint BlockMagicHigh = 0x314159;
    private const uint BlockMagicLow = 0x265359;
    private const uint EndMagicHigh = 0x177245;
    private const uint EndMagicLow = 0x385090;

    private readonly PackedInput _input;
    private readonly BitReader _bits;
    private readonly UnpackMeter _meter;
    private readonly byte[] _bytes = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _ended;

    private Bzip2Block _block = null!;
    private int _level;
    private int _left;
    private int _last = -1;
    private int _equal;
    private int _run;
    private uint _crc;
    private uint _blockCrc;
    private uint _streamCrc;

    /// <summary>Reads from <paramref name="packed"/>, which is disposed together with this.</summary>
    internal Bzip2ReadStream(Stream packed, UnpackLimits limits)
    {
        _input = new(packed);
        _bits = new(_input);
        _meter = new(limits, limits.MaxRatioOfBlocks);
        if (!BeginStream(_bits.TakeByte()))
            throw new InvalidDataException("the data is not bzip2");
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is damaged, cut off, followed by something else, or beyond a limit.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_start == _end && !_ended)
            Fill();
        var count = Math.Min(buffer.Length, _end - _start);
        _bytes.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        if (_left == 0 && _run == 0)
            NextBlock();
        if (_ended)
            return;
        (_start, _end) = (0, Expand(_bytes));
        _crc = Bzip2Crc.Update(_crc, _bytes.AsSpan(0, _end));
        _meter.Count(_end, _input.Count);
        if (_left == 0 && _run == 0 && ~_crc != _blockCrc)
            throw new InvalidDataException(Said($"the bzip2 data is damaged: a checksum is wrong after {_meter.Unpacked:N0} unpacked bytes"));
    }

    // Four equal bytes are followed by the number of further ones.
    private int Expand(Span<byte> target)
    {
        var length = 0;
        while (length < target.Length)
        {
            if (_run > 0)
            {
                var count = Math.Min(_run, target.Length - length);
                target.Slice(length, count).Fill((byte)_last);
                length += count;
                _run -= count;
                continue;
            }

            if (_left == 0)
                break;
            var value = _block.NextByte();
            _left--;
            if (_equal == 4)
            {
                (_run, _equal) = (value, 0);
                if (_run == 0)
                    _last = -1;
                continue;
            }

            _equal = value == _last ? _equal + 1 : 1;
            _last = value;
            target[length++] = value;
        }

        return length;
    }

    private void NextBlock()
    {
        while (true)
        {
            var (high, low) = (_bits.Take(24), _bits.Take(24));
            if ((high, low) == (BlockMagicHigh, BlockMagicLow))
                break;
            if ((high, low) != (EndMagicHigh, EndMagicLow))
                throw new InvalidDataException(Said($"the bzip2 data is damaged near its byte {_input.Count:N0}"));
            if (_bits.Take(32) != _streamCrc)
                throw new InvalidDataException("the bzip2 data is damaged: the checksum of the whole is wrong");
            _bits.Align();
            if (!BeginNextStream())
                return;
        }

        _blockCrc = _bits.Take(32);
        _streamCrc = BitOperations.RotateLeft(_streamCrc, 1) ^ _blockCrc;
        _block.Read(_bits);
        (_left, _last, _equal, _run, _crc) = (_block.Length, -1, 0, 0, uint.MaxValue);
    }

    private bool BeginNextStream()
    {
        var at = _input.Count;
        var first = _bits.TakeByte();
        if (first > 0)
            return BeginStream(first) ? true : throw new InvalidDataException(Said($"something else follows the bzip2 data, near its byte {at:N0}; fetch or make the file again"));
        while (first == 0)
            first = _bits.TakeByte();
        if (first > 0)
            throw new InvalidDataException(Said($"something else follows the bzip2 data, near its byte {at:N0}; fetch or make the file again"));
        _ended = true;
        return false;
    }

    private bool BeginStream(int first)
    {
        if (first != 'B' || _bits.TakeByte() != 'Z' || _bits.TakeByte() != 'h' || _bits.TakeByte() - '0' is not (>= 1 and <= 9 and var level))
            return false;
        if (_level != level)
            _block = new(level);
        (_level, _streamCrc) = (level, 0);
        return true;
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
