namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>What was probably meant by a name that is not known.</summary>
internal static class Suggestions
{
    private const int Most = 3;
    private const int LongestName = 60;

    /// <summary><c> Did you mean "…"?</c>, or nothing.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName)
            return "";
        var near = known.Where(k => k.Length <= LongestName)
            .Select(k => (Name: k, Distance: Distance(name.ToLowerInvariant(), k.ToLowerInvariant())))
            .Where(k => k.Distance <= Math.Max(1, name.Length / 3))
            .OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal)
            .Take(Most).Select(k => $"\"{k.Name}\"").ToList();
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    // Levenshtein
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
