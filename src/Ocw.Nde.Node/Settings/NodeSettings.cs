using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.History;

namespace Ocw.Nde.Node.Settings;

/// <summary>What <c>node.yaml</c> says: one per node.</summary>
internal sealed record NodeSettings
{
    /// <summary>The public address under which all IRIs are minted; ends in <c>/</c>. Fixed at the first write.</summary>
    public required string BaseIri { get; init; }

    /// <summary>The folder of the store, the archive and everything derived; absolute.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder with one YAML file per source; absolute.</summary>
    public required string SourcesDirectory { get; init; }

    /// <summary>The name that pages show.</summary>
    public LocalizedText Name { get; init; } = new("Erfgoedknooppunt", "Heritage node");

    /// <summary>Who runs the node: an address that harvested servers can write to.</summary>
    public string? Contact { get; init; }

    /// <summary>The address that <c>serve</c> listens on. Default 127.0.0.1.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>The port that <c>serve</c> listens on. Default 5080.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Addresses of proxies whose forwarded headers are honoured. None by default.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>The keys that open what the public may not see.</summary>
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];

    /// <summary>The base address of the dataset register's API, or <see langword="null"/> to register nowhere.</summary>
    public string? Register { get; init; }

    /// <summary>Hosts and networks on private addresses that harvesting may reach.</summary>
    public IReadOnlyList<string> AllowedPrivateHosts { get; init; } = [];

    /// <summary>What clients may ask of the node at once.</summary>
    public LimitSettings Limits { get; init; } = LimitSettings.Default;

    /// <summary>Where SERVICE clauses of queries may go. Default: nowhere.</summary>
    public ServiceSettings Services { get; init; } = ServiceSettings.Off;

    /// <summary>The hosts that LOAD of SPARQL Update may fetch from. Default: none.</summary>
    public IReadOnlyList<string> LoadFrom { get; init; } = [];

    /// <summary>Where JSON-LD contexts may be fetched from. Default: nowhere.</summary>
    public ContextSettings Contexts { get; init; } = ContextSettings.Off;

    /// <summary>Which terminology sources can be asked beside those that are harvested. Default: none.</summary>
    public TermNetworkSettings Terms { get; init; } = TermNetworkSettings.Off;

    /// <summary>Which version of RDF and SPARQL is read from clients. Default 1.1.</summary>
    public RdfVersion RdfVersion { get; init; }

    /// <summary>How long older versions of graphs are kept. Default: for ever.</summary>
    public RetentionRule History { get; init; } = RetentionRule.All;

    /// <summary>Whether anyone on this machine may change the data without a key: <c>serve --allow-anonymous-updates</c>, for trials and measurements.</summary>
    public bool AllowAnonymousUpdates { get; init; }

    /// <summary>Whether a settings file says these things; without one the store's own base IRI, or the address that is served, is taken.</summary>
    public bool HasFile { get; init; } = true;
}

/// <summary>A key by the SHA-256 of its text: the text itself is kept nowhere.</summary>
/// <param name="Name">Who uses it.</param>
/// <param name="Sha256">The hash, lower-case hex.</param>
internal sealed record ApiKey(string Name, string Sha256)
{
    /// <summary>Whether its user may read what is not public by the APIs. Not so for a key that is for review only.</summary>
    public bool MayReadAll { get; init; } = true;

    /// <summary>Whether its user may change data: updates and the graph store. Default: reading only.</summary>
    public bool MayUpdate { get; init; }

    /// <summary>Whether its user may decide about terms.</summary>
    public bool MayReview { get; init; }

    /// <summary>The one institution whose literals its user sees and decides about; <see langword="null"/> for all of the node.</summary>
    public string? Institution { get; init; }
}
