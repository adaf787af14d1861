using System.Net.Http.Headers;

namespace Ocw.Nde.Web;

/// <summary>Reads Retry-After in both forms (RFC 9110 §10.2.3): seconds, or an HTTP date; also from a header that a strict parser refuses.</summary>
internal static class RetryAfter
{
    /// <summary>The wait that the server asks for; a date in the past is no wait.</summary>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter is { } parsed)
            return parsed.Delta ?? NotNegative(parsed.Date!.Value - now);
        if (!headers.TryGetValues("Retry-After", out var raw))
            return null;
        var text = string.Concat(raw).Trim();
        if (double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var seconds))
            return seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : NotNegative(TimeSpan.FromSeconds(Math.Max(0, seconds)));
        return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var date)
            ? NotNegative(date - now)
            : null;
    }

    private static TimeSpan NotNegative(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
