using System.Collections.Concurrent;
using System.Net;

namespace Ocw.Nde.Web;

/// <summary>Fetches and remembers robots.txt per host.</summary>
internal sealed class RobotsCache(WebClientOptions options, TimeProvider time, Func<GuardedRequest, Func<GuardedResponse, CancellationToken, Task<RobotsRules>>, CancellationToken, Task<RobotsRules>> fetch)
{
    private readonly ConcurrentDictionary<string, (RobotsRules Rules, DateTimeOffset Until)> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _robot = options.Product.Split('/')[0];

    /// <summary>The rules of the host of the address, at most <see cref="WebClientOptions.RobotsLifetime"/> old.</summary>
    public async Task<RobotsRules> RulesForAsync(Uri address, CancellationToken cancellation)
    {
        var host = address.GetLeftPart(UriPartial.Authority);
        if (_known.TryGetValue(host, out var entry) && entry.Until > time.GetUtcNow())
            return entry.Rules;

        var rules = await FetchAsync(new Uri(host + "/robots.txt"), cancellation);
        _known[host] = (rules, time.GetUtcNow() + options.RobotsLifetime);
        return rules;
    }

    private async Task<RobotsRules> FetchAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            return await fetch(new GuardedRequest(address) { Accept = "text/plain, */*;q=0.1" }, async (response, token) => RobotsRules.Parse(await ReadStartAsync(response.Body, token), _robot), cancellation);
        }
        catch (WebRequestException refused) when (refused.Failure == WebFailure.HttpStatus && (int)refused.Status! is >= 400 and < 500 and not (int)HttpStatusCode.TooManyRequests)
        {
            // RFC 9309 §2.3.1.3: unavailable means that everything may be fetched.
            return RobotsRules.AllowAll;
        }
        catch (WebRequestException unreachable) when (unreachable.IsTransient)
        {
            // RFC 9309 §2.3.1.4: unreachable means that nothing may be fetched, until it is known.
            return RobotsRules.DisallowAll;
        }
    }

    private static async Task<byte[]> ReadStartAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = new byte[RobotsRules.MaxBytes];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return buffer[..length];
    }
}
