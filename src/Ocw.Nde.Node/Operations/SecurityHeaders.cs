
namespace Ocw.Nde.Node.Operations;

/// <summary>The headers that every answer carries: nothing is run in a page, nobody frames it, and data may be used from anywhere.</summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // A preview is made to be shown in a frame of another program.
    private const string FramedPolicy = "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; base-uri 'none'; frame-ancestors *";

    // A page that works without scripts, and quicker with the one of the program itself; its answers are for one person.
    private const string PrivatePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly object s_framed = new();
    private static readonly object s_private = new();

    /// <summary>Lets other programs show this answer in a frame.</summary>
    public static void AllowFrames(HttpContext context) => context.Items[s_framed] = true;

    /// <summary>Makes this answer one for the person who is logged in: nobody keeps it, no other site reads it, and the program's own script may run.</summary>
    public static void MakePrivate(HttpContext context) => context.Items[s_private] = true;

    /// <summary>Adds the headers.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder application) =>
        application.Use((context, next) =>
        {
            // Set at the last moment: an error page begins by clearing what was set before.
            context.Response.OnStarting(static response => Add((HttpResponse)response), context.Response);
            if (!HttpMethods.IsOptions(context.Request.Method))
                return next(context);
            var headers = context.Response.Headers;
            headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS";
            headers.AccessControlAllowHeaders = "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match";
            headers.AccessControlMaxAge = "86400";
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });

    private static Task Add(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (response.HttpContext.Items.ContainsKey(s_private))
        {
            headers.ContentSecurityPolicy = PrivatePolicy;
            headers.CacheControl = "no-store";
            headers["Referrer-Policy"] = "same-origin";
            return Task.CompletedTask;
        }

        headers.ContentSecurityPolicy = response.HttpContext.Items.ContainsKey(s_framed) ? FramedPolicy : Policy;
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Link, Location, Memento-Datetime, Ocwnde-Commit, Ocwnde-Versions, Retry-After";
        return Task.CompletedTask;
    }
}
