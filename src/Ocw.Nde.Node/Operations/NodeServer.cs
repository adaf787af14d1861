using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Ocw.Nde.Node.Features.Datasets;
using Ocw.Nde.Node.Features.GraphStore;
using Ocw.Nde.Node.Features.Home;
using Ocw.Nde.Node.Features.Resources;
using Ocw.Nde.Node.Features.Search;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Sparql;
using Ocw.Nde.Node.Features.Termen;
using Ocw.Nde.Node.Features.Termen.Feeds;
using Ocw.Nde.Node.Features.Termen.Reconciliation;
using Ocw.Nde.Node.Features.Termen.Review;

namespace Ocw.Nde.Node.Operations;

/// <summary>Puts the features together into a web server over an opened node.</summary>
internal static class NodeServer
{
    private const long MostRequestBytes = 4 << 20;

    /// <summary>Queries come in addresses, and permalinks are addresses.</summary>
    private const int MostAddressBytes = 64 << 10;

    /// <summary>What of an answer may wait for a slow reader before the query waits too.</summary>
    private const long WaitingAnswerBytes = 512 << 10;

    /// <summary>What crawlers should not walk: endpoints that compute an answer, of which there is no end. Pages of objects, datasets, sources and terms are theirs.</summary>
    private static readonly string Robots = "User-agent: *\n" + string.Concat(
        new[] { "/sparql", "/graph", "/search", "/termen?", "/termen/search", "/termen/suggest", "/termen/lookup", "/termen/graphql", "/termen/sparql", "/termen/reconcile", "/termen/beoordelen" }
            .Select(path => $"Disallow: {path}\n"));

    /// <summary>Builds the server; it does not listen yet.</summary>
    /// <param name="host">The opened node; it stays the caller's.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="configure">Changes to the builder, for tests.</param>
    public static WebApplication Build(NodeHost host, int port, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
            kestrel.Limits.MaxRequestLineSize = MostAddressBytes;
            kestrel.Limits.MaxResponseBufferSize = WaitingAnswerBytes;
            kestrel.Listen(IPAddress.Parse(host.Settings.Listen), port);
        });
        AddServices(builder.Services, host);
        configure?.Invoke(builder);
        var application = builder.Build();
        Use(application, host);
        Map(application);
        return application;
    }

    private static void AddServices(IServiceCollection services, NodeHost host)
    {
        services.AddRazorComponents();
        services.AddProblemDetails();
        services.AddSingleton(host);
        services.AddSingleton(host.Settings);
        services.AddSingleton(host.Iris);
        services.AddSingleton(host.Queries);
        services.AddSingleton(host.Search);
        services.AddSingleton(host.Public);
        services.AddSingleton(new KeyRing(host.Settings.Keys));
        services.AddReview(host);
        services.AddSparql(host);
        services.AddTermsApi();
        services.AddReconciliation();
        services.AddSingleton<GraphStoreEndpoint>();
        services.AddSingleton(new ChannelOrder(host.Sources.OrderBy(s => s.Order).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => (s.Dataset, s.Channel))));
        services.AddSingleton<Pages>();
        services.AddSingleton<ResourceReader>();
        services.AddSingleton<ResourceData>();
        services.AddSingleton<TombstoneReader>();
        services.AddSingleton<ModelData>();
        services.AddSingleton<DatasetList>();
        services.AddResponseCompression(compression => compression.MimeTypes =
            [
                "text/html", "text/css", "text/csv", "text/tab-separated-values", "application/json", "application/problem+json", "application/graphql-response+json", "application/sparql-results+json", "application/sparql-results+xml",
                "text/turtle", "application/n-triples", "application/n-quads", "application/trig", "application/ld+json", "application/rdf+xml",
            ]);
    }

    private static void Use(WebApplication application, NodeHost host)
    {
        if (host.Settings.Proxies.Count > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
            foreach (var proxy in host.Settings.Proxies.Select(IPAddress.Parse))
                forwarded.KnownProxies.Add(proxy);
            application.UseForwardedHeaders(forwarded);
        }

        application.UseSecurityHeaders();
        application.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failed });
        application.UseResponseCompression();
    }

    private static void Map(WebApplication application)
    {
        application.MapAssets();
        application.MapHome();
        application.MapSearch();
        application.MapSparql();
        application.MapGraphStore();
        application.MapTermsApi();
        application.MapReconciliation();
        application.MapTermFeeds();
        application.MapReview();
        application.MapDatasets();
        application.MapResources();
        application.MapGet("/health", (NodeHost host) =>
        {
            using var snapshot = host.Store.OpenSnapshot(Store.ReaderScope.Public);
            return Results.Json(new { status = "ok", commit = snapshot.CommitNumber });
        });
        application.MapGet("/robots.txt", () => Results.Text(Robots));
        application.MapFallback((HttpRequest request, Pages pages) => pages.NotFound(request));
    }

    // What went wrong is for the log; the client learns that it is not its fault, and how to name the case.
    private static Task Failed(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return Task.CompletedTask;
        return Problem.Of(
            context.Request, StatusCodes.Status500InternalServerError, "internal",
            $"Er ging iets mis in het knooppunt. Meld het met kenmerk {context.TraceIdentifier}.",
            $"Something went wrong in the node. Report it with reference {context.TraceIdentifier}.").ExecuteAsync(context);
    }
}
