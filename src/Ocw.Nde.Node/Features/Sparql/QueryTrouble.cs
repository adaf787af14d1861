using System.Globalization;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>What went wrong with a query, as its sender is told.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable short code of the problem's type.</param>
/// <param name="Text">What is wrong and what to do.</param>
internal sealed record QueryTrouble(int Status, string Code, LocalizedText Text)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Where in the text, if it is the text.</summary>
    public (int Line, int Column)? Place { get; init; }

    /// <summary>What stands at that place.</summary>
    public string? Token { get; init; }

    /// <summary>The query as it was probably meant.</summary>
    public string? Repair { get; init; }

    /// <summary>The trouble that an exception stands for; <see langword="null"/> for one that is ours.</summary>
    public static QueryTrouble? Of(Exception error) => error switch
    {
        SparqlSyntaxException e => new(StatusCodes.Status400BadRequest, "query-syntax", new($"Geen geldige SPARQL: {e.Message}", $"Not valid SPARQL: {e.Message}"))
        {
            Place = (e.Line, e.Column),
            Token = e.Token,
            Repair = Working(e.Repair),
        },
        QueryLimitException { Limit: QueryLimit.Complexity } e => new(StatusCodes.Status400BadRequest, "query-complexity", new($"De query is te ingewikkeld: {e.Message}", $"The query is too complex: {e.Message}")),
        QueryLimitException { Limit: QueryLimit.Time } e => Stopped("query-timeout", e),
        QueryLimitException e => Stopped("query-" + e.Limit.ToString().ToLowerInvariant(), e),
        LaneFullException => new(StatusCodes.Status429TooManyRequests, "busy", new(
            $"Er wachten al te veel vragen. Probeer het over {RetryAfterSeconds} seconden opnieuw.", $"Too many queries are waiting. Try again in {RetryAfterSeconds} seconds.")),
        ServiceException e => new(StatusCodes.Status502BadGateway, "service", new($"Een SERVICE is mislukt: {e.Message}", $"A SERVICE failed: {e.Message}")),
        FormatException e => new(StatusCodes.Status406NotAcceptable, "format", new($"Het antwoord kan niet in dit formaat: {e.Message}", $"The answer cannot be given in this format: {e.Message}")),
        StateException e => new(e.Status, e.Code, e.Text),
        BadHttpRequestException e => new(e.StatusCode, "request", new($"Geen geldig verzoek: {e.Message}", $"Not a valid request: {e.Message}")),
        _ => null,
    };

    /// <summary>As problem details (RFC 9457).</summary>
    public IResult ToResult(HttpRequest request)
    {
        if (Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        var more = new List<(string, object)>();
        if (Place is var (line, column))
            more.AddRange([("line", line), ("column", column)]);
        if (Token is not null)
            more.Add(("token", Token));
        if (Repair is not null)
            more.Add(("suggestion", Repair));
        return Problem.Of(request, Status, Code, Text.Nl, Text.En, [.. more]);
    }

    private static QueryTrouble Stopped(string code, QueryLimitException e) => new(StatusCodes.Status503ServiceUnavailable, code, new(
        $"De query is gestopt: {e.Message} Vraag minder in één keer, of gebruik een dump.", $"The query was stopped: {e.Message} Ask for less at once, or use a dump."));

    // Only a repair that is SPARQL is offered.
    private static string? Working(string? repair)
    {
        if (repair is null)
            return null;
        try
        {
            SparqlParser.Parse(repair, "urn:x:");
            return repair;
        }
        catch (Exception e) when (e is SparqlSyntaxException or QueryLimitException)
        {
            return null;
        }
    }
}
