using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>Lets in who has a session, and takes forms only that our own pages sent.</summary>
internal sealed class ReviewDoor(ReviewSessions sessions, LoginLimiter limiter, NodeSettings settings, Pages pages)
{
    /// <summary>Answers whoever is logged in, and asks others for their key.</summary>
    public async Task<IResult> Enter(HttpContext context, Func<ReviewSession, Task<IResult>> answer)
    {
        SecurityHeaders.MakePrivate(context);
        return sessions.Of(context) is { } session ? await answer(session) : Ask(context);
    }

    /// <summary>Acts on a form of whoever is logged in.</summary>
    public Task<IResult> Act(HttpContext context, Func<ReviewSession, IFormCollection, Task<IResult>> act) => Enter(context, async session =>
    {
        if (!context.Request.HasFormContentType)
            return Refused(context, StatusCodes.Status415UnsupportedMediaType, "Een formulier wordt verwacht.", "A form is expected.");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return IsOurs(context.Request) && IsSame(form["csrf"], session.Csrf)
            ? await act(session, form)
            : Refused(context, StatusCodes.Status403Forbidden, "Dit formulier komt niet van deze pagina, of is verlopen. Open de pagina opnieuw.", "This form does not come from this page, or has expired. Open the page again.");
    });

    /// <summary>The page that asks for the key.</summary>
    public IResult Login(HttpContext context)
    {
        SecurityHeaders.MakePrivate(context);
        return LoginPage(context, StatusCodes.Status200OK, null, Back(context.Request.Query["back"]));
    }

    /// <summary>Takes the key.</summary>
    public async Task<IResult> LogIn(HttpContext context)
    {
        SecurityHeaders.MakePrivate(context);
        var page = pages.Context(context.Request);
        if (!context.Request.HasFormContentType || !IsOurs(context.Request))
            return Refused(context, StatusCodes.Status403Forbidden, "Log in op de pagina zelf.", "Log in on the page itself.");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        page = page with { LanguageTag = form["lang"] == "en" ? "en" : "nl" };
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var back = Back(form["back"]);
        if (limiter.Wait(address) is var wait && wait > TimeSpan.Zero)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return LoginPage(context, StatusCodes.Status429TooManyRequests, page.T("Te veel pogingen. Wacht een paar minuten.", "Too many attempts. Wait a few minutes."), back, page);
        }

        if (sessions.TryOpen(context, (string?)form["key"] ?? ""))
            return See(back.Length > 0 ? back : ReviewEndpoints.Root + "?lang=" + page.LanguageTag);
        limiter.Failed(address);
        return LoginPage(context, StatusCodes.Status401Unauthorized, page.T("Deze sleutel is niet bekend, of niet voor beoordelen.", "This key is not known, or is not for review."), back, page);
    }

    /// <summary>Sends the browser on after an act (303), so that going back does not repeat it.</summary>
    public static IResult See(string address) => new SeeOther(address);

    private IResult Ask(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
            ? See($"{ReviewEndpoints.Root}/inloggen?lang={pages.Context(context.Request).LanguageTag}&back={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}")
            : LoginPage(context, StatusCodes.Status401Unauthorized, pages.Context(context.Request).T("U bent niet meer ingelogd.", "You are not logged in any more."), "");

    private IResult LoginPage(HttpContext context, int status, string? fault, string back, PageContext? page = null) =>
        Pages.Render<LoginPage>(
            context.Response, status,
            ("Page", page ?? pages.Context(context.Request)), ("Fault", fault), ("Back", back), ("HasKeys", settings.Keys.Any(k => k.MayReview)));

    private IResult Refused(HttpContext context, int status, string nl, string en)
    {
        var page = pages.Context(context.Request);
        return Pages.Render<MessagePage>(context.Response, status, ("Page", page), ("Title", page.T("Dat kan niet", "That cannot be done")), ("Text", page.T(nl, en)));
    }

    // To one of these pages only, and never to another site.
    private static string Back(string? asked) =>
        asked is not null && (asked == ReviewEndpoints.Root || asked.StartsWith(ReviewEndpoints.Root + "/", StringComparison.Ordinal) || asked.StartsWith(ReviewEndpoints.Root + "?", StringComparison.Ordinal))
            && !asked.Any(char.IsControl) && !asked.Contains('\\', StringComparison.Ordinal) ? asked : "";

    // Browsers say where a form comes from; what says nothing is no browser, and has no cookie to misuse.
    private static bool IsOurs(HttpRequest request)
    {
        var site = (string?)request.Headers["Sec-Fetch-Site"];
        var origin = (string?)request.Headers.Origin;
        return site is null or "same-origin" or "none" && (origin is null or "" || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSame(string? given, string known) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(known));

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
