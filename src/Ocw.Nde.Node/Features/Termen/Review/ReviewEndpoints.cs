using System.Text;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary><c>/termen/beoordelen</c>: where people of an institution decide what the machine would not.</summary>
internal static class ReviewEndpoints
{
    /// <summary>The path of the pages.</summary>
    public const string Root = "/termen/beoordelen";

    private const double DefaultThreshold = 0.9;
    private const double DefaultGap = 0.05;

    /// <summary>Adds the services.</summary>
    public static void AddReview(this IServiceCollection services, NodeHost host)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new ReviewDesk(host.Review, host.Network, TimeProvider.System));
        services.AddSingleton<ReviewSessions>();
        services.AddSingleton<LoginLimiter>();
        services.AddSingleton<ReviewDoor>();
        services.AddSingleton<ReviewPages>();
        services.AddSingleton<ReviewActs>();
        services.AddSingleton<DecisionService>();
        services.AddHostedService(provider => provider.GetRequiredService<DecisionService>());
    }

    /// <summary>Maps the pages.</summary>
    public static void MapReview(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root + "/inloggen", (HttpContext context, ReviewDoor door) => door.Login(context));
        routes.MapPost(Root + "/inloggen", (HttpContext context, ReviewDoor door) => door.LogIn(context));
        routes.MapPost(Root + "/uitloggen", (HttpContext context, ReviewDoor door, ReviewSessions sessions) => door.Act(context, (_, _) =>
        {
            sessions.Close(context);
            return Task.FromResult(ReviewDoor.See(Root + "/inloggen"));
        }));
        MapPages(routes);
        MapActs(routes);
    }

    private static void MapPages(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, (HttpContext context, ReviewDoor door, ReviewPages pages) => door.Enter(context, session => pages.Item(context, session)));
        routes.MapGet(Root + "/lijst", (HttpContext context, ReviewDoor door, ReviewPages pages) => door.Enter(context, session => Task.FromResult(pages.List(context, session))));
        routes.MapGet(Root + "/reeks", (HttpContext context, ReviewDoor door, ReviewPages pages) => door.Enter(context, session => Task.FromResult(
            pages.Series(context, session, ReviewActs.Score(context.Request.Query["threshold"], DefaultThreshold), ReviewActs.Score(context.Request.Query["gap"], DefaultGap)))));
        routes.MapGet(Root + "/besluiten", (HttpContext context, ReviewDoor door, ReviewPages pages) => door.Enter(context, session => Task.FromResult(pages.History(context, session))));
        routes.MapGet(Root + "/tabel", (HttpContext context, ReviewDoor door, ReviewPages pages) => door.Enter(context, session => Task.FromResult(pages.Table(context, session))));
        routes.MapGet(Root + "/export.csv", (HttpContext context, ReviewDoor door, NodeHost host) => door.Enter(context, session => Task.FromResult(Export(context, session, host))));
    }

    private static void MapActs(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Root + "/besluit", (HttpContext context, ReviewDoor door, ReviewActs acts) => door.Act(context, (session, form) => acts.Decide(context, session, form)));
        routes.MapPost(Root + "/terug", (HttpContext context, ReviewDoor door, ReviewActs acts) => door.Act(context, (session, form) => Task.FromResult(acts.Undo(session, form))));
        routes.MapPost(Root + "/reeks", (HttpContext context, ReviewDoor door, ReviewActs acts) => door.Act(context, (session, form) => Task.FromResult(acts.Series(context, session, form))));
        routes.MapPost(Root + "/sneltoetsen", (HttpContext context, ReviewDoor door) => door.Act(context, (session, form) => Task.FromResult(ReviewActs.Shortcuts(session, form))));
        routes.MapPost(Root + "/import", (HttpContext context, ReviewDoor door, ReviewActs acts) => door.Act(context, (session, form) => acts.Import(context, session, form)))
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(ReviewActs.MostTableBytes));
    }

    private static IResult Export(HttpContext context, ReviewSession session, NodeHost host)
    {
        var language = RequestLanguage.Of(context.Request);
        var filter = ReviewAddress.Filter(name => context.Request.Query[name], session);
        return Results.Stream(
            async body =>
            {
                await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
                await ReviewTableWriter.WriteAsync(text, host.Review.All(filter, [QueueTurn.Open, QueueTurn.Skipped]), LabelsOf(host, language), Localization.Languages.Tag(language), context.RequestAborted);
            },
            "text/csv; charset=utf-8",
            language == Localization.Language.Dutch ? "beoordelen.csv" : "review.csv");
    }

    private static Func<string, string?> LabelsOf(NodeHost host, Localization.Language language)
    {
        var lookup = new TermLookup(host.Terms);
        string[] languages = language == Localization.Language.Dutch ? ["nl", "en"] : ["en", "nl"];
        return iri => lookup.Find(iri, languages)?.Label(languages).Text;
    }
}
