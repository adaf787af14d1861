using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Termen.Review;

/// <summary>Takes people's answers, wherever they are given: checks them, and keeps them in the log.</summary>
/// <param name="queue">The questions.</param>
/// <param name="network">Where a term that was not offered is looked up.</param>
/// <param name="time">The clock.</param>
public sealed class ReviewDesk(ReviewQueue queue, TermNetwork network, TimeProvider time)
{
    /// <summary>The longest reason that is kept, in characters; more is cut.</summary>
    public const int MaxWhy = 1000;

    /// <summary>The most candidates that are kept with a decision.</summary>
    private const int MaxOffered = 10;

    /// <summary>Says what is wrong with an answer, or <see langword="null"/> if nothing is.</summary>
    public async Task<ReviewFault?> CheckAsync(QueueItem item, ReviewAnswer answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Dataset is { } dataset && !item.Datasets.Contains(dataset, StringComparer.Ordinal))
            return ReviewFault.OtherDataset(dataset);
        if (answer.Verdict != ReviewVerdict.Accept)
            return null;
        if (answer.Terms.Count == 0)
            return ReviewFault.NoTermGiven;
        foreach (var term in answer.Terms)
        {
            if (!IsIri(term))
                return ReviewFault.NoIri(term);
            var known = (await network.LookupAsync([term], new LookupOptions(), cancellation).ConfigureAwait(false))[0].Term;
            if (known is null && item.Candidates.All(c => !string.Equals(c.Term, term, StringComparison.Ordinal)))
                return ReviewFault.UnknownTerm(term);
            if (known is { IsDeprecated: true })
                return ReviewFault.Withdrawn(term, known);
        }

        return null;
    }

    /// <summary>Whether the same already holds, so that saying it again would only lengthen the history.</summary>
    public bool Holds(QueueItem item, ReviewAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(answer);
        var ledger = queue.Log.Current;
        var datasets = answer.Dataset is null ? item.Datasets : [answer.Dataset];
        return datasets.All(dataset => IsSame(ledger.StateOf(item.Subject, dataset, answer.Language ?? item.Language), item, answer));
    }

    /// <summary>The event that keeps an answer, checked before by <see cref="CheckAsync"/>.</summary>
    /// <param name="by">Who answers.</param>
    /// <param name="item">The question, with its candidates.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="batch">What is decided together, if it is.</param>
    public ReviewEvent EventOf(string by, QueueItem item, ReviewAnswer answer, string? batch = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(answer);
        var now = time.GetUtcNow();
        return new ReviewEvent
        {
            Id = NewName(now),
            At = now,
            By = by,
            Institution = item.Institution,
            Dataset = answer.Dataset,
            Field = item.Field,
            Literal = item.Literal,
            Language = answer.Language,
            Verdict = answer.Verdict,
            Terms = answer.Verdict == ReviewVerdict.NoneOfThese ? [.. item.Candidates.Select(c => c.Term)] : answer.Terms,
            Relation = answer.Relation,
            Why = answer.Why is { Length: > MaxWhy } why ? why[..MaxWhy] : answer.Why,
            Batch = batch,
            Offered = answer.Verdict == ReviewVerdict.Skip ? [] : [.. item.Candidates.Take(MaxOffered).Select(c => new OfferedTerm(c.Term, c.Source, c.Score, c.Reasons))],
        };
    }

    /// <summary>The event that takes back an event or a batch.</summary>
    public ReviewEvent UndoOf(string by, string institution, string name)
    {
        var now = time.GetUtcNow();
        return new ReviewEvent { Id = NewName(now), At = now, By = by, Institution = institution, Verdict = ReviewVerdict.Undo, Undoes = name };
    }

    /// <summary>A name for a batch.</summary>
    public string NewBatch() => NewName(time.GetUtcNow());

    /// <summary>The items of a filter whose best candidate may be accepted together: it scores at least so much, and leads by so much.</summary>
    /// <remarks>Items that are asked again are left out: something changed, and a person looks. Of the candidates only the best one is read, as <see cref="QueueItem.Best"/>.</remarks>
    public IEnumerable<QueueItem> Sure(QueueFilter filter, double threshold, double gap)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return queue.All(filter with { MinimumScore = Math.Max(filter.MinimumScore, threshold), MinimumGap = Math.Max(filter.MinimumGap, gap) }, [QueueTurn.Open], withCandidates: false)
            .Where(item => item.Why is null && item.Best is not null);
    }

    /// <summary>The answer that accepts the best candidate of an item.</summary>
    public static ReviewAnswer Best(QueueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new ReviewAnswer(ReviewVerdict.Accept) { Terms = [item.Candidates[0].Term], Relation = item.Candidates[0].Relation };
    }

    private static bool IsSame(ReviewState state, QueueItem item, ReviewAnswer answer) => answer.Verdict switch
    {
        _ when state.Reopened is not null => false,
        ReviewVerdict.Accept => state.Outcome == ReviewOutcome.Accepted && state.Relation == answer.Relation && state.Terms.Order(StringComparer.Ordinal).SequenceEqual(answer.Terms.Order(StringComparer.Ordinal), StringComparer.Ordinal),
        ReviewVerdict.NoneOfThese => state.Outcome == ReviewOutcome.NoneOfThese && item.Candidates.All(c => state.Rejected.Contains(c.Term)),
        ReviewVerdict.NoTerm => state.Outcome == ReviewOutcome.NoTerm,
        ReviewVerdict.Skip => state.IsSkipped,
        _ => false,
    };

    private static bool IsIri(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "urn" or "ark" or "info" && text.All(c => c > ' ' && c is not ('<' or '>' or '"' or '{' or '}' or '|' or '\\' or '^' or '`'));

    private static string NewName(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");
}

/// <summary>What a person answers.</summary>
/// <param name="Verdict">Accept, none of these, no term, or skip.</param>
public sealed record ReviewAnswer(ReviewVerdict Verdict)
{
    /// <summary>The terms that are meant.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>How they relate to the words.</summary>
    public AlignmentRelation Relation { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string? Why { get; init; }

    /// <summary>The one dataset for which it holds; <see langword="null"/> for all.</summary>
    public string? Dataset { get; init; }

    /// <summary>The one language for which it holds; <see langword="null"/> for all.</summary>
    public string? Language { get; init; }
}

/// <summary>Why an answer cannot be kept.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Nl">What is wrong and what to do, in Dutch.</param>
/// <param name="En">The same in English.</param>
public sealed record ReviewFault(string Code, string Nl, string En)
{
    internal static ReviewFault NoTermGiven { get; } = new("no-term-given", "Er is geen term gekozen: kies er een, of zeg dat er geen is.", "No term was chosen: choose one, or say that there is none.");

    /// <summary>The words in a language, <c>nl</c> or <c>en</c>.</summary>
    public string In(string language) => string.Equals(language, "nl", StringComparison.OrdinalIgnoreCase) ? Nl : En;

    internal static ReviewFault NoIri(string term) => new("no-iri", $"«{term}» is geen IRI van een term.", $"«{term}» is not the IRI of a term.");

    internal static ReviewFault UnknownTerm(string term) => new("unknown-term", $"Geen termenbron kent {term}.", $"No terminology source knows {term}.");

    internal static ReviewFault Withdrawn(string term, Term known)
    {
        var (nl, en) = known.ReplacedBy.Count > 0 ? ($" Neem {known.ReplacedBy[0].Iri}.", $" Take {known.ReplacedBy[0].Iri}.") : ("", "");
        return new("withdrawn", $"{term} is ingetrokken door de bron.{nl}", $"{term} was withdrawn by its source.{en}");
    }

    internal static ReviewFault OtherDataset(string dataset) => new("other-dataset", $"Dataset {dataset} gebruikt deze woorden niet.", $"Dataset {dataset} does not use these words.");
}
