using Ocw.Nde.Datasetregister.Statistics;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>A heritage dataset as it is described to the world (DCAT 3 §6.6, NDE Requirements for Datasets).</summary>
public sealed record Dataset
{
    /// <summary>The dataset's own permanent IRI.</summary>
    public required Iri Iri { get; init; }

    /// <summary>Its names, one per language.</summary>
    public required IReadOnlyList<Literal> Names { get; init; }

    /// <summary>Its descriptions, one per language; three sentences or more make it findable.</summary>
    public IReadOnlyList<Literal> Descriptions { get; init; } = [];

    /// <summary>The licence of the metadata, such as CC0.</summary>
    public required Iri License { get; init; }

    /// <summary>Who is responsible for publishing it.</summary>
    public required Publisher Publisher { get; init; }

    /// <summary>Who made it; the publisher if none is named.</summary>
    public IReadOnlyList<Publisher> Creators { get; init; } = [];

    /// <summary>When it came into being.</summary>
    public DateOnly? Created { get; init; }

    /// <summary>When it was first published.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>When its content last changed: the time of the version that is served.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The languages of its texts, as BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Free keywords.</summary>
    public IReadOnlyList<Literal> Keywords { get; init; } = [];

    /// <summary>Subjects and kinds of material, as terms of the Network of Terms.</summary>
    public IReadOnlyList<Iri> Subjects { get; init; } = [];

    /// <summary>The areas it is about, as IRIs (GeoNames).</summary>
    public IReadOnlyList<Iri> SpatialCoverage { get; init; } = [];

    /// <summary>The period it is about: an ISO 8601 date or interval, such as <c>1667/1975</c>.</summary>
    public string? TemporalCoverage { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>A page for people about it, when its IRI is not that already.</summary>
    public Iri? Page { get; init; }

    /// <summary>The catalogue that lists it.</summary>
    public Iri? Catalog { get; init; }

    /// <summary>The datasets that it was made from.</summary>
    public IReadOnlyList<Iri> BasedOn { get; init; } = [];

    /// <summary>How often it is brought up to date: an IRI of the EU frequency list.</summary>
    public Iri? Frequency { get; init; }

    /// <summary>Who may have it; a closed dataset is not described at all.</summary>
    public AccessLevel Access { get; init; } = AccessLevel.Open;

    /// <summary>The ways to get it.</summary>
    public IReadOnlyList<Distribution> Distributions { get; init; } = [];

    /// <summary>Counts of what the public may see of it; they must come from a source that was opened for the public.</summary>
    public DatasetStatistics? Statistics { get; init; }
}
