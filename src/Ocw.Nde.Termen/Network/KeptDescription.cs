using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Network;

/// <summary>What the settings of a kept source say of it: its place in the catalogue, and what the catalogue does not say.</summary>
public sealed record KeptDescription
{
    /// <summary>The id of the source, as in the index of kept terms.</summary>
    public required string Id { get; init; }

    /// <summary>The source in the catalogue that it is a copy of, by IRI or id; <see langword="null"/> for one that the catalogue does not have.</summary>
    public string? CopyOf { get; init; }

    /// <summary>Its description where the catalogue has none; what is filled in here wins from the catalogue otherwise, except for IRI and id.</summary>
    public required CatalogEntry Entry { get; init; }
}
