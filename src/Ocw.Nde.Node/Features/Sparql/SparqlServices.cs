using Ocw.Nde.Node.Features.Sparql.Description;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>What the SPARQL endpoint is made of.</summary>
internal static class SparqlServices
{
    /// <summary>Adds the endpoint's parts.</summary>
    public static void AddSparql(this IServiceCollection services, NodeHost host)
    {
        services.AddSingleton(host.QueryEnvironment);
        services.AddSingleton(_ => new QueryLanes(host.Settings.Limits));
        services.AddSingleton(new ParsedQueries(host.Iris.Base + "sparql"));
        services.AddSingleton<StateFactsCache>();
        services.AddSingleton<EndpointAddress>();
        services.AddSingleton<ClientRecognition>();
        services.AddSingleton(provider => new StateAt(host.Store, provider.GetRequiredService<QueryLanes>()));
        services.AddSingleton(new GraphPartitions());
        services.AddSingleton(new ServiceExamples(ProgramFiles.Queries));
        services.AddSingleton<ServiceDescription>();
        services.AddSingleton<QueryEndpoint>();
        services.AddSingleton<UpdateEndpoint>();
        services.AddSingleton<ISparqlUpdater>(_ => new SparqlUpdater(host.Store, host.UpdaterOptions));
    }
}
