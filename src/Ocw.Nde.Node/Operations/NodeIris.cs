namespace Ocw.Nde.Node.Operations;

/// <summary>The IRIs that the node gives to its own things; all start with the configured base, never with what a request says.</summary>
internal sealed class NodeIris(string baseIri)
{
    /// <summary>The base; ends in <c>/</c>.</summary>
    public string Base { get; } = baseIri;

    /// <summary>The catalogue of this node's datasets.</summary>
    public string Catalog => Base + "id/catalog";

    /// <summary>The dataset itself (DCAT), whatever its channels.</summary>
    public string Dataset(string dataset) => $"{Base}id/dataset/{dataset}";

    /// <summary>The institution that publishes a dataset, when it has no IRI of its own.</summary>
    public string Institution(string institution) => $"{Base}id/organization/{institution}";

    /// <summary>One harvest of one channel.</summary>
    public string Run(string dataset, string channel, string run) => $"{Base}id/run/{dataset}/{channel}/{run}";

    /// <summary>One version of one channel, by the run that made it.</summary>
    public string Version(string dataset, string channel, string run) => $"{Base}id/version/{dataset}/{channel}/{run}";

    /// <summary>A graph of a channel.</summary>
    public string Graph(string dataset, string channel, GraphKind kind) => $"{Base}graph/{dataset}/{channel}{Suffix(kind)}";

    /// <summary>The graph with the description of a dataset.</summary>
    public string DescriptionGraph(string dataset) => $"{Base}graph/{dataset}/-/description";

    /// <summary>The graph with the catalogue.</summary>
    public string CatalogGraph => Base + "graph/-/-/description";

    /// <summary>Takes a graph IRI apart, or gives <see langword="null"/> for one that the node did not name.</summary>
    public GraphName? ParseGraph(string iri)
    {
        var prefix = Base + "graph/";
        if (!iri.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var parts = iri[prefix.Length..].Split('/');
        if (parts.Length is < 2 or > 3)
            return null;
        foreach (var kind in Enum.GetValues<GraphKind>())
        {
            if (string.Equals(Suffix(kind), parts.Length == 3 ? "/" + parts[2] : "", StringComparison.Ordinal))
                return new GraphName(parts[0], parts[1], kind);
        }

        return null;
    }

    /// <summary>The path below the node's root of one of its own IRIs, or <see langword="null"/> for another's.</summary>
    public string? LocalPath(string iri) => iri.StartsWith(Base, StringComparison.Ordinal) ? "/" + iri[Base.Length..] : null;

    private static string Suffix(GraphKind kind) => kind switch
    {
        GraphKind.Content => "",
        GraphKind.Closed => "/closed",
        GraphKind.Links => "/links",
        GraphKind.ClosedLinks => "/closed-links",
        GraphKind.Proposals => "/proposals",
        GraphKind.Evidence => "/evidence",
        GraphKind.Provenance => "/provenance",
        GraphKind.Report => "/report",
        GraphKind.Source => "/source",
        GraphKind.ClosedSource => "/closed-source",
        GraphKind.Versions => "/versions",
        GraphKind.Missing => "/missing",
        GraphKind.ClosedMissing => "/closed-missing",
        GraphKind.Tombstones => "/tombstones",
        GraphKind.LastState => "/last-state",
        _ => "/description",
    };
}

/// <summary>The parts of a graph's name.</summary>
internal sealed record GraphName(string Dataset, string Channel, GraphKind Kind);

/// <summary>The graphs of one channel.</summary>
internal enum GraphKind
{
    /// <summary>What the public may read of the content.</summary>
    Content,

    /// <summary>Content that the public may not read.</summary>
    Closed,

    /// <summary>Accepted alignments.</summary>
    Links,

    /// <summary>Accepted alignments of values that only closed records use.</summary>
    ClosedLinks,

    /// <summary>Alignments that wait for a person; never public.</summary>
    Proposals,

    /// <summary>The evidence behind accepted alignments.</summary>
    Evidence,

    /// <summary>How it came about.</summary>
    Provenance,

    /// <summary>The validation report; never public, its values may be closed.</summary>
    Report,

    /// <summary>What the source says of records that are public as a whole, where the settings keep it; by name only.</summary>
    Source,

    /// <summary>The same of all other records.</summary>
    ClosedSource,

    /// <summary>The list of its versions.</summary>
    Versions,

    /// <summary>Objects that the last harvest did not find: still served, each with the moment since when.</summary>
    Missing,

    /// <summary>The same of what the public may not read.</summary>
    ClosedMissing,

    /// <summary>Objects that are gone: what they were, since when and why.</summary>
    Tombstones,

    /// <summary>What was public of objects that are gone; shown with their tombstone and nowhere else.</summary>
    LastState,

    /// <summary>The dataset's description.</summary>
    Description,
}
