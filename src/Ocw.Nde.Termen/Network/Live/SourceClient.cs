using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Web;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>Sends one query to the endpoint of a source and reads the RDF of its answer; every trouble becomes a fault of that source.</summary>
internal sealed class SourceClient(GuardedHttpClient web, LiveOptions options, Func<string, string?> environment, TimeProvider time)
{
    private const string Accept = "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.8, application/ld+json;q=0.7, */*;q=0.1";

    private readonly ConcurrentDictionary<string, CircuitBreaker> _circuits = new(StringComparer.Ordinal);

    /// <summary>The RDF of the answer to a query, or the fault.</summary>
    internal async Task<(AnswerDocument? Document, SourceFault? Fault)> AskAsync(CatalogEntry entry, CatalogDistribution distribution, string query, TimeSpan timeout, CancellationToken cancellation)
    {
        if (Endpoint.Of(distribution.Endpoint, environment) is not { } endpoint)
            return (null, LiveFaults.BadDescription(entry, $"{distribution.Endpoint} is geen http(s)-adres", $"{distribution.Endpoint} is no http(s) address"));
        if (endpoint.Missing is { } missing)
            return (null, LiveFaults.NoCredentials(entry, missing));
        var circuit = _circuits.GetOrAdd(endpoint.Address.AbsoluteUri, _ => new CircuitBreaker(options, time));
        if (circuit.Enter() is { } until)
            return (null, LiveFaults.CircuitOpen(entry, until));
        using var limit = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var document = await web.ReadAsync(Request(endpoint, query, timeout), ReadAsync, linked.Token).ConfigureAwait(false);
            circuit.Succeeded();
            return (document, null);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return (null, Late(circuit, entry, timeout));
        }
        catch (OperationCanceledException)
        {
            circuit.SaidNothing();
            throw;
        }
        catch (WebRequestException failed) when (failed.Failure == WebFailure.TimedOut)
        {
            return (null, Late(circuit, entry, timeout));
        }
        catch (WebRequestException failed)
        {
            return (null, Failed(circuit, entry, failed));
        }
        catch (BadAnswerException bad)
        {
            circuit.Failed(askedToWait: null);
            return (null, LiveFaults.BadAnswer(entry, bad.Nl, bad.En));
        }
        catch (IOException broken)
        {
            circuit.Failed(askedToWait: null);
            return (null, LiveFaults.Unreachable(entry, broken.Message));
        }
    }

    private GuardedRequest Request(Endpoint endpoint, string query, TimeSpan timeout) => new(endpoint.Address)
    {
        Method = HttpMethod.Post,
        Accept = Accept,
        Content = Encoding.ASCII.GetBytes("query=" + Uri.EscapeDataString(query)),
        ContentType = "application/x-www-form-urlencoded",
        Headers = endpoint.Authorization is { } secret ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = secret } : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
        MayRetry = false,
        MaxBodyBytes = options.MaxBytes,
        MaxDecodedBytes = options.MaxBytes,
        TotalTimeout = timeout,
        DelayPerHost = TimeSpan.Zero,
    };

    private async Task<AnswerDocument> ReadAsync(GuardedResponse response, CancellationToken cancellation)
    {
        if (response.Status == HttpStatusCode.NoContent)
            return AnswerDocument.Read(default, null, null, options.MaxTriples);
        var bytes = await response.ReadBytesAsync(cancellation).ConfigureAwait(false);
        return AnswerDocument.Read(bytes, response.MediaType, response.Charset, options.MaxTriples);
    }

    private SourceFault Late(CircuitBreaker circuit, CatalogEntry entry, TimeSpan timeout)
    {
        if (timeout >= options.FairTime)
            circuit.Failed(askedToWait: null);
        else
            circuit.SaidNothing();
        return LiveFaults.Timeout(entry, timeout);
    }

    private static SourceFault Failed(CircuitBreaker circuit, CatalogEntry entry, WebRequestException failed)
    {
        // A question that the source does not like says nothing of the next one.
        if (failed.IsTransient)
            circuit.Failed(failed.RetryAfter);
        else
            circuit.SaidNothing();
        return failed.Failure switch
        {
            WebFailure.HttpStatus => LiveFaults.ServerError(entry, string.Create(CultureInfo.InvariantCulture, $"{(int?)failed.Status} {failed.Status}")),
            WebFailure.Refused or WebFailure.RobotsDisallowed => LiveFaults.NotPermitted(entry, failed.Problem),
            WebFailure.TooLarge or WebFailure.Damaged or WebFailure.UnexpectedContent or WebFailure.BadRedirect => LiveFaults.BadAnswer(entry, failed.Problem, failed.Problem),
            _ => LiveFaults.Unreachable(entry, failed.Problem),
        };
    }
}
