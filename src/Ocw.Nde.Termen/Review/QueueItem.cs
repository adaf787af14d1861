using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Review;

/// <summary>A value that a person may be asked about, as alignment found it: one node of one channel.</summary>
/// <param name="Field">The field.</param>
/// <param name="Literal">The institution's own words.</param>
/// <param name="Language">Their language, if known.</param>
/// <param name="Node">The IRI of the node that bears them.</param>
/// <param name="Records">How many records use the node.</param>
/// <param name="Candidates">What the machine found, best first; may be empty.</param>
public sealed record QueueEntry(string Field, string Literal, string? Language, string Node, int Records, IReadOnlyList<QueueCandidate> Candidates);

/// <summary>A term that may be meant.</summary>
/// <param name="Term">The term.</param>
/// <param name="Source">The id of its source.</param>
/// <param name="Label">The label or notation that matched.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Relation">How it would relate.</param>
/// <param name="Reasons">Codes of <see cref="AlignmentReasons"/>.</param>
public sealed record QueueCandidate(string Term, string Source, string Label, double Score, AlignmentRelation Relation, IReadOnlyList<string> Reasons);

/// <summary>The channel of a dataset whose values stand in the queue.</summary>
/// <param name="Institution">The institution.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Channel">The channel.</param>
public readonly record struct QueueChannel(string Institution, string Dataset, string Channel);

/// <summary>One question: the same words of an institution in a field, in all its datasets.</summary>
public sealed record QueueItem
{
    /// <summary>Its number (<see cref="LiteralKey.NumberOf"/>).</summary>
    public required long Id { get; init; }

    /// <summary>The institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The field.</summary>
    public required string Field { get; init; }

    /// <summary>The words.</summary>
    public required string Literal { get; init; }

    /// <summary>Their language, if known.</summary>
    public string? Language { get; init; }

    /// <summary>How many records use them.</summary>
    public int Uses { get; init; }

    /// <summary>The datasets that use them.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    /// <summary>The score of the best candidate; 0 without one.</summary>
    public double Score { get; init; }

    /// <summary>The score of the best candidate less that of the second.</summary>
    public double Gap { get; init; }

    /// <summary>The term of the best candidate; <see langword="null"/> without one.</summary>
    public string? Best { get; init; }

    /// <summary>Whether and when it is asked.</summary>
    public QueueTurn Turn { get; init; }

    /// <summary>Why it is asked again: a code of <see cref="ReopenReasons"/> or <see cref="QueueReasons"/>.</summary>
    public string? Why { get; init; }

    /// <summary>The candidates, best first; only where one item is read.</summary>
    public IReadOnlyList<QueueCandidate> Candidates { get; init; } = [];

    /// <summary>The question as decisions name it.</summary>
    public ReviewSubject Subject => ReviewSubject.Of(Institution, Field, Literal);
}

/// <summary>Whether and when an item is asked.</summary>
public enum QueueTurn
{
    /// <summary>Now.</summary>
    Open,

    /// <summary>After all others.</summary>
    Skipped,

    /// <summary>It was decided.</summary>
    Decided,
}

/// <summary>Why an item stands in the queue, beside the reasons of its candidates: stable codes.</summary>
public static class QueueReasons
{
    /// <summary>A term was found that was not offered when «none of these» was said.</summary>
    public const string NewCandidate = "new-candidate";

    /// <summary>The machine found no term at all.</summary>
    public const string NoCandidate = "no-candidate";

    /// <summary>The reason in words of a language, <c>nl</c> or <c>en</c>; other codes are those of <see cref="ReopenReasons"/>.</summary>
    public static string Explain(string code, string language)
    {
        var dutch = string.Equals(language, "nl", StringComparison.OrdinalIgnoreCase);
        return code switch
        {
            NewCandidate => dutch ? "er is een term gevonden die nog niet was voorgelegd" : "a term was found that was not offered before",
            NoCandidate => dutch ? "er is geen term gevonden" : "no term was found",
            _ => ReopenReasons.Explain(code, language),
        };
    }
}

/// <summary>Which items are wanted.</summary>
public sealed record QueueFilter
{
    /// <summary>Of this institution only; <see langword="null"/> for all, for who keeps the node.</summary>
    public string? Institution { get; init; }

    /// <summary>Used in this dataset.</summary>
    public string? Dataset { get; init; }

    /// <summary>In this field.</summary>
    public string? Field { get; init; }

    /// <summary>With a candidate of this source.</summary>
    public string? Source { get; init; }

    /// <summary>With this reason: of a candidate, or for being asked again, or <see cref="QueueReasons.NoCandidate"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose best candidate scores at least this.</summary>
    public double MinimumScore { get; init; }

    /// <summary>Whose best candidate scores less than this; 0 for no ceiling.</summary>
    public double BelowScore { get; init; }

    /// <summary>Whose best candidate leads by at least this.</summary>
    public double MinimumGap { get; init; }

    /// <summary>Whether values without any candidate are wanted too.</summary>
    public bool WithoutCandidates { get; init; }

    /// <summary>Whose words hold this text, without case.</summary>
    public string? Text { get; init; }
}

/// <summary>How far one is.</summary>
/// <param name="Open">The items that are asked.</param>
/// <param name="Skipped">Those that were put off.</param>
/// <param name="Decided">Those that were decided.</param>
public readonly record struct QueueProgress(long Open, long Skipped, long Decided)
{
    /// <summary>All of them.</summary>
    public long Total => Open + Skipped + Decided;
}
