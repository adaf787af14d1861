using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>A list of datasets under one IRI (DCAT 3 §6.3): what a node registers once for all its datasets.</summary>
public sealed record Catalog
{
    /// <summary>The catalogue's own permanent IRI.</summary>
    public required Iri Iri { get; init; }

    /// <summary>Its names, one per language.</summary>
    public required IReadOnlyList<Literal> Names { get; init; }

    /// <summary>Its descriptions, one per language.</summary>
    public IReadOnlyList<Literal> Descriptions { get; init; } = [];

    /// <summary>Who publishes it.</summary>
    public required Publisher Publisher { get; init; }

    /// <summary>The datasets; closed ones are left out of its description.</summary>
    public required IReadOnlyList<Dataset> Datasets { get; init; }
}
