using Ocw.Nde.Node.Features.Sparql;
using Ocw.Nde.Node.Features.Termen.GraphQl;
using Ocw.Nde.Node.Features.Termen.Rest;
using Ocw.Nde.Node.Features.Termen.TermPages;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Node.Features.Termen;

/// <summary>The doors of the termennetwerk for programs and people: GraphQL, REST, SPARQL and pages.</summary>
internal static class TermsApi
{
    /// <summary>Adds what the doors are made of.</summary>
    public static void AddTermsApi(this IServiceCollection services)
    {
        services.AddTermsGraphQl();
        services.AddTermPages();
    }

    /// <summary>Maps the doors.</summary>
    public static void MapTermsApi(this IEndpointRouteBuilder routes)
    {
        routes.MapTermsGraphQl();
        routes.MapTermsRest();
        routes.MapSparql("/termen/sparql", services => TermGraphs(services.GetRequiredService<NodeHost>()));
        routes.MapTermPages();
    }

    // What the licence of a source allows to be passed on; an agreement to keep a copy is no permission to publish it.
    private static IReadOnlyList<string> TermGraphs(NodeHost host) =>
    [
        .. host.Network.Catalog.Entries
            .Where(entry => entry.KeptSource is not null && entry.KeepPermission.Kind is KeepPermissionKind.Licence or KeepPermissionKind.Own)
            .Select(entry => entry.KeptSource!.Graph.Value),
    ];
}
