using Ocw.Nde.Node.Features.Termen.GraphQl;
using Ocw.Nde.Node.Features.Termen.Rest;

namespace Ocw.Nde.Node.Features.Termen;

/// <summary>The doors of the termennetwerk for programs and people: GraphQL, REST, SPARQL and pages.</summary>
internal static class TermsApi
{
    /// <summary>Adds what the doors are made of.</summary>
    public static void AddTermsApi(this IServiceCollection services) => services.AddTermsGraphQl();

    /// <summary>Maps the doors.</summary>
    public static void MapTermsApi(this IEndpointRouteBuilder routes)
    {
        routes.MapTermsGraphQl();
        routes.MapTermsRest();
    }
}
