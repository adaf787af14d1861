using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>What one reconciliation service reconciles with: a terminology source, or all of them.</summary>
public sealed record ReconciliationScope
{
    /// <summary>Names the identifiers of the service: the IRI of the dataset.</summary>
    public required string IdentifierSpace { get; init; }

    /// <summary>The Dutch name of the service.</summary>
    public required string NameNl { get; init; }

    /// <summary>The English name of the service.</summary>
    public required string NameEn { get; init; }

    /// <summary>The kept sources by id, in order of preference.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>The sources that must be asked where they live, by id.</summary>
    public IReadOnlyList<string> Live { get; init; } = [];

    /// <summary>The descriptions of the sources, for their types.</summary>
    public IReadOnlyList<TermSource> Sources { get; init; } = [];

    /// <summary>Whether it spans several sources, so that candidates say where they come from.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Its name: Dutch for «nl», else English.</summary>
    public string Name(string language) => language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? NameNl : NameEn;
}
