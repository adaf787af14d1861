using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Search;

/// <summary>What the terms that were found stand for, counted: by kind, and by the types and schemes that their sources give them.</summary>
/// <param name="Kinds">How many of each kind, most first; a term of two kinds counts in both, one of no known kind in none.</param>
/// <param name="Types">How many of each type or scheme, most first; the <see cref="MaxTypes"/> most frequent ones.</param>
public sealed record TermFacets(IReadOnlyList<KindCount> Kinds, IReadOnlyList<TypeCount> Types)
{
    /// <summary>The most types that are told.</summary>
    public const int MaxTypes = 50;

    /// <summary>Nothing was found.</summary>
    public static TermFacets None { get; } = new([], []);

    /// <summary>Counts all terms that a search found in its sources, shown on a page or not.</summary>
    internal static TermFacets Of(SearchRun run)
    {
        var tally = new Tally();
        foreach (var source in run.Sources)
        {
            // Few sets of types are shared by many terms: the sets are counted, and their members afterwards.
            var sets = new long[source.Index.TypeSets.Length];
            for (var term = source.Terms.Next(0); term >= 0; term = source.Terms.Next(term + 1))
            {
                sets[source.Index.TypeSetOf[term]]++;
                tally.Add(source.Index.Facts[term].Genres);
            }

            for (var set = 0; set < sets.Length; set++)
                tally.Add(source.Index.TypeSets[set], sets[set]);
        }

        return tally.ToFacets();
    }

    /// <summary>These, and the terms of sources that counted nothing themselves.</summary>
    public TermFacets With(IEnumerable<Term> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var tally = new Tally();
        foreach (var (kind, count) in Kinds)
            tally.Add(kind, count);
        foreach (var (type, count) in Types)
            tally.Add([type], count);
        foreach (var term in others)
        {
            tally.Add(term.Genres);
            tally.Add([.. term.Types.Concat(term.Schemes).Distinct(StringComparer.Ordinal)], 1);
        }

        return tally.ToFacets();
    }

    private sealed class Tally
    {
        private readonly long[] _kinds = new long[32];
        private readonly Dictionary<string, long> _types = new(StringComparer.Ordinal);

        internal void Add(TermGenres genres, long count = 1)
        {
            for (var bits = (uint)genres; bits != 0; bits &= bits - 1)
                _kinds[System.Numerics.BitOperations.TrailingZeroCount(bits)] += count;
        }

        internal void Add(IReadOnlyList<string> types, long count)
        {
            if (count == 0)
                return;
            foreach (var type in types)
                _types[type] = _types.GetValueOrDefault(type) + count;
        }

        internal TermFacets ToFacets() => new(
            [.. _kinds.Select((count, bit) => new KindCount((TermGenres)(1 << bit), count)).Where(kind => kind.Count > 0).OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Kind)],
            [.. _types.OrderByDescending(type => type.Value).ThenBy(type => type.Key, StringComparer.Ordinal).Take(MaxTypes).Select(type => new TypeCount(type.Key, type.Value))]);
    }
}

/// <summary>How many terms are of a kind.</summary>
/// <param name="Kind">One kind.</param>
/// <param name="Count">The number of terms.</param>
public readonly record struct KindCount(TermGenres Kind, long Count);

/// <summary>How many terms have a type or scheme.</summary>
/// <param name="Type">Its IRI.</param>
/// <param name="Count">The number of terms.</param>
public readonly record struct TypeCount(string Type, long Count);
