using System.Buffers;
using System.Numerics;

namespace Ocw.Nde.Termen.Search;

/// <summary>A set of small numbers in rented memory.</summary>
internal sealed class BitSet : IDisposable
{
    private readonly int _words;
    private ulong[] _bits;

    internal BitSet(int capacity)
    {
        _words = (capacity + 63) / 64;
        _bits = ArrayPool<ulong>.Shared.Rent(Math.Max(1, _words));
        _bits.AsSpan(0, _words).Clear();
    }

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

    internal bool Contains(int number) => (_bits[number >> 6] & (1UL << (number & 63))) != 0;

    /// <summary>The numbers, ascending.</summary>
    internal IEnumerable<int> Items()
    {
        for (var i = 0; i < _words; i++)
        {
            for (var word = _bits[i]; word != 0; word &= word - 1)
                yield return (i << 6) + BitOperations.TrailingZeroCount(word);
        }
    }

    public void Dispose()
    {
        if (_bits.Length > 0)
            ArrayPool<ulong>.Shared.Return(_bits);
        _bits = [];
    }
}
