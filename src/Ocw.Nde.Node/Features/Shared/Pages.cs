using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Features.Shared;

/// <summary>Makes the answers that people read.</summary>
internal sealed class Pages(NodeSettings settings, NodeIris iris)
{
    /// <summary>What a page needs to know.</summary>
    public PageContext Context(HttpRequest request)
    {
        var language = RequestLanguage.Of(request);
        var path = RequestLanguage.PathWithout(request);
        return new PageContext(language.Tag(), settings.Name.In(language), path, iris.Base + path.TrimStart('/'));
    }

    /// <summary>A page from a component and its parameters.</summary>
    public static IResult Render<T>(HttpResponse response, int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : IComponent
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            values[name] = value;
        response.Headers.Vary = "Accept, Accept-Language";
        return new RazorComponentResult<T>(values) { StatusCode = status };
    }

    /// <summary>The page for what is not here; the same for what never was and for what the public may not see.</summary>
    public IResult NotFound(HttpRequest request) =>
        Render<MessagePage>(
            request.HttpContext.Response, StatusCodes.Status404NotFound,
            ("Page", Context(request)),
            ("Title", Context(request).T("Niet gevonden", "Not found")),
            ("Text", Context(request).T("Op dit adres staat niets. Zoek hierboven, of begin op de startpagina.", "There is nothing at this address. Search above, or begin at the home page.")));
}
