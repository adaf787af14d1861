namespace Ocw.Nde.Sparql.Functions;

/// <summary>The functions on dates and times (SPARQL 1.1 §17.4.5); beyond the standard's <c>xsd:dateTime</c> they take every type that has the part.</summary>
internal static class DateTimeFunctions
{
    private const decimal NanosecondsPerSecond = 1_000_000_000m;

    internal static Value Year(in Value moment) =>
        moment.Kind is ValueKind.DateTime or ValueKind.Date or ValueKind.Year or ValueKind.YearMonth ? Value.Integer(moment.AsMoment.Date.Year) : Value.Error;

    internal static Value Month(in Value moment) =>
        moment.Kind is ValueKind.DateTime or ValueKind.Date or ValueKind.YearMonth or ValueKind.MonthDay or ValueKind.Month
            ? Value.Integer(moment.AsMoment.Date.Month)
            : Value.Error;

    internal static Value Day(in Value moment) =>
        moment.Kind is ValueKind.DateTime or ValueKind.Date or ValueKind.MonthDay or ValueKind.Day ? Value.Integer(moment.AsMoment.Date.Day) : Value.Error;

    internal static Value Hours(in Value moment) => HasTime(moment) ? Value.Integer(moment.AsMoment.Hour) : Value.Error;

    internal static Value Minutes(in Value moment) => HasTime(moment) ? Value.Integer(moment.AsMoment.Minute) : Value.Error;

    internal static Value Seconds(in Value moment) =>
        HasTime(moment) ? Value.Decimal(moment.AsMoment.Second + (moment.AsMoment.Nanoseconds / NanosecondsPerSecond)) : Value.Error;

    /// <summary>TIMEZONE(): an <c>xsd:dayTimeDuration</c>; an error where there is no zone.</summary>
    internal static Value Timezone(in Value moment) =>
        moment.Kind.IsMoment && moment.AsMoment.HasZone
            ? Value.FromDuration(ValueKind.DayTimeDuration, Duration.FromMinutes(moment.AsMoment.ZoneCode))
            : Value.Error;

    /// <summary>TZ(): the zone as it is written; empty where there is none.</summary>
    internal static Value Tz(in Value moment) => moment.Kind.IsMoment ? Value.String(MomentText.WriteZone(moment.AsMoment)) : Value.Error;

    private static bool HasTime(in Value moment) => moment.Kind is ValueKind.DateTime or ValueKind.Time;
}
