using System.Runtime.InteropServices;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Gives each term that is not a blank node a number of its own, the same in both datasets, and mixes numbers into colours.</summary>
internal sealed class TermColours
{
    private readonly Dictionary<RdfTerm, ulong> _colours = [];

    internal ulong Of(RdfTerm term)
    {
        ref var colour = ref CollectionsMarshal.GetValueRefOrAddDefault(_colours, term, out var exists);
        if (!exists)
            colour = (ulong)_colours.Count;
        return colour;
    }

    // The finalizer of SplitMix64: spreads every bit, so that sums of mixed values stand for multisets.
    internal static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    internal static ulong Mix(ulong first, ulong second) => Mix(Mix(first) ^ (second + 0xD6E8FEB86659FD93));
}
