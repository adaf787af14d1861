namespace Ocw.Nde.Store.Sources;

/// <summary>Sorts rows of ids.</summary>
internal static class QuadSort
{
    internal static void Sort(QuadKey[] rows, int count) => rows.AsSpan(0, count).Sort();

    /// <summary>Sorts the first <paramref name="count"/> rows and gives them without duplicates.</summary>
    internal static QuadKey[] SortDistinct(QuadKey[] rows, int count)
    {
        Sort(rows, count);
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (kept == 0 || !rows[i].Equals(rows[kept - 1]))
                rows[kept++] = rows[i];
        }

        return rows.Length == kept ? rows : rows[..kept];
    }
}
