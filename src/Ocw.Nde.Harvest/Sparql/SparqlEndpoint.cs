using System.Net;
using System.Text;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Asks an endpoint by the SPARQL 1.1 Protocol: by POST, or by GET where it knows no other way.</summary>
internal sealed class SparqlEndpoint(PageClient client, SparqlSource source)
{
    private const string ResultTypes = "application/sparql-results+json, application/sparql-results+xml;q=0.8, text/tab-separated-values;q=0.3";
    private const string TripleTypes = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5, application/ld+json;q=0.4";

    private bool _byGet;

    /// <summary>How many requests were sent.</summary>
    public int Requests => client.Requests;

    /// <summary>Asks for triples.</summary>
    /// <param name="query">A CONSTRUCT.</param>
    /// <param name="mayRetry">Whether it is asked again by itself after trouble; else the caller makes the question smaller first.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WebRequestException">There is no answer in RDF.</exception>
    public Task<PageAnswer> TriplesAsync(string query, bool mayRetry, CancellationToken cancellation) => AskAsync(
        query,
        TripleTypes,
        mayRetry,
        answer => RdfPages.FormatOf(answer.Bytes.Span, answer.MediaType is "text/html" ? null : answer.MediaType, "") is null && answer.Bytes.Length > 0
            ? $"the answer is not RDF ({answer.MediaType ?? "no media type"}); it begins with «{RdfPages.Beginning(answer.Bytes.Span)}»"
            : null,
        cancellation);

    /// <summary>Asks for rows; they can be read by <see cref="Rows"/>.</summary>
    /// <inheritdoc cref="TriplesAsync"/>
    public Task<PageAnswer> RowsAsync(string query, bool mayRetry, CancellationToken cancellation) => AskAsync(query, ResultTypes, mayRetry, NotRows, cancellation);

    /// <summary>The rows of an answer.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static SparqlResults Rows(ReadOnlyMemory<byte> bytes, string? mediaType) =>
        SparqlResultsFormat.TryFromMediaType(mediaType, out var format) ? format.Read(bytes)
            : bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? SparqlResultsFormat.Json.Read(bytes)
            : SparqlResultsFormat.Xml.Read(bytes);

    private static string? NotRows(PageAnswer answer)
    {
        try
        {
            Rows(answer.Bytes, answer.MediaType);
            return null;
        }
        catch (FormatException broken)
        {
            return $"the answer is not a SPARQL result ({answer.MediaType ?? "no media type"}: {broken.Message.TrimEnd('.')}); it begins with «{RdfPages.Beginning(answer.Bytes.Span)}»";
        }
    }

    private async Task<PageAnswer> AskAsync(string query, string accept, bool mayRetry, Func<PageAnswer, string?> refuse, CancellationToken cancellation)
    {
        if (!_byGet)
        {
            try
            {
                var form = Encoding.ASCII.GetBytes("query=" + Uri.EscapeDataString(query));
                return Whole(await client.PostAsync(source.Endpoint, accept, "application/x-www-form-urlencoded", form, source.Timeout, mayRetry, refuse, cancellation));
            }
            catch (WebRequestException refused) when (refused.Status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.NotImplemented)
            {
                _byGet = true;
            }
        }

        var separator = source.Endpoint.Query.Length > 0 ? '&' : '?';
        var address = new Uri($"{source.Endpoint.AbsoluteUri}{separator}query={Uri.EscapeDataString(query)}");
        var answer = await client.GetAsync(address, accept, null, refuse, cancellation);
        return Whole(answer with { Asked = source.Endpoint });
    }

    // Virtuoso's «anytime» queries end with what there is when time is up, and say so in a header only.
    private PageAnswer Whole(PageAnswer answer) =>
        answer.Extra.TryGetValue("X-SQL-State", out var state) && state.StartsWith("S1T", StringComparison.Ordinal)
            ? throw new WebRequestException(source.Endpoint, WebFailure.TimedOut, $"the endpoint gave a part of the answer only, because its time was up ({state})", "Smaller questions are asked.")
            : answer;
}
