using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Node.Features.Termen.Shared;

/// <summary>The names by which clients ask for sources.</summary>
internal static class AskedSources
{
    /// <summary>The source of a name: the IRI of its dataset, its id, or the IRI of a distribution, which NDE's clients used before.</summary>
    public static CatalogEntry? Find(TermCatalog catalog, string name) =>
        catalog.Find(name) ?? catalog.Entries.FirstOrDefault(entry => entry.Distributions.Any(distribution => distribution.Iri == name));

    /// <summary>The name by which the network knows it; what is unknown stays as it is, so that the answer says so.</summary>
    public static string Canonical(TermCatalog catalog, string name) => Find(catalog, name)?.Iri ?? name;
}
