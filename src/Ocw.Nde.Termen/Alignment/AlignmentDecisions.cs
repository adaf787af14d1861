using System.Collections.Frozen;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>What a person decided about a value; it holds for every node of that field with that label, over re-harvests and updates.</summary>
/// <param name="Field">The field.</param>
/// <param name="Label">The institution's own words. White space at the ends and in rows does not count, case does.</param>
/// <param name="Term">The IRI of the term.</param>
/// <param name="Verdict">The decision.</param>
/// <param name="DecidedBy">Whose word it is, for the evidence: the institution, never the person, since evidence may be public.</param>
/// <param name="DecidedAt">When.</param>
public sealed record AlignmentDecision(string Field, string Label, string Term, AlignmentVerdict Verdict, string? DecidedBy = null, DateTimeOffset? DecidedAt = null)
{
    /// <summary>The one language for which it holds, in place of what holds for all others; <see langword="null"/> for every language.</summary>
    public string? Language { get; init; }

    /// <summary>How the accepted term relates to the value.</summary>
    public AlignmentRelation Relation { get; init; }
}

/// <summary>A person's verdict.</summary>
public enum AlignmentVerdict
{
    /// <summary>The value means this term.</summary>
    Accepted,

    /// <summary>The value does not mean this term: it is not offered again.</summary>
    Rejected,

    /// <summary>The value has no term at all, whatever the computer finds; <see cref="AlignmentDecision.Term"/> is empty.</summary>
    NoTerm,

    /// <summary>None of the terms that were offered: what the computer finds beside the rejected ones is proposed only; <see cref="AlignmentDecision.Term"/> is empty.</summary>
    NoneOfThese,

    /// <summary>Nothing is decided for this language, whatever holds for the others; <see cref="AlignmentDecision.Term"/> is empty.</summary>
    Open,
}

/// <summary>The decisions of people, by value. A later decision about the same value and term replaces an earlier one.</summary>
public sealed class AlignmentDecisions
{
    private readonly FrozenDictionary<(string Field, string Label), IReadOnlyList<AlignmentDecision>> _byValue;
    private readonly Func<AlignmentQuery, IReadOnlyList<ElsewhereDecision>> _elsewhere;

    /// <summary>Holds these decisions, in the order in which they were taken.</summary>
    /// <param name="decisions">What the institution itself decided.</param>
    /// <param name="elsewhere">What other institutions decided about the same words; it is proposed, never linked.</param>
    public AlignmentDecisions(IEnumerable<AlignmentDecision> decisions, Func<AlignmentQuery, IReadOnlyList<ElsewhereDecision>>? elsewhere = null)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        _elsewhere = elsewhere ?? (static _ => []);
        var byValue = new Dictionary<(string Field, string Label), List<AlignmentDecision>>();
        foreach (var decision in decisions)
        {
            var key = (LiteralKey.OfField(decision.Field), LiteralKey.OfWords(decision.Label));
            if (!byValue.TryGetValue(key, out var list))
                byValue.Add(key, list = []);
            Replace(list, decision);
        }

        _byValue = byValue.ToFrozenDictionary(pair => pair.Key, pair => (IReadOnlyList<AlignmentDecision>)pair.Value);
    }

    /// <summary>No decisions.</summary>
    public static AlignmentDecisions None { get; } = new([]);

    /// <summary>The decisions about a value that still hold: those for its language if there are any, else those for every language.</summary>
    public IReadOnlyList<AlignmentDecision> For(AlignmentQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (_byValue.Count == 0 || _byValue.GetValueOrDefault((LiteralKey.OfField(query.Field), LiteralKey.OfWords(query.Label))) is not { } all)
            return [];
        var own = all.Where(d => d.Language is not null && string.Equals(d.Language, query.Language, StringComparison.OrdinalIgnoreCase)).ToList();
        return own.Count > 0 ? own.FindAll(d => d.Verdict != AlignmentVerdict.Open) : [.. all.Where(d => d.Language is null)];
    }

    /// <summary>What other institutions decided about the same words, most institutions first.</summary>
    public IReadOnlyList<ElsewhereDecision> Elsewhere(AlignmentQuery query) => _elsewhere(query);

    // «No term» and «this term» exclude each other; «not this term» stands beside both.
    private static void Replace(List<AlignmentDecision> list, AlignmentDecision decision)
    {
        list.RemoveAll(other => string.Equals(other.Language, decision.Language, StringComparison.OrdinalIgnoreCase)
            && (string.Equals(other.Term, decision.Term, StringComparison.Ordinal)
                || (decision.Verdict != AlignmentVerdict.Rejected && other.Verdict != AlignmentVerdict.Rejected && decision.Verdict != other.Verdict)));
        list.Add(decision);
    }
}
