using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Asks the sources of a service that are not kept, each for itself: what fails is told and spoils nothing.</summary>
internal sealed class LiveTerms(TermNetwork network, ReconciliationOptions options)
{
    internal async Task<List<Term>> SearchAsync(IReadOnlyList<string> sources, string text, IReadOnlyList<string> languages, int limit, List<string> faults, CancellationToken cancellation)
    {
        var query = new NetworkQuery { Text = text, Sources = sources, Languages = languages, Limit = Math.Clamp(limit, 1, TermQuery.MaxLimit), Timeout = options.LiveTimeout };
        var terms = new List<Term>();
        await foreach (var answer in network.SearchAsync(query, cancellation).ConfigureAwait(false))
        {
            terms.AddRange(answer.Hits.Select(hit => hit.Term));
            if (answer.Fault is { } fault)
                faults.Add(fault.Message(languages.Count > 0 ? languages[0] : null));
        }

        return terms;
    }

    internal async Task<List<Term>> FindAsync(IReadOnlyList<string> iris, IReadOnlyList<string> languages, List<string> faults, CancellationToken cancellation)
    {
        var terms = new List<Term>();
        foreach (var answer in await network.LookupAsync(iris, new LookupOptions { Languages = languages, Timeout = options.LiveTimeout }, cancellation).ConfigureAwait(false))
        {
            if (answer.Term is { } term)
                terms.Add(term);
            if (answer.Fault is { Kind: not (SourceFaultKind.NotFound or SourceFaultKind.UnknownSource or SourceFaultKind.BadIri) } fault)
                faults.Add(fault.Message(languages.Count > 0 ? languages[0] : null));
        }

        return terms;
    }
}
