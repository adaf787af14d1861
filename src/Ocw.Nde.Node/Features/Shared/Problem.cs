using Microsoft.AspNetCore.Mvc;

namespace Ocw.Nde.Node.Features.Shared;

/// <summary>Refusals at the door as RFC 9457 problem details, in the language of the client.</summary>
internal static class Problem
{
    /// <summary>A refusal.</summary>
    /// <param name="request">The request, for its language.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">A stable short code, the end of the problem's type.</param>
    /// <param name="nl">What is wrong and what to do, in Dutch.</param>
    /// <param name="en">The same in English.</param>
    /// <param name="extensions">More members: line, column…</param>
    public static IResult Of(HttpRequest request, int status, string code, string nl, string en, params ReadOnlySpan<(string Name, object Value)> extensions)
    {
        var english = request.Headers.AcceptLanguage.Count == 0 || RequestLanguage.Of(request) == Localization.Language.English;
        var details = new ProblemDetails { Status = status, Type = "urn:ocwnde:problem:" + code, Title = english ? en : nl };
        foreach (var (name, value) in extensions)
            details.Extensions[name] = value;
        return Results.Problem(details);
    }
}
