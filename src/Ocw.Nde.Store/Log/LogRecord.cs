using Ocw.Nde.Store.Dictionary;

namespace Ocw.Nde.Store.Log;

/// <summary>Everything that one small commit changes.</summary>
internal sealed record LogRecord
{
    internal required long CommitNumber { get; init; }

    internal required DateTimeOffset CommittedAt { get; init; }

    /// <summary>The last number that a blank node has got.</summary>
    internal required ulong LastBlankNode { get; init; }

    /// <summary>How many qualifiers there were before.</summary>
    internal required int FirstQualifier { get; init; }

    /// <summary>The new ones.</summary>
    internal required IReadOnlyList<byte[]> Qualifiers { get; init; }

    /// <summary>The ordinal of the first new term; the others follow.</summary>
    internal required ulong FirstOrdinal { get; init; }

    /// <summary>The new terms, whose ordinals begin at <see cref="FirstOrdinal"/>; <see langword="null"/> for none, and in a record that was read.</summary>
    internal required DeltaTerms? Terms { get; init; }

    /// <summary>The graphs that changed. In a record that was read, entries have no layers yet, and what was before is not known.</summary>
    internal required IReadOnlyList<GraphDelta> Graphs { get; init; }

    /// <summary>The keys that were set, or deleted where the value is <see langword="null"/>.</summary>
    internal required IReadOnlyList<KeyValuePair<string, byte[]?>> Values { get; init; }

    internal ulong EndOrdinal => Terms?.EndOrdinal ?? FirstOrdinal;
}
