using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Settings;

/// <summary>Where the records of a source belong: what the node knows and the source does not say.</summary>
/// <param name="BaseIri">The node's base IRI; ends in <c>/</c>.</param>
/// <param name="Institution">The id of the institution: objects with the same key are one object across its datasets and channels.</param>
/// <param name="Dataset">The id of the dataset: values with the same words are one node within it.</param>
/// <param name="DatasetIri">The IRI of the dataset, for <c>schema:isPartOf</c>.</param>
public sealed record MappingContext(string BaseIri, string Institution, string Dataset, Iri DatasetIri)
{
    /// <summary>The source fields whose values access rules ask for; they come back in <see cref="MappingResult.Fields"/>.</summary>
    public IReadOnlyCollection<string> AccessFields { get; init; } = [];

    /// <summary>How records in JSON-LD are read. Default: with the contexts that the program brings along.</summary>
    public JsonLdOptions JsonLd { get; init; } = JsonLdOptions.Default;

    /// <summary>The ceilings of lifting.</summary>
    public LiftLimits Limits { get; init; } = LiftLimits.Default;
}

/// <summary>What one record may cost.</summary>
public sealed record LiftLimits
{
    /// <summary>16 MiB, 64 levels, 200,000 elements, 20,000 different fields.</summary>
    public static LiftLimits Default { get; } = new();

    /// <summary>The bytes of one record. Default 16 MiB.</summary>
    public int Bytes { get; init; } = 16 << 20;

    /// <summary>The levels of nesting. Default 64.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>The elements, attributes and values (for RDF: triples) of one record. Default 200,000.</summary>
    public int Nodes { get; init; } = 200_000;

    /// <summary>The different fields of one source. Default 20,000.</summary>
    public int Fields { get; init; } = 20_000;
}
