using System.Collections.Immutable;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>Joins neighbouring dictionary segments, so that there are few; no ordinal changes.</summary>
internal static class DictionaryMerger
{
    /// <summary>The most terms of a joined segment: what is larger stays as it is, so that the memory for its hash table is bounded (150 MB).</summary>
    internal const long MaxTerms = 8_000_000;

    private const int Ratio = 4;

    /// <summary>
    /// Chooses the newest run of segments in which none is more than <see cref="Ratio"/> times as large as all after it together, so that their number
    /// grows with the logarithm of the terms and each term is rewritten as often.
    /// </summary>
    /// <returns>The index of the first segment and the number of segments; none if there is nothing to join.</returns>
    internal static (int First, int Count) Choose(ImmutableArray<DictionarySegmentInfo> segments)
    {
        var first = segments.Length - 1;
        long terms = first < 0 ? 0 : segments[first].Count;
        while (first > 0 && segments[first - 1].Count <= terms * Ratio && segments[first - 1].Count + terms <= MaxTerms)
            terms += segments[--first].Count;

        var count = segments.Length - first;

        // Two or three neighbours of like size may stay: joining at each commit would rewrite too much.
        return count >= Ratio ? (first, count) : (0, 0);
    }

    /// <summary>Writes the joined segment. If it fails, the caller removes the file.</summary>
    internal static DictionarySegmentInfo Merge(IStoreFiles files, long file, IReadOnlyList<DictionarySegment> segments, ulong seed, CancellationToken cancellation)
    {
        using var writer = new DictionarySegmentWriter(files, file, segments[0].FirstOrdinal);
        foreach (var segment in segments)
            segment.ReadAll((qualifier, text) => writer.Append(qualifier, text, TermHash.Of(qualifier, text, seed)), cancellation);
        return writer.Finish();
    }
}
