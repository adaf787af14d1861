using System.Globalization;

namespace Ocw.Nde.Harvest;

/// <summary>A moment or a period as relations write it: <c>xsd:dateTime</c>, <c>xsd:date</c>, <c>xsd:gYearMonth</c>, <c>xsd:gYear</c>, or the beginning of one as text.</summary>
internal readonly record struct LdesMoment(DateTimeOffset Start, DateTimeOffset End)
{
    private static readonly (string Pattern, Func<DateTimeOffset, DateTimeOffset> Next)[] Forms =
    [
        ("yyyy-MM-dd'T'HH:mm", at => at.AddMinutes(1)),
        ("yyyy-MM-dd'T'HH", at => at.AddHours(1)),
        ("yyyy-MM-dd", at => at.AddDays(1)),
        ("yyyy-MM", at => at.AddMonths(1)),
        ("yyyy", at => at.AddYears(1)),
    ];

    /// <summary>Reads it; <see langword="null"/> for what is no moment. Without a zone it is UTC, and the bounds are widened by a day to be safe.</summary>
    public static LdesMoment? Read(string text)
    {
        var (bare, zone) = SplitZone(text.Trim());
        var slack = zone is null ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        foreach (var (pattern, next) in Forms)
        {
            if (DateTime.TryParseExact(bare, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9990)
            {
                var start = new DateTimeOffset(local, zone ?? TimeSpan.Zero);
                return new LdesMoment(start + slack, next(start) + slack);
            }
        }

        return bare.Length >= 19 && DateTime.TryParse(bare, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) && exact.Year is > 1 and < 9990
            ? new LdesMoment(new DateTimeOffset(exact, zone ?? TimeSpan.Zero) + slack, new DateTimeOffset(exact, zone ?? TimeSpan.Zero).AddSeconds(1) + slack)
            : null;
    }

    /// <summary>Reads it as it stands: UTC where no zone is written, and a moment to the second or finer as that moment itself.</summary>
    public static LdesMoment? Exact(string text)
    {
        var (_, zone) = SplitZone(text.Trim());
        if (Read(zone is null ? text.Trim() + "Z" : text) is not { } moment)
            return null;
        return SplitZone(text.Trim()).Bare.Length >= 19 ? new LdesMoment(moment.Start, moment.Start) : moment;
    }

    // A '-' is the sign of a zone only where hours and minutes follow it and a time or a whole date goes before: 2024-10-05 has none.
    private static (string Bare, TimeSpan? Zone) SplitZone(string text)
    {
        if (text.EndsWith('Z'))
            return (text[..^1], TimeSpan.Zero);
        if (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-'
            && TimeSpan.TryParseExact(text[^5..], @"hh\:mm", CultureInfo.InvariantCulture, out var zone) && zone <= TimeSpan.FromHours(14))
            return (text[..^6], text[^6] == '-' ? -zone : zone);
        return (text, null);
    }
}
