using System.Globalization;

namespace Ocw.Nde.Node.Settings;

/// <summary>When a source is harvested: every so often, or each day or week at a time (UTC).</summary>
/// <param name="Period">The time between two turns.</param>
/// <param name="At">The time of day of a daily or weekly turn.</param>
/// <param name="Day">The day of a weekly turn.</param>
internal sealed record Schedule(TimeSpan Period, TimeOnly? At = null, DayOfWeek? Day = null)
{
    /// <summary>Reads <c>hourly</c>, <c>every 6 hours</c>, <c>daily 03:00</c> or <c>weekly sunday 03:00</c>; <see langword="null"/> when it is none of these.</summary>
    public static Schedule? Parse(string text)
    {
        var words = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            ["hourly"] => new(TimeSpan.FromHours(1)),
            ["every", var n, "minutes" or "minute"] when Count(n) is { } minutes => new(TimeSpan.FromMinutes(minutes)),
            ["every", var n, "hours" or "hour"] when Count(n) is { } hours => new(TimeSpan.FromHours(hours)),
            ["every", var n, "days" or "day"] when Count(n) is { } days => new(TimeSpan.FromDays(days)),
            ["daily", var time] when Time(time) is { } at => new(TimeSpan.FromDays(1), at),
            ["weekly", var day, var time] when Time(time) is { } at && Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var weekday) => new(TimeSpan.FromDays(7), at, weekday),
            _ => null,
        };
    }

    /// <summary>How many times longer the schedule becomes at most, unless the source says otherwise.</summary>
    public const int DefaultStretch = 4;

    // A source that did not change three times is asked half as often; three times more, a quarter as often.
    private const int UnchangedRunsToDouble = 3;

    private static readonly TimeSpan LongestStretch = TimeSpan.FromDays(7);

    /// <summary>How many turns a source that did not change lets pass until it is asked again: 1 for every turn, doubled after each three runs without change.</summary>
    /// <param name="unchangedRuns">How many runs, up to the last, found nothing new.</param>
    /// <param name="most">The ceiling that the source sets; the wait never becomes longer than a week, unless the schedule itself is.</param>
    public int TurnsBetween(int unchangedRuns, int most)
    {
        var turns = 1L << Math.Min(unchangedRuns / UnchangedRunsToDouble, 30);
        var inAWeek = Math.Max(1, LongestStretch.Ticks / Period.Ticks);
        return (int)Math.Min(turns, Math.Min(most, inAWeek));
    }

    /// <summary>The last turn that was due at <paramref name="now"/> or before: a source that last ran earlier has missed it, once, however many turns passed.</summary>
    public DateTimeOffset LastTurn(DateTimeOffset now)
    {
        if (At is not { } at)
            return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Period.Ticks), TimeSpan.Zero);
        var turn = new DateTimeOffset(now.UtcDateTime.Date + at.ToTimeSpan(), TimeSpan.Zero);
        while (turn > now || (Day is { } day && turn.DayOfWeek != day))
            turn = turn.AddDays(-1);
        return turn;
    }

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 10_000 ? n : null;

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
