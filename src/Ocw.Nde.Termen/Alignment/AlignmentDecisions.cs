using System.Collections.Frozen;
using System.Text;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>What a person decided about a value; it holds for every node of that field with that label, over re-harvests and updates.</summary>
/// <param name="Field">The field.</param>
/// <param name="Label">The institution's own words. White space at the ends and in rows does not count, case does.</param>
/// <param name="Term">The IRI of the term.</param>
/// <param name="Verdict">The decision.</param>
/// <param name="DecidedBy">Who decided, for the evidence.</param>
/// <param name="DecidedAt">When.</param>
public sealed record AlignmentDecision(string Field, string Label, string Term, AlignmentVerdict Verdict, string? DecidedBy = null, DateTimeOffset? DecidedAt = null);

/// <summary>A person's verdict.</summary>
public enum AlignmentVerdict
{
    /// <summary>The value means this term.</summary>
    Accepted,

    /// <summary>The value does not mean this term: it is not offered again.</summary>
    Rejected,

    /// <summary>The value has no term at all, whatever the computer finds; <see cref="AlignmentDecision.Term"/> is empty.</summary>
    NoTerm,
}

/// <summary>The decisions of people, by value. A later decision about the same value and term replaces an earlier one.</summary>
public sealed class AlignmentDecisions
{
    private readonly FrozenDictionary<(string Field, string Label), IReadOnlyList<AlignmentDecision>> _byValue;

    /// <summary>Holds these decisions, in the order in which they were taken.</summary>
    public AlignmentDecisions(IEnumerable<AlignmentDecision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var byValue = new Dictionary<(string Field, string Label), List<AlignmentDecision>>();
        foreach (var decision in decisions)
        {
            var key = Key(decision.Field, decision.Label);
            if (!byValue.TryGetValue(key, out var list))
                byValue.Add(key, list = []);
            Replace(list, decision);
        }

        _byValue = byValue.ToFrozenDictionary(pair => pair.Key, pair => (IReadOnlyList<AlignmentDecision>)pair.Value);
    }

    /// <summary>No decisions.</summary>
    public static AlignmentDecisions None { get; } = new([]);

    /// <summary>The decisions about a value that still hold.</summary>
    public IReadOnlyList<AlignmentDecision> For(AlignmentQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _byValue.GetValueOrDefault(Key(query.Field, query.Label)) ?? [];
    }

    // «No term» and «this term» exclude each other; «not this term» stands beside both.
    private static void Replace(List<AlignmentDecision> list, AlignmentDecision decision)
    {
        list.RemoveAll(other => string.Equals(other.Term, decision.Term, StringComparison.Ordinal)
            || (decision.Verdict != AlignmentVerdict.Rejected && other.Verdict != AlignmentVerdict.Rejected && decision.Verdict != other.Verdict));
        list.Add(decision);
    }

    private static (string Field, string Label) Key(string field, string label)
    {
        var text = new StringBuilder(label.Length);
        var composed = TextFolder.IsWellFormed(label) ? label.Normalize() : label;
        foreach (var word in composed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Length > 0)
                text.Append(' ');
            text.Append(word);
        }

        return (field.ToUpperInvariant(), text.ToString());
    }
}
