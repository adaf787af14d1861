using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>What a <see cref="DatasetReport"/> needs to know beside the validation itself.</summary>
public sealed record DatasetReportOptions
{
    /// <summary>The dataset that was validated.</summary>
    public required Iri Dataset { get; init; }

    /// <summary>The profile that it was held against, such as <c>https://docs.nde.nl/schema-profile/</c>.</summary>
    public Iri? Profile { get; init; }

    /// <summary>When the validation was done.</summary>
    public required DateTimeOffset Generated { get; init; }

    /// <summary>The class of the records. Default <c>schema:CreativeWork</c>.</summary>
    public Iri RecordClass { get; init; } = new("https://schema.org/CreativeWork");

    /// <summary>From the mapping: the source fields that feed a property of a record. Default: none known.</summary>
    public Func<Iri, IReadOnlyList<string>> SourceFields { get; init; } = static _ => [];

    /// <summary>The most examples per problem. Default 10.</summary>
    public int Examples { get; init; } = 10;
}
