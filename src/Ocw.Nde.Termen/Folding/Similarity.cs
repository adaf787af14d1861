namespace Ocw.Nde.Termen.Folding;

/// <summary>How alike two folded labels are, from 0 to 1.</summary>
public static class Similarity
{
    private const int MaxLength = 256;

    /// <summary>1 minus the number of edits (insert, delete, replace, swap neighbours) divided by the longer length.</summary>
    /// <remarks>Optimal string alignment distance; texts beyond 256 characters are compared on their first 256.</remarks>
    public static double Edits(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left[..Math.Min(left.Length, MaxLength)];
        right = right[..Math.Min(right.Length, MaxLength)];
        var longest = Math.Max(left.Length, right.Length);
        return longest == 0 ? 1 : 1 - (Distance(left, right) / (double)longest);
    }

    /// <summary>The share of words that two sorted word lists have in common (Dice: twice the common words over all words).</summary>
    public static double Words(string leftSorted, string rightSorted)
    {
        ArgumentNullException.ThrowIfNull(leftSorted);
        ArgumentNullException.ThrowIfNull(rightSorted);
        var left = leftSorted.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var right = rightSorted.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int i = 0, j = 0, common = 0;
        while (i < left.Length && j < right.Length)
        {
            var order = string.CompareOrdinal(left[i], right[j]);
            if (order == 0)
            {
                common++;
                i++;
                j++;
            }
            else if (order < 0)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return left.Length + right.Length == 0 ? 1 : 2.0 * common / (left.Length + right.Length);
    }

    /// <summary>The share of runs of three letters that two texts have in common, with a blank before and after (Dice).</summary>
    public static double Trigrams(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left[..Math.Min(left.Length, MaxLength)];
        right = right[..Math.Min(right.Length, MaxLength)];
        Span<ulong> one = stackalloc ulong[MaxLength + 2];
        Span<ulong> other = stackalloc ulong[MaxLength + 2];
        one = TrigramsOf(left, one);
        other = TrigramsOf(right, other);
        one.Sort();
        other.Sort();
        int i = 0, j = 0, common = 0;
        while (i < one.Length && j < other.Length)
        {
            if (one[i] == other[j])
            {
                common++;
                i++;
                j++;
            }
            else if (one[i] < other[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return 2.0 * common / (one.Length + other.Length);
    }

    private static Span<ulong> TrigramsOf(ReadOnlySpan<char> text, Span<ulong> trigrams)
    {
        for (var i = 0; i < text.Length + 1; i++)
        {
            ulong before = i == 0 ? ' ' : text[i - 1];
            ulong here = i == text.Length ? ' ' : text[i];
            ulong after = i + 1 >= text.Length ? ' ' : text[i + 1];
            trigrams[i] = (before << 32) | (here << 16) | after;
        }

        return trigrams[..(text.Length + 1)];
    }

    private static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<int> before = stackalloc int[MaxLength + 1];
        Span<int> previous = stackalloc int[MaxLength + 1];
        Span<int> current = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= right.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    best = Math.Min(best, before[j - 2] + 1);
                current[j] = best;
            }

            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[right.Length];
    }
}
