using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>An answer of a repository: its bytes as received, and what was scanned from them.</summary>
internal sealed record OaiAnswer(Uri Address, PageBuffer Page, OaiPageScan Scan, GuardedResponse Response) : IDisposable
{
    public void Dispose() => Page.Dispose();
}

/// <summary>Asks a repository and brings home answers that are OAI-PMH; what is not, or is cut off, is asked again.</summary>
internal sealed class OaiClient(GuardedHttpClient web, OaiPmhSource source, HarvestOptions options)
{
    private int _requests;

    /// <summary>How many requests were sent, retries included.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Sends one request.</summary>
    /// <param name="address">The request.</param>
    /// <param name="set">The set that it asks for, if any.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WebRequestException">There is no usable answer, also not after retries.</exception>
    /// <exception cref="InvalidDataException">The answer has a DTD or passes a ceiling.</exception>
    public async Task<OaiAnswer> AskAsync(Uri address, string? set, CancellationToken cancellation)
    {
        var cutOff = 0;
        var request = new GuardedRequest(address)
        {
            Accept = "text/xml, application/xml;q=0.9, */*;q=0.1",
            Headers = source.Headers,
            DelayPerHost = source.Delay,
            ObeyRobots = source.ObeyRobots,
            MaxBodyBytes = options.MaxPageBytes,
            MaxDecodedBytes = options.MaxPageBytes,
            ReadErrorBody = true,
        };
        try
        {
            var answer = await web.ReadAsync(
                request,
                async (response, token) =>
                {
                    var page = await PageBuffer.ReadAsync(response.Body, response.ContentLength, token);
                    try
                    {
                        var scan = OaiPageScan.Of(page.Bytes, set, options);
                        if (!scan.Envelope.IsOaiPmh)
                            throw NotOaiPmh(address, response, page.Bytes.Span);
                        if (!scan.IsWhole && cutOff++ < options.MaxPageRetries)
                            throw new WebRequestException(address, WebFailure.Damaged, "the page ends before its last tag", "It is asked again.");
                        return new OaiAnswer(address, page, scan, response);
                    }
                    catch
                    {
                        page.Dispose();
                        throw;
                    }
                },
                cancellation);
            Interlocked.Add(ref _requests, answer.Response.Attempt);
            return answer;
        }
        catch (WebRequestException failed)
        {
            Interlocked.Add(ref _requests, failed.Attempts);
            throw;
        }
    }

    private static WebRequestException NotOaiPmh(Uri address, GuardedResponse response, ReadOnlySpan<byte> page)
    {
        var start = System.Text.Encoding.UTF8.GetString(page[..Math.Min(page.Length, 80)]).ReplaceLineEndings(" ").Trim();
        var status = (int)response.Status;
        return status is >= 400 and < 500
            ? new WebRequestException(address, WebFailure.HttpStatus, $"the server answered {status}, and not in OAI-PMH", "Check the base URL in the settings of the source.") { Status = response.Status }
            : new WebRequestException(address, WebFailure.UnexpectedContent, $"the answer is not OAI-PMH; it begins with «{start}»", "Check the base URL in the settings of the source, or wait until the repository works again.");
    }
}
