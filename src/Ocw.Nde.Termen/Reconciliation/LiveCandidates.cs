using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Asks terminology sources that are not kept here.</summary>
public interface ILiveTerms
{
    /// <summary>Searches the sources for a text, or looks terms up; a source that fails is told in the faults and spoils nothing.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellation">Ends the work.</param>
    Task<LiveAnswer> AskAsync(LiveQuestion question, CancellationToken cancellation);
}

/// <summary>A question to live sources.</summary>
/// <param name="Sources">The sources by id.</param>
/// <param name="Text">The text to search for; empty where <paramref name="Iris"/> are looked up.</param>
/// <param name="Iris">The terms to look up.</param>
/// <param name="Languages">The languages wanted, best first.</param>
/// <param name="Limit">The most terms of each source.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record LiveQuestion(IReadOnlyList<string> Sources, string Text, IReadOnlyList<string> Iris, IReadOnlyList<string> Languages, int Limit, TimeSpan Timeout);

/// <summary>What live sources answered.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Faults">Which sources did not answer, and why, as English sentences.</param>
public sealed record LiveAnswer(IReadOnlyList<Term> Terms, IReadOnlyList<string> Faults);

/// <summary>Finds the candidates of a query in sources that are not kept: their names are all there is to go by.</summary>
internal static class LiveCandidates
{
    internal static async Task<List<CandidateDraft>> FindAsync(ILiveTerms live, ReconciliationQuery query, IReadOnlyList<string> sources, IReadOnlyList<string> languages, ReconciliationOptions options, List<string> warnings, CancellationToken cancellation)
    {
        var isIri = query.Text.Contains("://", StringComparison.Ordinal) && !query.Text.Contains(' ', StringComparison.Ordinal);
        IReadOnlyList<string> iris = query.Ids.Count > 0 ? query.Ids : isIri ? [query.Text] : [];
        if (iris.Count == 0 && query.Text.Length == 0)
            return [];
        var limit = Math.Min(Math.Max(query.Limit * 3, 30), 100);
        var answer = await live.AskAsync(new LiveQuestion(sources, iris.Count > 0 ? "" : query.Text, iris, languages, limit, options.LiveTimeout), cancellation).ConfigureAwait(false);
        warnings.AddRange(answer.Faults);
        if (iris.Count > 0)
            return [.. answer.Terms.Select(term => new CandidateDraft(term, 100) { IsAccepted = iris.Count == 1, KnowsContext = true })];
        var text = LabelForm.Parse(query.Text);
        return text.IsEmpty ? [] : [.. answer.Terms.Select(term => NameScore.Of(term, text))];
    }
}
