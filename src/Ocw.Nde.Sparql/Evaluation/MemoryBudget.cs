using System.Globalization;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>Counts the bytes that the operators of one query hold, and ends the query where they pass the limit.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long used;

    internal long Used => used;

    /// <summary>The bytes that are still free.</summary>
    internal long Free => limit - used;

    internal void Charge(long bytes)
    {
        used += bytes;
        if (used > limit)
            Throw();
    }

    internal void Release(long bytes) => used -= bytes;

    /// <summary>Begins a new run, in which nothing is held yet.</summary>
    internal void Reset() => used = 0;

    /// <summary>Refuses one single thing that is larger than what is free.</summary>
    internal void Check(long bytes)
    {
        if (bytes > Free)
            Throw();
    }

    /// <summary>The most characters of one computed string: beyond it a query builds texts, it does not ask for them.</summary>
    internal const long LongestString = 32 << 20;

    /// <summary>Refuses a computed string that is too long, or larger than what is free, before it is built.</summary>
    internal void CheckString(long characters)
    {
        if (characters > LongestString)
        {
            throw new QueryLimitException(
                QueryLimit.Memory, string.Create(CultureInfo.InvariantCulture, $"The query computes a string of more than {LongestString:N0} characters, which no string may have: it would take too many bytes of memory."));
        }

        Check(characters * 2);
    }

    private void Throw() => throw new QueryLimitException(
        QueryLimit.Memory,
        string.Create(CultureInfo.InvariantCulture, $"The query needs more than the {limit:N0} bytes of memory that a query may hold. Ask for less at once: add a LIMIT, a more selective pattern, or fewer groups."));
}
