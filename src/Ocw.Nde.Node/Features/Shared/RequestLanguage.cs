using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Features.Shared;

/// <summary>The language that a request asks for: <c>lang=</c>, else Accept-Language, else Dutch.</summary>
internal static class RequestLanguage
{
    /// <summary>The language of the answer.</summary>
    public static Language Of(HttpRequest request)
    {
        if ((string?)request.Query["lang"] is { Length: > 0 } asked)
            return Languages.FromTag(asked);
        var best = request.GetTypedHeaders().AcceptLanguage
            .Where(l => l.Value.StartsWith("nl", StringComparison.OrdinalIgnoreCase) || l.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(l => l.Quality ?? 1)
            .FirstOrDefault();
        return best is null ? Language.Dutch : Languages.FromTag(best.Value.Value);
    }

    /// <summary>The address of a request without its language, for the switch on the page.</summary>
    public static string PathWithout(HttpRequest request)
    {
        var rest = request.Query.Where(q => q.Key != "lang").SelectMany(q => q.Value, (q, v) => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(v ?? "")}");
        var query = string.Join('&', rest);
        return request.Path.ToUriComponent() + (query.Length > 0 ? "?" + query : "");
    }
}
