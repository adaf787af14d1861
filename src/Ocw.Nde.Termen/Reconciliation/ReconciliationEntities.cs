using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Gives the terms of a service themselves: for suggestions, previews and extensions.</summary>
/// <param name="network">The sources.</param>
/// <param name="index">The kept terms; asked at each question, since the index may be replaced.</param>
/// <param name="options">The ceilings.</param>
public sealed class ReconciliationEntities(TermNetwork network, Func<TermIndex> index, ReconciliationOptions options)
{
    private const int SuggestionPage = 20;

    private readonly LiveTerms _live = new(network, options);

    /// <summary>The terms that begin with what was typed, or hold its words; best first.</summary>
    /// <param name="prefix">What was typed.</param>
    /// <param name="types">The types wanted; empty for all.</param>
    /// <param name="cursor">How many to skip.</param>
    /// <param name="scope">The service.</param>
    /// <param name="languages">The languages wanted, best first.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<IReadOnlyList<Term>> SuggestAsync(string prefix, IReadOnlyList<string> types, int cursor, ReconciliationScope scope, IReadOnlyList<string> languages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(languages);
        prefix = prefix.Length <= options.MaxText ? prefix : prefix[..options.MaxText];
        if (prefix.Contains("://", StringComparison.Ordinal))
            return [.. (await FindAsync([prefix.Trim()], scope, languages, cancellation).ConfigureAwait(false)).Values];
        var found = Kept(prefix, types, Math.Clamp(cursor, 0, 1000), scope, languages);
        if (found.Count > 0 || scope.Live.Count == 0 || prefix.Trim().Length < 3)
            return found;
        var terms = await _live.SearchAsync(scope.Live, prefix, languages, SuggestionPage, [], cancellation).ConfigureAwait(false);
        return [.. terms.Where(term => types.Count == 0 || types.Any(type => ReconciliationTypes.Fits(term, type))).Skip(cursor).Take(SuggestionPage)];
    }

    /// <summary>The terms of these identifiers; those that the service does not have are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Term>> FindAsync(IReadOnlyList<string> ids, ReconciliationScope scope, IReadOnlyList<string> languages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(scope);
        var found = new Dictionary<string, Term>(StringComparer.Ordinal);
        var lookup = new TermLookup(index());
        foreach (var id in ids)
        {
            cancellation.ThrowIfCancellationRequested();
            if (lookup.Find(id, languages, scope.Kept) is { } term)
                found[id] = term;
        }

        var missing = ids.Where(id => !found.ContainsKey(id)).ToList();
        if (missing.Count == 0 || scope.Live.Count == 0)
            return found;
        foreach (var term in await _live.FindAsync(missing, languages, [], cancellation).ConfigureAwait(false))
            found.TryAdd(term.Iri, term);
        return found;
    }

    private List<Term> Kept(string prefix, IReadOnlyList<string> types, int cursor, ReconciliationScope scope, IReadOnlyList<string> languages)
    {
        var now = index();
        using var lease = now.Acquire(scope.Kept);
        var filters = types.Where(type => !ReconciliationTypes.IsEveryTerm(type)).ToList();

        // With types more is read, since some fall out.
        var limit = filters.Count == 0 ? SuggestionPage : SuggestionPage * 10;
        var hits = new TermSearch(now).Search(new TermQuery { Text = prefix, IsPrefix = true, Sources = scope.Kept, Languages = languages, Offset = filters.Count == 0 ? cursor : 0, Limit = limit }).Hits;
        var terms = new List<Term>();
        foreach (var hit in hits)
        {
            if (lease.Find(hit.SourceId) is { } source && source.FindIri(hit.Iri) is var number and >= 0)
                terms.Add(TermCard.Read(source, number, languages));
        }

        return filters.Count == 0 ? terms : [.. terms.Where(term => filters.Exists(type => ReconciliationTypes.Fits(term, type))).Skip(cursor).Take(SuggestionPage)];
    }
}
