using System.Globalization;
using System.Net;
using System.Text;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Operations.Federation;

/// <summary>Sends SERVICE clauses to the endpoints that the operator has listed, by the SPARQL 1.1 Protocol through the guarded client.</summary>
internal sealed class ServiceClient(ServiceSettings settings, GuardedHttpClient web) : IServiceClient
{
    private const string Accept = "application/sparql-results+json, application/sparql-results+xml;q=0.9";

    /// <summary>The most characters of an endpoint's error text that are shown.</summary>
    private const int ShownCharacters = 300;

    /// <inheritdoc/>
    public void Select(string endpoint, string query, ISolutionSink solutions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var address = Judge(endpoint);
        var request = new GuardedRequest(address)
        {
            Method = HttpMethod.Post,
            Accept = Accept,
            Content = Encoding.ASCII.GetBytes("query=" + Uri.EscapeDataString(query)),
            ContentType = "application/x-www-form-urlencoded",
            ReadErrorBody = true,
            MaxBodyBytes = settings.Bytes,
            MaxDecodedBytes = settings.Bytes,
            TotalTimeout = settings.Time,
            DelayPerHost = TimeSpan.Zero,
        };
        try
        {
            // Operators pull: the thread that asks waits, as it does for the disk.
            web.ReadAsync(request, (response, token) => ReadAsync(endpoint, response, new Ceiling(endpoint, solutions, settings.Rows), token), cancellation).GetAwaiter().GetResult();
        }
        catch (WebRequestException failed)
        {
            throw new ServiceException($"SERVICE <{endpoint}> failed: {failed.Problem}. {AdviceFor(failed)}", failed);
        }
        catch (RdfSyntaxException broken)
        {
            throw new ServiceException($"SERVICE <{endpoint}> gave an answer that cannot be read: {broken.Message}", broken);
        }
    }

    private Uri Judge(string endpoint)
    {
        if (settings.Hosts.Count == 0)
            throw new ServiceException($"SERVICE <{endpoint}> is not asked: this node sends no queries to other endpoints. The operator can list the hosts that it may ask under services in node.yaml.");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new ServiceException($"SERVICE <{endpoint}> is not asked: it is not an http or https address.");
        var listed = new EgressPolicy { AllowedHosts = [.. settings.Hosts] };
        if (!listed.IsAllowedHost(address.IdnHost, address.Port))
            throw new ServiceException($"SERVICE <{endpoint}> is not asked: {address.Authority} is not among the hosts that this node may ask ({string.Join(", ", settings.Hosts)}; services in node.yaml).");
        return address;
    }

    private static async Task<bool> ReadAsync(string endpoint, GuardedResponse response, ISolutionSink solutions, CancellationToken cancellation)
    {
        if (response.Status != HttpStatusCode.OK)
            throw new ServiceException($"SERVICE <{endpoint}> answered {(int)response.Status}: {await BeginningAsync(response, cancellation)}");
        if (!SparqlResultsFormat.TryFromMediaType(response.MediaType, out var format))
            throw new ServiceException($"SERVICE <{endpoint}> answered with {response.MediaType ?? "no media type"}, which is no format of SPARQL results; it begins with: {await BeginningAsync(response, cancellation)}");
        await format.ReadAsync(response.Body, solutions, cancellation);
        return true;
    }

    private static async Task<string> BeginningAsync(GuardedResponse response, CancellationToken cancellation)
    {
        var buffer = new byte[ShownCharacters];
        var read = await response.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        var text = Encoding.UTF8.GetString(buffer.AsSpan(0, read)).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? "(nothing)" : text;
    }

    private static string AdviceFor(WebRequestException failed) => failed.Failure switch
    {
        WebFailure.TimedOut => "Ask it for less, or raise services.seconds in node.yaml.",
        WebFailure.TooLarge => "Ask it for less, or raise services.mebibytes in node.yaml.",
        WebFailure.Refused => "A host on a private address must stand under allowPrivateHosts in node.yaml too.",
        _ => "Try again later, or use SERVICE SILENT to do without it.",
    };

    /// <summary>Passes solutions on, up to the ceiling.</summary>
    private sealed class Ceiling(string endpoint, ISolutionSink inner, long most) : ISolutionSink
    {
        private long rows;

        public void Variables(IReadOnlyList<string> names) => inner.Variables(names);

        public void Bind(string variable, Rdf.Terms.RdfTerm term) => inner.Bind(variable, term);

        public void EndSolution()
        {
            if (++rows > most)
                throw new ServiceException(string.Create(CultureInfo.InvariantCulture, $"SERVICE <{endpoint}> gave more than {most:N0} solutions. Ask it for less, or raise services.rows in node.yaml."));
            inner.EndSolution();
        }

        public void Boolean(bool value) => inner.Boolean(value);
    }
}
