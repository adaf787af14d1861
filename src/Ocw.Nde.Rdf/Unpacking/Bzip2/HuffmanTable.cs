namespace Ocw.Nde.Rdf.Unpacking.Bzip2;

/// <summary>A canonical Huffman code of up to 258 symbols and 20 bits: short codes by a table, long ones by their limits.</summary>
internal sealed class HuffmanTable
{
    internal const int MaxSymbols = 258;
    private const int MaxLength = 20;
    private const int FastBits = 10;

    // Symbol and length of every code of at most FastBits bits, by the bits that stand there; 0 for longer codes.
    private readonly ushort[] _fast = new ushort[1 << FastBits];
    private readonly int[] _limit = new int[MaxLength + 2];
    private readonly int[] _offset = new int[MaxLength + 2];
    private readonly ushort[] _symbols = new ushort[MaxSymbols];

    /// <summary>Builds the code from the length of each symbol (1 to 20).</summary>
    /// <exception cref="InvalidDataException">The lengths make no code.</exception>
    internal void Build(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_fast);
        var (code, index) = (0, 0);
        for (var length = 1; length <= MaxLength; length++)
        {
            _offset[length] = index - code;
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] != length)
                    continue;
                if (code >= 1 << length)
                    throw new InvalidDataException("the bzip2 data is damaged: a Huffman code has more symbols than room");
                _symbols[index++] = (ushort)symbol;
                if (length <= FastBits)
                    _fast.AsSpan(code << (FastBits - length), 1 << (FastBits - length)).Fill((ushort)((symbol << 5) | length));
                code++;
            }

            _limit[length] = code;
            code <<= 1;
        }
    }

    internal int Decode(BitReader bits)
    {
        var fast = _fast[bits.LookAhead(FastBits)];
        if (fast != 0)
        {
            bits.Skip(fast & 31);
            return fast >> 5;
        }

        for (var length = FastBits + 1; length <= MaxLength; length++)
        {
            var code = (int)bits.LookAhead(length);
            if (code < _limit[length])
            {
                bits.Skip(length);
                return _symbols[_offset[length] + code];
            }
        }

        throw new InvalidDataException("the bzip2 data is damaged: a code that stands for nothing");
    }
}
