using System.Buffers;

namespace Ocw.Nde.Mapping.Quality.Patterns;

/// <summary>
/// P3: a title and a description are nearly the same: their lengths differ by 20 characters at most, and their longest common subsequence is nine tenths of the shorter one or more.
/// What is the same (P2) or empty does not count.
/// </summary>
public sealed class NearIdenticalTitleAndDescription : ProblemPattern
{
    private const int MostDistance = 20;
    private const double LeastShare = 0.9;

    /// <summary>A ceiling: comparing takes time by the product of both lengths, and a title this long has a pattern of its own (P12).</summary>
    private const int MostCharacters = 2_000;

    /// <inheritdoc/>
    public override string Code => "P3";

    /// <inheritdoc/>
    public override bool Shows(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Titles.Any(title => record.Descriptions.Any(description => IsNear(title, description)));
    }

    private static bool IsNear(string title, string description)
    {
        if (string.IsNullOrWhiteSpace(title) || string.IsNullOrWhiteSpace(description) || Math.Abs(title.Length - description.Length) > MostDistance || Math.Max(title.Length, description.Length) > MostCharacters)
            return false;
        return !string.Equals(title, description, StringComparison.OrdinalIgnoreCase) && CommonLength(title, description) >= LeastShare * Math.Min(title.Length, description.Length);
    }

    // The length of the longest common subsequence, by two rows of the classic table.
    private static int CommonLength(string first, string second)
    {
        var width = second.Length + 1;
        var rows = ArrayPool<int>.Shared.Rent(width * 2);
        try
        {
            Span<int> above = rows.AsSpan(0, width), row = rows.AsSpan(width, width);
            above.Clear();
            row.Clear();
            foreach (var letter in first)
            {
                for (var j = 1; j < width; j++)
                    row[j] = letter == second[j - 1] ? above[j - 1] + 1 : Math.Max(above[j], row[j - 1]);
                var swap = above;
                above = row;
                row = swap;
            }

            return above[width - 1];
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rows);
        }
    }
}
