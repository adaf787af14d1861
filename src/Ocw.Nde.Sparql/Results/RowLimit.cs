using System.Globalization;

namespace Ocw.Nde.Sparql.Results;

/// <summary>The ceiling on what one query may give.</summary>
internal static class RowLimit
{
    /// <summary>Counts one more solution or triple.</summary>
    /// <exception cref="QueryLimitException">That is one too many.</exception>
    internal static void Count(ref long given, long maximum)
    {
        if (++given > maximum)
        {
            throw new QueryLimitException(
                QueryLimit.Rows,
                string.Create(CultureInfo.InvariantCulture, $"The answer has more than {maximum:N0} rows, which is the most that one query may give. Ask for parts of it with LIMIT and OFFSET."));
        }
    }
}
