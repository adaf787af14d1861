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
    public Uri FirstPage(string? set, DateTimeOffset? from, bool isDayGranularity) => First("ListRecords", set, from, isDayGranularity);

    /// <summary>The first request of a list of headers.</summary>
    public Uri FirstIdentifiers(string? set, DateTimeOffset? from, bool isDayGranularity) => First("ListIdentifiers", set, from, isDayGranularity);

    /// <summary>The request of a further page of headers.</summary>
    public Uri NextIdentifiers(string token) => Build([("verb", "ListIdentifiers"), ("resumptionToken", token)]);

    /// <summary>The request of one record.</summary>
    public Uri Record(string identifier) => Build([("verb", "GetRecord"), ("metadataPrefix", source.MetadataPrefix), ("identifier", identifier)]);

    /// <summary>The formats that the repository offers, for all records.</summary>
    public Uri MetadataFormats() => Build([("verb", "ListMetadataFormats")]);

    /// <summary>The sets that the repository offers.</summary>
    public Uri Sets(string? token) => Build(token is null ? [("verb", "ListSets")] : [("verb", "ListSets"), ("resumptionToken", token)]);

    private Uri First(string verb, string? set, DateTimeOffset? from, bool isDayGranularity)
    {
        var arguments = new List<(string, string)> { ("verb", verb), ("metadataPrefix", source.MetadataPrefix) };
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
