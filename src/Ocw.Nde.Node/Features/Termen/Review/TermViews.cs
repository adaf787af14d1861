using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>Shows terms to a person who chooses: name, source, place in the hierarchy, note, and why it is offered.</summary>
internal sealed class TermViews(NodeHost host, Language language)
{
    private const int LongestNote = 400;
    private const int MostSearched = 8;
    private readonly string[] _languages = language == Language.Dutch ? ["nl", "en"] : ["en", "nl"];

    /// <summary>The candidates of an item, with what other institutions decided in front of what scores less.</summary>
    public IReadOnlyList<CandidateView> Of(QueueItem item)
    {
        var candidates = item.Candidates.ToList();
        foreach (var decision in host.Review.Log.Current.Elsewhere(item.Institution, item.Field, item.Literal, item.Language))
        {
            if (candidates.TrueForAll(c => c.Term != decision.Term))
                candidates.Add(new QueueCandidate(decision.Term, "", item.Literal, 0.85, decision.Relation, [FormattableString.Invariant($"{AlignmentReasons.DecidedElsewhere}={decision.Institutions}")]));
        }

        var rejected = host.Review.Log.Current.StateOf(item.Subject, dataset: null, item.Language).Rejected;
        var lookup = new TermLookup(host.Terms);
        return [.. candidates.Where(c => !rejected.Contains(c.Term)).OrderByDescending(c => c.Score).Take(9).Select(c => View(lookup, c.Term, c.Source, c.Label, c.Score, [.. c.Reasons.Select(r => AlignmentReasons.Describe(r, language.Tag()))]))];
    }

    /// <summary>One term that is no candidate: what was decided before, or withdrawn since.</summary>
    public CandidateView Of(string iri) => View(new TermLookup(host.Terms), iri, "", iri, null, []);

    /// <summary>Terms that are found by words; what sources are missing is said.</summary>
    public async Task<(IReadOnlyList<CandidateView> Terms, IReadOnlyList<string> Missing)> SearchAsync(string text, CancellationToken cancellation)
    {
        var result = await host.Network.SearchMergedAsync(new NetworkQuery { Text = text, Languages = _languages, Limit = MostSearched, IncludeDeprecated = false, Timeout = TimeSpan.FromSeconds(5) }, cancellation);
        var lookup = new TermLookup(host.Terms);
        return (
            [.. result.Hits.Select(h => View(lookup, h.Hit.Iri, h.Hit.SourceId, h.Hit.Label, null, []))],
            [.. result.Faulty.Where(a => a.Fault!.Kind != SourceFaultKind.NothingKept).Select(a => a.Fault!.Message(language.Tag())).Take(3)]);
    }

    private CandidateView View(TermLookup lookup, string iri, string source, string label, double? score, IReadOnlyList<string> reasons)
    {
        var href = host.Iris.LocalPath(iri) ?? "/term?iri=" + Uri.EscapeDataString(iri);
        if (lookup.Find(iri, _languages) is not { } term)
            return new CandidateView(iri, label, href, source, "", [], null, score, reasons, IsWithdrawn: false);
        var path = lookup.Ancestors(iri, _languages).Select(a => a.Label ?? a.Iri).Reverse().ToList();
        return new CandidateView(
            iri,
            term.Label(_languages).Text,
            href,
            host.Network.Catalog.Find(term.Source.Id)?.Names.GetValueOrDefault(language.Tag()) ?? term.Source.Id,
            Hint(term),
            path,
            NoteOf(term),
            score,
            reasons,
            term.IsDeprecated);
    }

    private static string Hint(Term term) => term.Birth is null && term.Death is null ? (term.Notations is [var notation, ..] ? notation : "") : FormattableString.Invariant($"{term.Birth}–{term.Death}");

    private string? NoteOf(Term term)
    {
        var note = term.Notes.OrderBy(n => Array.IndexOf(_languages, n.Language) is var rank and >= 0 ? rank : _languages.Length).FirstOrDefault().Text;
        return note is { Length: > LongestNote } ? note[..LongestNote] + "…" : note;
    }
}
