using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Ocw.Nde.Store.Segments;

/// <summary>Takes the bits of a number that vary among the numbers to be sorted, close together and in their order: fewer bits are fewer passes.</summary>
internal readonly struct KeySqueeze(ulong varying)
{
    /// <summary>The bits that are taken.</summary>
    internal int Bits { get; } = BitOperations.PopCount(varying);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Take(ulong number) => Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitExtract(number, varying) : TakeRuns(number);

    // One shift for each run of neighbouring bits, of which there are few.
    internal ulong TakeRuns(ulong number)
    {
        ulong taken = 0;
        var at = 0;
        for (var left = varying; left != 0;)
        {
            var start = BitOperations.TrailingZeroCount(left);
            var length = BitOperations.TrailingZeroCount(~(left >> start));
            var mask = length == 64 ? ulong.MaxValue : (1UL << length) - 1;
            taken |= ((number >> start) & mask) << at;
            at += length;
            left = length + start == 64 ? 0 : left >> (start + length) << (start + length);
        }

        return taken;
    }
}
