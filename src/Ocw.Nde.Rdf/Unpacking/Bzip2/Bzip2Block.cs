namespace Ocw.Nde.Rdf.Unpacking.Bzip2;

/// <summary>Decodes one block: Huffman codes, move-to-front and run lengths of zeros, then the inverse Burrows–Wheeler transform.</summary>
/// <param name="level">The block size in units of 100,000 bytes, 1 to 9.</param>
internal sealed class Bzip2Block(int level)
{
    private const int SymbolsPerSelector = 50;
    private const int MaxSelectors = 18_002;

    private readonly int _capacity = level * 100_000;
    private readonly uint[] _links = new uint[level * 100_000];
    private readonly byte[] _selectors = new byte[MaxSelectors];
    private readonly HuffmanTable[] _tables = [.. Enumerable.Range(0, 6).Select(_ => new HuffmanTable())];
    private readonly byte[] _front = new byte[256];
    private readonly int[] _counts = new int[257];

    /// <summary>How many bytes the block holds before its run lengths are expanded.</summary>
    internal int Length { get; private set; }

    private uint _next;

    /// <summary>Reads a block, after its magic number and checksum.</summary>
    internal void Read(BitReader bits)
    {
        if (bits.TakeFlag())
            throw new InvalidDataException("the bzip2 data has a randomised block, as only versions before 0.9.5 (1999) wrote; unpack it with bzip2 and pack it anew");
        var origin = (int)bits.Take(24);
        var used = ReadUsedBytes(bits);
        var symbols = used + 2;
        var groups = (int)bits.Take(3);
        if (used == 0 || groups is < 2 or > 6)
            throw Damaged("its tables make no sense");
        var selectors = ReadSelectors(bits, groups);
        for (var group = 0; group < groups; group++)
            ReadTable(bits, _tables[group], symbols);
        ReadSymbols(bits, symbols, selectors);
        if (origin >= Length)
            throw Damaged("a block begins outside itself");
        Invert(origin);
    }

    /// <summary>The bytes of the block in their order, as often as asked.</summary>
    internal byte NextByte()
    {
        _next = _links[_next >> 8];
        return (byte)_next;
    }

    // 16 bits for the rows that are used, then 16 bits for each of those.
    private int ReadUsedBytes(BitReader bits)
    {
        var rows = bits.Take(16);
        var count = 0;
        for (var row = 0; row < 16; row++)
        {
            if ((rows & (0x8000 >> row)) == 0)
                continue;
            var columns = bits.Take(16);
            for (var column = 0; column < 16; column++)
            {
                if ((columns & (0x8000 >> column)) != 0)
                    _front[count++] = (byte)((row << 4) | column);
            }
        }

        return count;
    }

    private int ReadSelectors(BitReader bits, int groups)
    {
        var count = (int)bits.Take(15);
        if (count == 0)
            throw Damaged("it selects no tables");
        Span<byte> order = [0, 1, 2, 3, 4, 5];
        for (var selector = 0; selector < count; selector++)
        {
            var index = 0;
            while (bits.TakeFlag())
            {
                if (++index >= groups)
                    throw Damaged("it selects a table that is not there");
            }

            var group = order[index];
            order[..index].CopyTo(order[1..]);
            order[0] = group;
            // Some programs write more selectors than a block can use: they mean nothing.
            if (selector < MaxSelectors)
                _selectors[selector] = group;
        }

        return Math.Min(count, MaxSelectors);
    }

    private static void ReadTable(BitReader bits, HuffmanTable table, int symbols)
    {
        Span<byte> lengths = stackalloc byte[HuffmanTable.MaxSymbols];
        var length = (int)bits.Take(5);
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            while (true)
            {
                if (length is < 1 or > 20)
                    throw Damaged("a code has no length");
                if (!bits.TakeFlag())
                    break;
                length += bits.TakeFlag() ? -1 : 1;
            }

            lengths[symbol] = (byte)length;
        }

        table.Build(lengths[..symbols]);
    }

    private void ReadSymbols(BitReader bits, int symbols, int selectors)
    {
        Array.Clear(_counts);
        var end = symbols - 1;
        var (length, run, power) = (0, 0, 1);
        for (var selector = 0; selector < selectors; selector++)
        {
            var table = _tables[_selectors[selector]];
            for (var count = 0; count < SymbolsPerSelector; count++)
            {
                var symbol = table.Decode(bits);
                // RUNA and RUNB: a number in bijective base 2, the lowest digit first.
                if (symbol <= 1)
                {
                    run += power << symbol;
                    power <<= 1;
                    if (run > _capacity)
                        throw Damaged("a block is larger than it may be");
                    continue;
                }

                length = AppendRun(length, run);
                (run, power) = (0, 1);
                if (symbol == end)
                {
                    Length = length;
                    return;
                }

                if (length == _capacity)
                    throw Damaged("a block is larger than it may be");
                var value = MoveToFront(symbol - 1);
                _links[length++] = value;
                _counts[value + 1]++;
            }
        }

        throw Damaged("a block has no end");
    }

    private int AppendRun(int length, int run)
    {
        if (run == 0)
            return length;
        if (run > _capacity - length)
            throw Damaged("a block is larger than it may be");
        _links.AsSpan(length, run).Fill(_front[0]);
        _counts[_front[0] + 1] += run;
        return length + run;
    }

    private byte MoveToFront(int index)
    {
        var value = _front[index];
        _front.AsSpan(0, index).CopyTo(_front.AsSpan(1));
        _front[0] = value;
        return value;
    }

    // The low eight bits of an entry are a byte of the block, the others the place of the byte that follows it in the text.
    private void Invert(int origin)
    {
        for (var value = 0; value < 256; value++)
            _counts[value + 1] += _counts[value];
        for (var at = 0u; at < (uint)Length; at++)
            _links[_counts[(byte)_links[at]]++] |= at << 8;
        _next = _links[origin];
    }

    private static InvalidDataException Damaged(string why) => new($"the bzip2 data is damaged: {why}");
}
