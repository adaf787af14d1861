using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search;

/// <summary>Says which terms of one source a query wants: by genre, status, type and broader term.</summary>
internal sealed class TermFilter
{
    private readonly SourceIndex _index;
    private readonly TermGenres _genres;
    private readonly bool _withDeprecated;
    private readonly bool[]? _typeSets;
    private readonly ulong[]? _below;

    private TermFilter(SourceIndex index, TermQuery query, bool[]? typeSets, ulong[]? below)
    {
        _index = index;
        _genres = query.Genres;
        _withDeprecated = query.IncludeDeprecated;
        _typeSets = typeSets;
        _below = below;
        IsOpen = _genres == TermGenres.None && _withDeprecated && typeSets is null && below is null;
    }

    /// <summary>Whether every term is wanted.</summary>
    internal bool IsOpen { get; }

    /// <summary>The filter of a query for a source; <see langword="null"/> if no term of it can be wanted.</summary>
    internal static TermFilter? For(SourceIndex index, TermQuery query)
    {
        bool[]? typeSets = null;
        if (query.Types.Count > 0)
        {
            typeSets = Array.ConvertAll(index.TypeSets, set => set.Any(type => query.Types.Contains(type, StringComparer.Ordinal)));
            if (!typeSets.Contains(true))
                return null;
        }

        ulong[]? below = null;
        if (query.Broader is { } broader)
        {
            if (index.FindIri(broader) is not (var top and >= 0))
                return null;
            below = index.Descendants.Of(top);
        }

        return new TermFilter(index, query, typeSets, below);
    }

    internal bool Allows(int term)
    {
        if (IsOpen)
            return true;
        ref readonly var facts = ref _index.Facts[term];
        return (_genres == TermGenres.None || facts.Genres == TermGenres.None || (facts.Genres & _genres) != TermGenres.None)
            && (_withDeprecated || facts.Deprecated == 0)
            && (_typeSets is null || _typeSets[_index.TypeSetOf[term]])
            && (_below is null || (_below[term >> 6] & (1UL << (term & 63))) != 0);
    }
}
