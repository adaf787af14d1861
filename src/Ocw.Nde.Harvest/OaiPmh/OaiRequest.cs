using System.Globalization;

namespace Ocw.Nde.Harvest;

/// <summary>Writes the addresses of OAI-PMH requests (OAI-PMH 2.0 §3.1.1): every value percent-encoded exactly once.</summary>
internal sealed class OaiRequest(OaiPmhSource source)
{
    public Uri Identify() => Build([("verb", "Identify")]);

    /// <summary>The first request of a list.</summary>
    /// <param name="set">The set; <see langword="null"/> for all.</param>
    /// <param name="from">Only records changed since.</param>
    /// <param name="isDayGranularity">Whether moments are written as days.</param>
    public Uri FirstPage(string? set, DateTimeOffset? from, bool isDayGranularity)
    {
        var arguments = new List<(string, string)> { ("verb", "ListRecords"), ("metadataPrefix", source.MetadataPrefix) };
        if (set is not null)
            arguments.Add(("set", set));
        if (from is { } since)
            arguments.Add(("from", Moment(since, isDayGranularity)));
        if (source.Until is { } until)
            arguments.Add(("until", Moment(until, isDayGranularity)));
        return Build(arguments);
    }

    /// <summary>The request of a further page; the token is an exclusive argument (§3.5).</summary>
    public Uri NextPage(string token) => Build([("verb", "ListRecords"), ("resumptionToken", token)]);

    private static string Moment(DateTimeOffset moment, bool isDay) =>
        moment.UtcDateTime.ToString(isDay ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Uri Build(IEnumerable<(string Name, string Value)> arguments)
    {
        var query = string.Join('&', arguments.Select(argument => $"{argument.Name}={Uri.EscapeDataString(argument.Value)}"));
        var address = source.BaseUrl.GetLeftPart(UriPartial.Query);
        var join = !address.Contains('?', StringComparison.Ordinal) ? "?" : address.EndsWith('?') || address.EndsWith('&') ? "" : "&";
        return new Uri(address + join + query);
    }
}
