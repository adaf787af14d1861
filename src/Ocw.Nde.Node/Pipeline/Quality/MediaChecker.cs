using System.Net;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Pipeline.Quality;

/// <summary>Asks for a sample of images, gently: one after another, the headers only, as robots.txt allows, and no more of a host that fails three times in a row.</summary>
internal sealed class MediaChecker(GuardedHttpClient web, MediaCheckSettings settings, TimeProvider time)
{
    private const int MostFailures = 3;
    private readonly Dictionary<string, int> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks for them.</summary>
    public async Task<MediaFigures> CheckAsync(IReadOnlyList<MediaAddress> sample, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var counts = new int[4];
        var troubles = new List<MediaTrouble>();
        foreach (var media in sample)
        {
            var (state, reason) = time.GetElapsedTime(began) > TimeSpan.FromSeconds(settings.MaxSeconds)
                ? (MediaState.Skipped, "the time for checking was up")
                : await AskAsync(media, cancellation);
            counts[(int)state]++;
            if (state != MediaState.Good)
                troubles.Add(new MediaTrouble(media.Record, media.Address.AbsoluteUri, state, reason));
        }

        return new MediaFigures(sample.Count, counts[(int)MediaState.Good], counts[(int)MediaState.Broken], counts[(int)MediaState.Unreachable], counts[(int)MediaState.Skipped], troubles);
    }

    private async Task<(MediaState State, string Reason)> AskAsync(MediaAddress media, CancellationToken cancellation)
    {
        var host = media.Address.Authority;
        if (_failures.GetValueOrDefault(host) >= MostFailures)
            return (MediaState.Skipped, $"{host} failed {MostFailures} times in a row");
        try
        {
            var (state, reason) = await AnswerAsync(media, cancellation);
            _failures[host] = 0;
            return (state, reason);
        }
        catch (WebRequestException e) when (e.Failure == WebFailure.RobotsDisallowed)
        {
            return (MediaState.Skipped, e.Problem);
        }
        catch (WebRequestException e) when (e.IsTransient)
        {
            _failures[host] = _failures.GetValueOrDefault(host) + 1;
            return (MediaState.Unreachable, e.Problem);
        }
        catch (WebRequestException e)
        {
            return (MediaState.Broken, e.Problem);
        }
    }

    // Not every server knows HEAD: what it refuses is asked for once more by its first byte.
    private async Task<(MediaState State, string Reason)> AnswerAsync(MediaAddress media, CancellationToken cancellation)
    {
        var head = await SendAsync(new GuardedRequest(media.Address) { Method = HttpMethod.Head }, cancellation);
        var answer = (int)head.Status < 400 ? head : await SendAsync(new GuardedRequest(media.Address) { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Range"] = "bytes=0-0" } }, cancellation);
        if ((int)answer.Status >= 400)
            return (MediaState.Broken, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"status {(int)answer.Status}"));
        return media.IsImage && answer.MediaType is "text/html" or "application/xhtml+xml"
            ? (MediaState.Broken, "a web page, not an image")
            : (MediaState.Good, "");
    }

    private Task<(HttpStatusCode Status, string? MediaType)> SendAsync(GuardedRequest request, CancellationToken cancellation) => web.ReadAsync(
        request with { ObeyRobots = true, ReadErrorBody = true, MayRetry = false, DelayPerHost = TimeSpan.FromSeconds(settings.DelaySeconds), TotalTimeout = TimeSpan.FromSeconds(20) },
        (response, _) => Task.FromResult((response.Status, response.MediaType)),
        cancellation);
}
