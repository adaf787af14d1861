using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Merging;

/// <summary>Chooses which segments to merge, so that there are few of them and little in them that is not shown.</summary>
internal static class SegmentMergePlan
{
    /// <summary>Segments of like size, by powers of this, are merged when there are as many of them.</summary>
    private const int Ratio = 4;

    private const int SmallestTier = 1024;

    /// <summary>The files of the segments to merge next, all of one access level; none if there is nothing to do.</summary>
    /// <param name="manifest">The present state.</param>
    /// <param name="largest">Segments that show as many rows stay by themselves.</param>
    internal static IReadOnlyList<long> Next(Manifest manifest, long largest)
    {
        var served = new Dictionary<long, long>();
        foreach (var layer in manifest.Graphs.Values.SelectMany(graph => graph.Layers))
            served[layer.Segment] = served.GetValueOrDefault(layer.Segment) + layer.Rows;

        foreach (var level in manifest.Segments.GroupBy(segment => segment.Access))
        {
            var tiers = level.Where(segment => served[segment.File] < largest).GroupBy(segment => Tier(served[segment.File])).OrderBy(tier => tier.Key);
            foreach (var tier in tiers)
            {
                var files = tier.Select(segment => segment.File).ToArray();
                if (files.Length >= Ratio)
                    return files;
            }
        }

        // Rows that no one sees any more are copied out of the way when they are the larger part.
        var wasteful = manifest.Segments.FirstOrDefault(segment => segment.Rows > 2 * served[segment.File]);
        return wasteful is null ? [] : [wasteful.File];
    }

    private static int Tier(long rows)
    {
        var tier = 0;
        for (var limit = (long)SmallestTier; rows >= limit; limit *= Ratio)
            tier++;
        return tier;
    }
}
