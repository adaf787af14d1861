using Ocw.Nde.Node.Operations.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary><c>/termen/beoordelen</c>: where people of an institution decide what the machine would not.</summary>
internal static class ReviewEndpoints
{
    /// <summary>Adds the services.</summary>
    public static void AddReview(this IServiceCollection services)
    {
        services.AddSingleton<DecisionService>();
        services.AddHostedService(provider => provider.GetRequiredService<DecisionService>());
    }

    /// <summary>Maps the pages.</summary>
    public static void MapReview(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
    }
}
