using System.Globalization;
using Microsoft.Net.Http.Headers;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>A query as the SPARQL 1.1 Protocol brings it (§2.1): by GET, by POST of a form, or by POST of the query itself.</summary>
/// <param name="Query">The text, or <see langword="null"/> when none was sent.</param>
/// <param name="DefaultGraphs">The <c>default-graph-uri</c> parameters.</param>
/// <param name="NamedGraphs">The <c>named-graph-uri</c> parameters.</param>
/// <param name="Format">A format asked for by name (<c>format=csv</c>), which wins over Accept.</param>
/// <param name="Timeout">A shorter time limit that the client asks for, in seconds.</param>
/// <param name="Problem">Why the request is not one of the protocol, with its status.</param>
internal sealed record SparqlProtocolRequest(
    string? Query,
    IReadOnlyList<string> DefaultGraphs,
    IReadOnlyList<string> NamedGraphs,
    string? Format,
    double? Timeout,
    (int Status, string Nl, string En)? Problem)
{
    /// <summary>The most characters of a query. 1 Mi.</summary>
    public const int MostQueryCharacters = 1 << 20;

    /// <summary>Reads a request.</summary>
    public static async Task<SparqlProtocolRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var query = request.Query;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return Of(query["query"], query["default-graph-uri"], query["named-graph-uri"], query);

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "Content-Type ontbreekt", "Content-Type is missing");
        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            var form = await request.ReadFormAsync(cancellation);
            return form.ContainsKey("update") ? NoUpdates() : Of(form["query"], form["default-graph-uri"], form["named-graph-uri"], query, form["format"]);
        }

        if (type.MediaType.Equals("application/sparql-query", StringComparison.OrdinalIgnoreCase))
        {
            using var reader = new StreamReader(request.Body);
            var buffer = new char[MostQueryCharacters + 1];
            var length = await reader.ReadBlockAsync(buffer, cancellation);
            return Of(new(new string(buffer, 0, length)), query["default-graph-uri"], query["named-graph-uri"], query);
        }

        return type.MediaType.Equals("application/sparql-update", StringComparison.OrdinalIgnoreCase)
            ? NoUpdates()
            : Refuse(
                StatusCodes.Status415UnsupportedMediaType,
                $"{type.MediaType} is geen vorm van het SPARQL-protocol; gebruik application/sparql-query of application/x-www-form-urlencoded",
                $"{type.MediaType} is no form of the SPARQL protocol; use application/sparql-query or application/x-www-form-urlencoded");
    }

    /// <summary>The request for the engine, within the limits of the node.</summary>
    public SparqlRequest ToRequest(QueryLimits limits)
    {
        var time = Timeout is { } seconds && TimeSpan.FromSeconds(seconds) < limits.Time ? TimeSpan.FromSeconds(seconds) : limits.Time;
        return new SparqlRequest { Query = Query!, DefaultGraphs = DefaultGraphs, NamedGraphs = NamedGraphs, Limits = limits with { Time = time } };
    }

    private static SparqlProtocolRequest Of(
        Microsoft.Extensions.Primitives.StringValues queries,
        Microsoft.Extensions.Primitives.StringValues defaultGraphs,
        Microsoft.Extensions.Primitives.StringValues namedGraphs,
        IQueryCollection parameters,
        Microsoft.Extensions.Primitives.StringValues format = default)
    {
        if (queries.Count > 1)
            return Refuse(StatusCodes.Status400BadRequest, "precies één query verwacht", "exactly one query is expected");
        if (queries.Count == 1 && queries[0]!.Length > MostQueryCharacters)
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"de query is langer dan {MostQueryCharacters} tekens", $"the query is longer than {MostQueryCharacters} characters");
        var asked = (string?)parameters["format"] ?? (string?)format;
        double? timeout = double.TryParse(parameters["timeout"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : null;
        return new(queries.Count == 0 || string.IsNullOrWhiteSpace(queries[0]) ? null : queries[0], [.. defaultGraphs!], [.. namedGraphs!], asked, timeout, null);
    }

    private static SparqlProtocolRequest NoUpdates() => Refuse(
        StatusCodes.Status403Forbidden,
        "SPARQL Update wordt hier niet aangeboden; gegevens komen binnen door ./ocwnde harvest of load",
        "SPARQL Update is not offered here; data comes in by ./ocwnde harvest or load");

    private static SparqlProtocolRequest Refuse(int status, string nl, string en) => new(null, [], [], null, null, (status, nl, en));
}
