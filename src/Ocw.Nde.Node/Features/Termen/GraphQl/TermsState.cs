using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.GraphQl.Execution;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>What resolvers know of a request: the network, and the language that the client reads.</summary>
/// <param name="Network">The sources.</param>
/// <param name="Language">The language of names of sources: <c>nl</c> or <c>en</c>.</param>
internal sealed record TermsState(TermNetwork Network, string Language)
{
    private TermCatalog? _catalog;

    /// <summary>The catalogue, the same one for the whole request.</summary>
    public TermCatalog Catalog => _catalog ??= Network.Catalog;

    public static TermsState Of(FieldContext context) => (TermsState)context.State!;

    /// <summary>Whether a source answers, as far as this node has seen: the last question to a live one, the copy of a kept one.</summary>
    public SourceHealth? HealthOf(CatalogEntry entry) =>
        Network.StateOf(entry) is { LastChecked: { } at } state ? new SourceHealth(state.IsAvailable, at)
            : entry is { KeptSource: not null, CopyFrom: { } copied } && entry.Mode != SourceMode.Live ? new SourceHealth(true, copied)
            : null;
}
