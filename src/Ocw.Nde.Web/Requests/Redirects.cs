using System.Net;

namespace Ocw.Nde.Web;

/// <summary>Decides where a redirect leads, and whether it may be followed (RFC 9110 §15.4).</summary>
internal static class Redirects
{
    public static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>The next address and method.</summary>
    /// <exception cref="WebRequestException">There is no usable Location, it goes from https to http, or there were too many.</exception>
    public static (Uri Address, HttpMethod Method) Follow(HttpResponseMessage answer, Uri from, HttpMethod method, int followed, int max)
    {
        if (followed >= max)
            throw Bad(from, $"it was redirected more than {max} times", "The server redirects in a circle; correct the address in the settings.");
        if (answer.Headers.Location is not { } location)
            throw Bad(from, $"the server answered {(int)answer.StatusCode} without a usable Location", "Correct the address in the settings.");

        var target = location.IsAbsoluteUri ? location : new Uri(from, location);
        if (from.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp)
            throw Bad(from, $"it redirects from https to {target}, which is not secure", "Give the address in the settings that the redirect should lead to.");

        // 303 always, and 301/302 after a POST, go on with GET; 307 and 308 keep the method.
        var toGet = answer.StatusCode == HttpStatusCode.SeeOther
            || (method == HttpMethod.Post && answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found);
        return (target, toGet && method != HttpMethod.Head ? HttpMethod.Get : method);
    }

    private static WebRequestException Bad(Uri from, string problem, string advice) => new(from, WebFailure.BadRedirect, problem, advice);
}
