using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Gives the terms of a service themselves: for suggestions, previews and extensions.</summary>
public sealed class ReconciliationEntities(TermIndex index, ReconciliationOptions options, ILiveTerms? live = null)
{
    private const int SuggestionPage = 20;

    private readonly TermSearch _search = new(index);
    private readonly TermLookup _lookup = new(index);

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
        if (found.Count > 0 || scope.Live.Count == 0 || live is null || prefix.Trim().Length < 3)
            return found;
        var answer = await live.AskAsync(new LiveQuestion(scope.Live, prefix, [], languages, SuggestionPage, options.LiveTimeout), cancellation).ConfigureAwait(false);
        return [.. answer.Terms.Where(term => types.Count == 0 || types.Any(type => ReconciliationTypes.Fits(term, type))).Skip(cursor).Take(SuggestionPage)];
    }

    /// <summary>The terms of these identifiers; those that the service does not have are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Term>> FindAsync(IReadOnlyList<string> ids, ReconciliationScope scope, IReadOnlyList<string> languages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(scope);
        var found = new Dictionary<string, Term>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_lookup.Find(id, languages) is { } term && scope.Kept.Contains(term.Source.Id, StringComparer.Ordinal))
                found[id] = term;
        }

        var missing = ids.Where(id => !found.ContainsKey(id)).ToList();
        if (missing.Count == 0 || scope.Live.Count == 0 || live is null)
            return found;
        var answer = await live.AskAsync(new LiveQuestion(scope.Live, "", missing, languages, missing.Count, options.LiveTimeout), cancellation).ConfigureAwait(false);
        foreach (var term in answer.Terms)
            found.TryAdd(term.Iri, term);
        return found;
    }

    private List<Term> Kept(string prefix, IReadOnlyList<string> types, int cursor, ReconciliationScope scope, IReadOnlyList<string> languages)
    {
        using var lease = index.Acquire(scope.Kept);
        var filters = types.Where(type => !ReconciliationTypes.IsEveryTerm(type)).ToList();

        // With types more is read, since some fall out.
        var limit = filters.Count == 0 ? SuggestionPage : SuggestionPage * 10;
        var hits = _search.Search(new TermQuery { Text = prefix, IsPrefix = true, Sources = scope.Kept, Languages = languages, Offset = filters.Count == 0 ? cursor : 0, Limit = limit }).Hits;
        var terms = new List<Term>();
        foreach (var hit in hits)
        {
            if (lease.Find(hit.SourceId) is { } source && source.FindIri(hit.Iri) is var number and >= 0)
                terms.Add(TermCard.Read(source, number, languages));
        }

        return filters.Count == 0 ? terms : [.. terms.Where(term => filters.Exists(type => ReconciliationTypes.Fits(term, type))).Skip(cursor).Take(SuggestionPage)];
    }
}
