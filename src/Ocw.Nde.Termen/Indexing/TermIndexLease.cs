using System.Collections.Immutable;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Source indexes that stay open until this is disposed.</summary>
internal readonly struct TermIndexLease(ImmutableArray<SourceIndex> sources, Lazy<TermClusters> clusters, ImmutableArray<SourceIndex> all) : IDisposable
{
    internal ImmutableArray<SourceIndex> Sources => sources;

    /// <summary>The clusters over all sources of the index, those included that were not chosen.</summary>
    internal TermClusters Clusters => clusters.Value;

    internal SourceIndex? Find(string id)
    {
        foreach (var index in sources)
        {
            if (string.Equals(index.Source.Id, id, StringComparison.Ordinal))
                return index;
        }

        return null;
    }

    public void Dispose()
    {
        // Clusters reach into sources that were not chosen: all of them are held.
        foreach (var index in all)
            index.Release();
    }
}
