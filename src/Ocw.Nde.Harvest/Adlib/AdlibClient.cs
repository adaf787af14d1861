using System.Globalization;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Asks a service for parts of a list, and for less at a time where it stumbles.</summary>
/// <remarks>
/// A part that the service cannot deliver is mostly spoiled by one record: it is asked for in halves until that record stands alone, which is then
/// told and passed over. A service that delivers nothing of a whole part is down: that is thrown.
/// </remarks>
internal sealed class AdlibClient(GuardedHttpClient web, AdlibSource source, HarvestOptions options)
{
    private const string Accept = "text/xml, application/xml;q=0.9, */*;q=0.1";

    // A part is given up when so many of its records do not come and none did: that is not the fault of one record.
    private const int LostInARow = 4;

    private readonly PageClient _client = new(web, options, source.Headers, source.Delay);
    private readonly PageClient _once = new(web, options, source.Headers, source.Delay) { Retries = false };

    /// <summary>How many requests were sent, retries included.</summary>
    public int Requests => _client.Requests + _once.Requests;

    /// <summary>Asks for a part of a list.</summary>
    /// <param name="search">Which records.</param>
    /// <param name="fields">The fields of each.</param>
    /// <param name="from">The place of the first, from 1.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WebRequestException">There is no usable answer, also not after retries.</exception>
    public Task<AdlibAnswer> AskAsync(string search, IEnumerable<string> fields, long from, int limit, CancellationToken cancellation) =>
        AskAsync(_client, search, fields, from, limit, cancellation);

    /// <summary>Asks for a part that was not delivered in halves, down to single records.</summary>
    /// <param name="search">Which records.</param>
    /// <param name="from">The place of the first.</param>
    /// <param name="limit">How many.</param>
    /// <param name="take">Takes the parts that come, in order.</param>
    /// <param name="lost">Told the place of each record that does not come by itself either, the request, and why.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WebRequestException">Nothing comes any more.</exception>
    public async Task HalvesAsync(string search, long from, int limit, Action<AdlibAnswer> take, Action<long, Uri, string> lost, CancellationToken cancellation)
    {
        // Told only when something comes behind them: else it is the service that is down, not the records.
        var missing = new List<(long Place, Uri Address, string Problem)>();
        var waiting = new Stack<(long From, int Limit)>();
        var came = 0;
        Split(from, limit);
        while (waiting.TryPop(out var part))
        {
            try
            {
                var answer = await AskAsync(_once, search, source.Fields, part.From, part.Limit, cancellation);
                came++;
                Tell();
                take(answer);
                if (answer.Envelope.Records is > 0 and var records && records < part.Limit)
                    waiting.Push((part.From + records, part.Limit - records));
            }
            catch (WebRequestException failed) when (IsThePart(failed))
            {
                if (part.Limit > 1)
                {
                    Split(part.From, part.Limit);
                    continue;
                }

                missing.Add((part.From, failed.Address, failed.Problem));
                if (missing.Count >= LostInARow && came == 0)
                    throw;
            }
        }

        Tell();

        void Tell()
        {
            missing.ForEach(one => lost(one.Place, one.Address, one.Problem));
            missing.Clear();
        }

        void Split(long start, int count)
        {
            var half = (count + 1) / 2;
            if (count > half)
                waiting.Push((start + half, count - half));
            waiting.Push((start, half));
        }
    }

    /// <summary>Whether the service answers, but not with this part of the list.</summary>
    public static bool IsThePart(WebRequestException failed) => failed.Failure switch
    {
        WebFailure.UnexpectedContent or WebFailure.Damaged or WebFailure.TimedOut or WebFailure.TooLarge => true,
        WebFailure.HttpStatus => failed.Status is System.Net.HttpStatusCode.InternalServerError or System.Net.HttpStatusCode.BadGateway or System.Net.HttpStatusCode.GatewayTimeout or System.Net.HttpStatusCode.RequestTimeout,
        _ => false,
    };

    private async Task<AdlibAnswer> AskAsync(PageClient client, string search, IEnumerable<string> fields, long from, int limit, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(AddressOf(search, fields, from, limit), Accept, null, Refuse, cancellation);
        return new AdlibAnswer(answer, AdlibEnvelope.Of(answer.Bytes.Span), from);
    }

    private static string? Refuse(PageAnswer answer)
    {
        var envelope = AdlibEnvelope.Of(answer.Bytes.Span);
        return !envelope.IsAdlib ? $"the answer is not AdlibXML ({answer.MediaType ?? "no media type"}); it begins with «{RdfPages.Beginning(answer.Bytes.Span)}»"
            : envelope.IsWhole ? null
            : "the page ends before its last tag";
    }

    private Uri AddressOf(string search, IEnumerable<string> fields, long from, int limit)
    {
        List<(string Name, string Value)> parameters =
        [
            ("database", source.Database), ("search", search),
            ("startfrom", from.ToString(CultureInfo.InvariantCulture)), ("limit", limit.ToString(CultureInfo.InvariantCulture)),
            ("xmltype", source.IsGrouped ? "grouped" : "unstructured"), ("output", "xml"),
        ];
        if (string.Join(',', fields) is { Length: > 0 } list)
            parameters.Add(("fields", list));
        parameters.AddRange(source.Parameters.Select(pair => (pair.Key, pair.Value)));
        var query = string.Join('&', parameters.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));
        return new Uri($"{source.Address.AbsoluteUri}{(source.Address.Query.Length > 0 ? '&' : '?')}{query}");
    }
}

/// <summary>A part of a list, what it says of itself, and the place of its first record.</summary>
internal sealed record AdlibAnswer(PageAnswer Page, AdlibEnvelope Envelope, long From);
