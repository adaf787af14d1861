using Ocw.Nde.Node.Features.Shared;

namespace Ocw.Nde.Node.Features.Termen.Reconciliation;

/// <summary>The Reconciliation Service API (0.1, 0.2 and the draft of 1.0) over the terminology sources.</summary>
internal static class ReconciliationRoutes
{
    // The node's own root; and that of NDE's service, so that its addresses work here with another host.
    private static readonly string[] s_roots = ["/termen/reconcile", "/reconcile"];

    /// <summary>Adds the endpoint.</summary>
    public static void AddReconciliation(this IServiceCollection services) => services.AddSingleton<ReconciliationEndpoint>();

    /// <summary>Maps the services, and the page that explains features.</summary>
    public static void MapReconciliation(this IEndpointRouteBuilder routes)
    {
        foreach (var root in s_roots)
            routes.MapMethods(root + "/{**rest}", ["GET", "HEAD", "POST"], (HttpContext context, ReconciliationEndpoint endpoint) => endpoint.AnswerAsync(context, Below(context, root)));
        foreach (var path in (ReadOnlySpan<string>)["/extend/propose", "/preview/{**id}", "/termen/extend/propose", "/termen/preview/{**id}"])
        {
            var root = path.StartsWith("/termen", StringComparison.Ordinal) ? "/termen" : "";
            routes.MapMethods(path, ["GET", "HEAD"], (HttpContext context, ReconciliationEndpoint endpoint) => endpoint.AnswerAsync(context, Below(context, root)));
        }

        routes.MapGet("/termen/reconcile-features", (HttpRequest request, Pages pages) =>
            Pages.Render<FeatureList>(request.HttpContext.Response, StatusCodes.Status200OK, ("Page", pages.Context(request))));
    }

    // The path as it was sent, without what the node is mounted below: a source is named by an IRI, which routing would decode.
    private static string Below(HttpContext context, string root)
    {
        var path = RequestTarget.Path(context);
        var at = path.IndexOf(root, StringComparison.Ordinal);
        return at < 0 ? "" : path[(at + root.Length)..];
    }
}
