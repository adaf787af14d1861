using System.Collections.Concurrent;
using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Operations.Contexts;
using Ocw.Nde.Node.Operations.Federation;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Operations;

/// <summary>The guarded clients with which the node goes out: one that stays on the public web, and one for each source that the operator lets lie elsewhere.</summary>
internal sealed class OutgoingWeb(NodeSettings settings, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, GuardedHttpClient> _clients = new(StringComparer.Ordinal);
    private NodeContexts? _contexts;
    private GuardedHttpClient? _termSources;

    /// <summary>The client for the public web, and for the private hosts that <c>node.yaml</c> names.</summary>
    public GuardedHttpClient Public => ClientFor([]);

    /// <summary>The client of a source: with <c>allowPrivateAddress</c> it may reach the hosts of its own addresses too, and no others.</summary>
    public GuardedHttpClient ClientFor(SourceSettings source) => ClientFor(source.AllowPrivateAddress ? [.. source.Harvest.Addresses.Select(a => a.Authority)] : []);

    /// <summary>Sends SERVICE clauses to the hosts that <c>node.yaml</c> lists; <see langword="null"/> where it lists none.</summary>
    public IServiceClient? Services => settings.Services.Hosts.Count == 0 ? null : new ServiceClient(settings.Services, Public);

    /// <summary>Fetches the documents of LOAD from the hosts that <c>node.yaml</c> lists; <see langword="null"/> where it lists none.</summary>
    public IDocumentLoader? Documents => settings.LoadFrom.Count == 0 ? null : new DocumentLoader(settings.LoadFrom, Public, JsonLd, settings.RdfVersion);

    /// <summary>The JSON-LD contexts: brought along, pinned, or fetched from the hosts that <c>node.yaml</c> lists.</summary>
    public NodeContexts Contexts => LazyInitializer.EnsureInitialized(
        ref _contexts,
        () => new NodeContexts(new ContextFolder(new DataFolders(settings.DataDirectory).Contexts), new ContextFetcher(settings.Contexts, Public), settings.Contexts, time));

    /// <summary>How JSON-LD is read everywhere in the node: with <see cref="Contexts"/>.</summary>
    public JsonLdOptions JsonLd => JsonLdOptions.Default with { Loader = Contexts };

    /// <summary>Asks live terminology sources: on the public web, some questions at a time to one host.</summary>
    public GuardedHttpClient TermSources => LazyInitializer.EnsureInitialized(ref _termSources, () => new GuardedHttpClient(
        new WebClientOptions { Contact = settings.Contact, Egress = new EgressPolicy { AllowedHosts = [.. settings.AllowedPrivateHosts] }, MaxConcurrencyPerHost = settings.Terms.ParallelPerHost, HeadersTimeout = settings.Terms.MaxTime },
        time));

    /// <summary>Harvests a source.</summary>
    public Harvester HarvesterFor(SourceSettings source, PayloadArchive archive) => new(ClientFor(source), archive, time);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        _termSources?.Dispose();
    }

    private GuardedHttpClient ClientFor(IReadOnlyList<string> hosts) => _clients.GetOrAdd(
        string.Join(' ', hosts),
        _ => new GuardedHttpClient(new WebClientOptions { Contact = settings.Contact, Egress = new EgressPolicy { AllowedHosts = [.. settings.AllowedPrivateHosts, .. hosts] } }, time));
}
