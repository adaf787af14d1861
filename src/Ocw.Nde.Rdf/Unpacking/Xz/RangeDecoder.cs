namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>The range decoder of LZMA over one chunk. A read beyond the chunk gives zeros; <see cref="IsExact"/> tells afterwards.</summary>
internal ref struct RangeDecoder
{
    internal const int HalfProbability = 1 << 10;
    private const int ProbabilityBits = 11;
    private const int MoveBits = 5;
    private const uint Top = 1 << 24;

    private readonly ReadOnlySpan<byte> _chunk;
    private int _position;
    private uint _range;
    private uint _code;

    internal RangeDecoder(ReadOnlySpan<byte> chunk)
    {
        _chunk = chunk;
        _range = uint.MaxValue;
        for (var count = 0; count < 5; count++)
            _code = (_code << 8) | Next();
    }

    /// <summary>Whether the chunk was used to its last byte, no more and no less.</summary>
    internal readonly bool IsExact => _position == _chunk.Length && _code == 0;

    internal uint Bit(ref ushort probability)
    {
        var bound = (_range >> ProbabilityBits) * probability;
        uint bit;
        if (_code < bound)
        {
            _range = bound;
            probability += (ushort)(((1 << ProbabilityBits) - probability) >> MoveBits);
            bit = 0;
        }
        else
        {
            _range -= bound;
            _code -= bound;
            probability -= (ushort)(probability >> MoveBits);
            bit = 1;
        }

        if (_range < Top)
            Normalise();
        return bit;
    }

    /// <summary>Bits of even probability, the highest first.</summary>
    internal uint Direct(int count)
    {
        var value = 0u;
        for (; count > 0; count--)
        {
            _range >>= 1;
            _code -= _range;
            var mask = 0 - (_code >> 31);
            _code += _range & mask;
            if (_range < Top)
                Normalise();
            value = (value << 1) + mask + 1;
        }

        return value;
    }

    /// <summary>A symbol of so many bits, the highest first.</summary>
    internal uint Tree(Span<ushort> probabilities, int bits)
    {
        var node = 1u;
        for (var count = 0; count < bits; count++)
            node = (node << 1) | Bit(ref probabilities[(int)node]);
        return node - (1u << bits);
    }

    /// <summary>A symbol of so many bits, the lowest first.</summary>
    internal uint ReverseTree(Span<ushort> probabilities, int bits)
    {
        var (node, value) = (1u, 0u);
        for (var count = 0; count < bits; count++)
        {
            var bit = Bit(ref probabilities[(int)node]);
            node = (node << 1) | bit;
            value |= bit << count;
        }

        return value;
    }

    private void Normalise()
    {
        _range <<= 8;
        _code = (_code << 8) | Next();
    }

    private byte Next() => _position++ < _chunk.Length ? _chunk[_position - 1] : (byte)0;
}
