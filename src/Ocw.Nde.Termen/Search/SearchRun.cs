using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search.Reading;

namespace Ocw.Nde.Termen.Search;

/// <summary>One query over several sources.</summary>
/// <remarks>
/// Whether to be forgiving depends on all sources together: where one has the very word, a typing error in another is no answer. A pattern with a question mark that nothing
/// fits is read as words, since question marks stand in ordinary texts too.
/// </remarks>
internal sealed class SearchRun : IDisposable
{
    /// <summary>With fewer terms than this, compounds are taken apart too.</summary>
    internal const int Little = 10;

    private readonly List<SourceSearch> _sources = [];

    private SearchRun()
    {
    }

    internal IReadOnlyList<SourceSearch> Sources => _sources;

    internal QueryReading Reading { get; private set; } = new("");

    internal long Total => _sources.Sum(source => source.Terms.Count());

    internal static SearchRun Over(IReadOnlyList<SourceIndex> indexes, TermQuery query, int gather)
    {
        var run = new SearchRun();
        try
        {
            run.Ask(indexes, query, SearchPlan.Of(query), gather);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>The terms of these sources, best first.</summary>
    internal static IEnumerable<RankedTerm> Ranked(IReadOnlyList<SourceSearch> sources)
    {
        var ranked = new List<RankedTerm>(sources.Sum(source => source.Found.Count));
        for (var i = 0; i < sources.Count; i++)
        {
            foreach (var found in sources[i].Found)
                ranked.Add(new RankedTerm(i, sources[i].Index, found));
        }

        ranked.Sort();
        return ranked;
    }

    public void Dispose()
    {
        foreach (var source in _sources)
            source.Dispose();
        _sources.Clear();
    }

    private void Ask(IReadOnlyList<SourceIndex> indexes, TermQuery query, SearchPlan plan, int gather)
    {
        Reading = QueryReading.Of(plan.Parsed);
        foreach (var index in indexes)
        {
            if (TermFilter.For(index, query) is not { } filter)
                continue;
            var source = new SourceSearch(index, plan, filter, gather);
            _sources.Add(source);
            source.Run();
        }

        var total = Total;
        if (total == 0 && plan.HasQuestion && query.IsForgiving)
        {
            Dispose();
            Ask(indexes, query, plan.AsWords(), gather);
            return;
        }

        if (!query.IsForgiving || total >= Little || plan.Parsed.Fault == QueryFault.NothingFits)
            return;
        foreach (var source in _sources)
            source.Forgive(nothingFound: total == 0);
    }
}

/// <summary>A term with its place in the ranking.</summary>
internal readonly record struct RankedTerm(int Place, SourceIndex Index, FoundTerm Found) : IComparable<RankedTerm>
{
    /// <summary>Better block, better score, better known, shorter label; then order of source and of term.</summary>
    public int CompareTo(RankedTerm other)
    {
        var order = Found.Block.CompareTo(other.Found.Block);
        if (order == 0)
            order = other.Found.Score.CompareTo(Found.Score);
        if (order == 0)
            order = other.Found.Popularity.CompareTo(Found.Popularity);
        if (order == 0)
            order = Found.LabelLength.CompareTo(other.Found.LabelLength);
        if (order == 0)
            order = Place.CompareTo(other.Place);
        return order != 0 ? order : Found.Term.CompareTo(other.Found.Term);
    }

    public static bool operator <(RankedTerm left, RankedTerm right) => left.CompareTo(right) < 0;

    public static bool operator >(RankedTerm left, RankedTerm right) => left.CompareTo(right) > 0;

    public static bool operator <=(RankedTerm left, RankedTerm right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RankedTerm left, RankedTerm right) => left.CompareTo(right) >= 0;
}
