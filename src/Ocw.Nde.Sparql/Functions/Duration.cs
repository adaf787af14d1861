namespace Ocw.Nde.Sparql.Functions;

/// <summary>An <c>xsd:duration</c>: months and seconds, which have no fixed relation to each other.</summary>
/// <param name="Seconds">Whole seconds, with sign.</param>
/// <param name="Nanoseconds">Nanoseconds, with the sign of the seconds.</param>
/// <param name="Months">Months, with sign.</param>
internal readonly record struct Duration(long Seconds, int Nanoseconds, int Months)
{
    internal static Duration FromMinutes(long minutes) => new(minutes * 60, 0, 0);

    /// <summary>The order of two durations, or <see langword="null"/> where months and seconds pull in different directions.</summary>
    internal static int? Compare(in Duration left, in Duration right)
    {
        var months = left.Months.CompareTo(right.Months);
        var seconds = left.Seconds.CompareTo(right.Seconds);
        if (seconds == 0)
            seconds = left.Nanoseconds.CompareTo(right.Nanoseconds);
        if (months == 0)
            return seconds;
        return seconds == 0 || Math.Sign(seconds) == Math.Sign(months) ? months : null;
    }
}
