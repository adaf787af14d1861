using System.Collections.Immutable;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Review;

/// <summary>What holds for a literal.</summary>
public sealed record ReviewState
{
    /// <summary>Nothing was said.</summary>
    public static ReviewState None { get; } = new();

    /// <summary>What was decided.</summary>
    public ReviewOutcome Outcome { get; private init; }

    /// <summary>The terms that were accepted.</summary>
    public IReadOnlyList<string> Terms { get; private init; } = [];

    /// <summary>How they relate to the literal.</summary>
    public AlignmentRelation Relation { get; private init; }

    /// <summary>The terms that are not meant: the negative list.</summary>
    public ImmutableHashSet<string> Rejected { get; private init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether it was put off.</summary>
    public bool IsSkipped { get; private init; }

    /// <summary>Why it is asked again although it was decided: a code of <see cref="ReopenReasons"/>.</summary>
    public string? Reopened { get; private init; }

    /// <summary>The event that decided.</summary>
    public ReviewEvent? Last { get; private init; }

    /// <summary>Whether a person's answer is still wanted.</summary>
    public bool IsOpen => Outcome == ReviewOutcome.Open || Reopened is not null;

    internal ReviewState After(ReviewEvent one) => one.Verdict switch
    {
        ReviewVerdict.Accept => this with { Outcome = ReviewOutcome.Accepted, Terms = one.Terms, Relation = one.Relation, Rejected = Rejected.Except(one.Terms), IsSkipped = false, Reopened = null, Last = one },
        ReviewVerdict.NoneOfThese => this with { Outcome = ReviewOutcome.NoneOfThese, Terms = [], Rejected = Rejected.Union(one.Terms), IsSkipped = false, Reopened = null, Last = one },
        ReviewVerdict.NoTerm => this with { Outcome = ReviewOutcome.NoTerm, Terms = [], IsSkipped = false, Reopened = null, Last = one },
        ReviewVerdict.Skip => this with { IsSkipped = true },
        // Also where nobody decided: the machine's own link rests on a term that changed.
        ReviewVerdict.Reopen => this with { Reopened = one.Why ?? ReopenReasons.TermChanged, IsSkipped = false },
        _ => this,
    };

    internal IEnumerable<AlignmentDecision> ToDecisions(ReviewSubject subject, string? language)
    {
        AlignmentDecision Decision(string term, AlignmentVerdict verdict) =>
            new(subject.Field, subject.Words, term, verdict, subject.Institution, Last?.At) { Language = language, Relation = Relation };

        foreach (var term in Rejected)
            yield return Decision(term, AlignmentVerdict.Rejected);
        switch (Outcome)
        {
            case ReviewOutcome.Accepted:
                foreach (var term in Terms)
                    yield return Decision(term, AlignmentVerdict.Accepted);
                break;
            case ReviewOutcome.NoneOfThese:
                yield return Decision("", AlignmentVerdict.NoneOfThese);
                break;
            case ReviewOutcome.NoTerm:
                yield return Decision("", AlignmentVerdict.NoTerm);
                break;
        }
    }
}

/// <summary>What was decided about a literal.</summary>
public enum ReviewOutcome
{
    /// <summary>Nothing: it is the machine's.</summary>
    Open,

    /// <summary>It means these terms.</summary>
    Accepted,

    /// <summary>None of the terms that were offered.</summary>
    NoneOfThese,

    /// <summary>It has no term.</summary>
    NoTerm,
}
