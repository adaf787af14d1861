using System.Globalization;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>The filter of the queue as it stands in addresses and forms.</summary>
internal static class ReviewAddress
{
    private const int LongestText = 200;

    /// <summary>The filter of a request, for whoever is logged in.</summary>
    public static QueueFilter Filter(Func<string, string?> value, ReviewSession session) => new()
    {
        Institution = session.Institution,
        Dataset = Text(value("dataset")),
        Field = Text(value("field")),
        Source = Text(value("source")),
        Reason = Text(value("reason")),
        MinimumScore = Score(value("from")),
        BelowScore = Score(value("below")),
        WithoutCandidates = value("without") == "1",
        Text = Text(value("text")),
    };

    /// <summary>The filter as names and values; what is not set is left out.</summary>
    public static IEnumerable<(string Name, string Value)> Values(QueueFilter filter)
    {
        foreach (var (name, value) in new (string, string?)[] { ("dataset", filter.Dataset), ("field", filter.Field), ("source", filter.Source), ("reason", filter.Reason), ("text", filter.Text) })
        {
            if (value is not null)
                yield return (name, value);
        }

        if (filter.MinimumScore > 0)
            yield return ("from", Number(filter.MinimumScore));
        if (filter.BelowScore > 0)
            yield return ("below", Number(filter.BelowScore));
        if (filter.WithoutCandidates)
            yield return ("without", "1");
    }

    /// <summary>An address of the review pages with this filter.</summary>
    public static string Of(string path, QueueFilter filter, string language, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var values = Values(filter).ToList();
        foreach (var (name, value) in more)
        {
            if (value is not null)
                values.Add((name, value));
        }

        values.Add(("lang", language));
        return ReviewEndpoints.Root + path + "?" + string.Join('&', values.Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value)}"));
    }

    /// <summary>A number for a form or an address.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Length <= LongestText ? value.Trim() : value[..LongestText].Trim();

    private static double Score(string? value) =>
        double.TryParse(value?.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) ? Math.Clamp(score, 0, 1) : 0;
}
