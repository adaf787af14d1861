using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>The reconciliation services that there are: one for each terminology source, and one for all that are kept.</summary>
/// <param name="network">The sources.</param>
/// <param name="wholeSpace">The identifier space of the service for all: the catalogue of the node.</param>
public sealed class ReconciliationScopes(TermNetwork network, string wholeSpace)
{
    /// <summary>The service for all kept sources. Others are left out: a batch would ask each of them for each query.</summary>
    public ReconciliationScope Whole
    {
        get
        {
            var kept = network.Catalog.Entries.Where(entry => entry.KeptSource is not null).ToList();
            return new ReconciliationScope
            {
                IdentifierSpace = wholeSpace,
                NameNl = "Alle termenbronnen van dit knooppunt",
                NameEn = "All terminology sources of this node",
                Kept = [.. kept.Select(entry => entry.KeptSource!.Id)],
                Sources = [.. kept.Select(entry => entry.KeptSource!)],
                IsWhole = true,
            };
        }
    }

    /// <summary>The service of a source, by its id, the IRI of the dataset or of one of its distributions; <see langword="null"/> where there is none.</summary>
    public ReconciliationScope? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var catalog = network.Catalog;
        var entry = catalog.Find(name) ?? catalog.Entries.FirstOrDefault(one => one.Distributions.Any(distribution => string.Equals(distribution.Iri, name, StringComparison.Ordinal)));
        return entry is null ? null : Of(entry);
    }

    private static ReconciliationScope Of(CatalogEntry entry) => new()
    {
        IdentifierSpace = entry.Iri,
        NameNl = entry.Name("nl"),
        NameEn = entry.Name("en"),
        Kept = entry.KeptSource is { } kept ? [kept.Id] : [],
        Live = entry.KeptSource is null ? [entry.Iri] : [],
        Sources = [entry.AsTermSource],
    };
}
