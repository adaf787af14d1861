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

    private void Throw() => throw new QueryLimitException(
        QueryLimit.Memory,
        string.Create(CultureInfo.InvariantCulture, $"The query needs more than the {limit:N0} bytes of memory that a query may hold. Ask for less at once: add a LIMIT, a more selective pattern, or fewer groups."));
}
