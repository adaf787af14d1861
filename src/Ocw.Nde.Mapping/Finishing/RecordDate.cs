using System.Globalization;
using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>The day on which the metadata record was last changed: <c>schema:sdDatePublished</c>, exactly once.</summary>
/// <remarks>From the record itself, else from the harvest, else from the settings; never the day of the run, or unchanged data would change every day.</remarks>
internal static class RecordDate
{
    /// <summary>Sets the property; without any date it stays absent and the validation report says so.</summary>
    public static void Set(Draft work, DateTimeOffset? datestamp, string? recordDate, FinishContext context)
    {
        var own = work.Terms(Vocabulary.SdDatePublished).OfType<Literal>().Select(l => Read(l.LexicalForm)).OfType<Literal>().OrderByDescending(l => l.LexicalForm, StringComparer.Ordinal).FirstOrDefault();
        work.Remove(Vocabulary.SdDatePublished);
        var date = own ?? (datestamp is { } stamp ? OfInstant(stamp) : recordDate is null ? null : Read(recordDate));
        if (date is not null)
            work.Add(Vocabulary.SdDatePublished, date);
        else
            context.Remark("record-date-missing", "It is not known when the metadata was last changed: the record and the harvest say nothing. Give mapping.recordDate.", Vocabulary.SdDatePublished);
    }

    /// <summary>A date or an instant to the second, as the profile's patterns ask; other texts give nothing.</summary>
    public static Literal? Read(string text)
    {
        text = text.Trim();
        if (text.Contains('T', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal))
        {
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
                return null;
            // Without a time zone the local time is kept as it stands: the zone is optional.
            return HasZone(text) ? OfInstant(instant) : new Literal(instant.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), Vocabulary.XsdDateTime);
        }

        return DateReader.Read(text) is { Single: { Day: > 0, Year: > 0 and < 10000 } day } ? new Literal(day.ToString(), Vocabulary.XsdDate) : null;
    }

    private static bool HasZone(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;

    private static Literal OfInstant(DateTimeOffset instant) =>
        instant.TimeOfDay == TimeSpan.Zero && instant.Offset == TimeSpan.Zero
            ? new Literal(instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Vocabulary.XsdDate)
            : new Literal(instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), Vocabulary.XsdDateTime);
}
