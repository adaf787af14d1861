using Ocw.Nde.Termen.Catalog.Reading;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Support;

/// <summary>The catalogue of NDE's Network of Terms, as it stands in the shared data.</summary>
internal static class NdeCatalog
{
    internal const string Path = "nde/network-of-terms/catalog";

    internal static CatalogLoad Load() => CatalogReader.Read(CatalogFiles.OfFolder(SharedData.PathOf(Path)));
}
