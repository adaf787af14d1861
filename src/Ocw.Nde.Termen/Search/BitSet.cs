using System.Buffers;
using System.Numerics;

namespace Ocw.Nde.Termen.Search;

/// <summary>A set of small numbers in rented memory.</summary>
internal sealed class BitSet : IDisposable
{
    private readonly int _capacity;
    private readonly int _words;
    private ulong[] _bits;

    internal BitSet(int capacity)
    {
        _capacity = capacity;
        _words = (capacity + 63) / 64;
        _bits = ArrayPool<ulong>.Shared.Rent(Math.Max(1, _words));
        _bits.AsSpan(0, _words).Clear();
    }

    private Span<ulong> Bits => _bits.AsSpan(0, _words);

    /// <summary>Adds a number; false if it was there.</summary>
    internal bool Add(int number)
    {
        ref var word = ref _bits[number >> 6];
        var bit = 1UL << (number & 63);
        if ((word & bit) != 0)
            return false;
        word |= bit;
        return true;
    }

    internal void AddAll(ReadOnlySpan<int> numbers)
    {
        var bits = _bits;
        foreach (var number in numbers)
            bits[number >> 6] |= 1UL << (number & 63);
    }

    internal void Remove(int number) => _bits[number >> 6] &= ~(1UL << (number & 63));

    internal bool Contains(int number) => (_bits[number >> 6] & (1UL << (number & 63))) != 0;

    /// <summary>The first number in the set that is not below this one, or -1.</summary>
    internal int Next(int from)
    {
        var at = from >> 6;
        if (at >= _words)
            return -1;
        var word = _bits[at] & (ulong.MaxValue << (from & 63));
        while (word == 0)
        {
            if (++at >= _words)
                return -1;
            word = _bits[at];
        }

        return (at << 6) + BitOperations.TrailingZeroCount(word);
    }

    /// <summary>The numbers, ascending.</summary>
    internal IEnumerable<int> Items()
    {
        for (var item = Next(0); item >= 0; item = Next(item + 1))
            yield return item;
    }

    internal long Count()
    {
        long count = 0;
        foreach (var word in Bits)
            count += BitOperations.PopCount(word);
        return count;
    }

    internal void IntersectWith(BitSet other)
    {
        var left = Bits;
        var right = other.Bits;
        for (var i = 0; i < left.Length; i++)
            left[i] &= right[i];
    }

    internal void UnionWith(BitSet other)
    {
        var left = Bits;
        var right = other.Bits;
        for (var i = 0; i < left.Length; i++)
            left[i] |= right[i];
    }

    /// <summary>Takes in every number.</summary>
    internal void Fill()
    {
        Bits.Clear();
        Invert();
    }

    /// <summary>Takes in what was not in it, and the other way round.</summary>
    internal void Invert()
    {
        foreach (ref var word in Bits)
            word = ~word;
        if ((_capacity & 63) is var rest and > 0)
            _bits[_words - 1] &= (1UL << rest) - 1;
    }

    public void Dispose()
    {
        if (_bits.Length > 0)
            ArrayPool<ulong>.Shared.Return(_bits);
        _bits = [];
    }
}
