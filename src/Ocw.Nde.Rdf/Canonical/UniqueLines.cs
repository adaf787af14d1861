namespace Ocw.Nde.Rdf.Canonical;

/// <summary>A dataset is a set: of equal lines one is kept.</summary>
internal static class UniqueLines
{
    internal static void Keep(LineArena arena, List<LineRef> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (kept == 0 || !arena[sorted[kept - 1]].SequenceEqual(arena[sorted[i]]))
                sorted[kept++] = sorted[i];
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }
}
