using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>Dates of inline ids as values.</summary>
internal static class InlineMoments
{
    // Inline dates count from 0000-01-01, moments from 1970-01-01.
    private const long EpochSeconds = 719_528 * Moment.DaySeconds;

    internal static Value FromDate(in DateValue date, ulong id)
    {
        var zone = date.ZoneMinutes is { } minutes ? (short)minutes : Moment.NoZone;
        return date.Kind switch
        {
            DateKind.Date => Value.FromMoment(ValueKind.Date, Moment.Create(date.Year, date.Month, date.Day, zone: zone), id),
            DateKind.YearMonth => Value.FromMoment(ValueKind.YearMonth, Moment.Create(date.Year, date.Month, 1, zone: zone), id),
            _ => Value.FromMoment(ValueKind.Year, Moment.Create(date.Year, 1, 1, zone: zone), id),
        };
    }

    internal static Value FromDateTime(in DateTimeValue instant, ulong id)
    {
        var seconds = Moment.FloorDiv(instant.UtcMilliseconds, 1000);
        var milliseconds = (int)(instant.UtcMilliseconds - (seconds * 1000));
        var zone = instant.ZoneMinutes is { } minutes ? (short)minutes : Moment.NoZone;
        var local = seconds - EpochSeconds + (instant.ZoneMinutes ?? 0) * 60L;
        return Value.FromMoment(ValueKind.DateTime, new Moment(local, milliseconds * 1_000_000, zone), id);
    }
}
