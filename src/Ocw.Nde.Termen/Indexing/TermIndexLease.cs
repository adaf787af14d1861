using System.Collections.Immutable;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Source indexes that stay open until this is disposed.</summary>
internal readonly struct TermIndexLease(ImmutableArray<SourceIndex> sources) : IDisposable
{
    internal ImmutableArray<SourceIndex> Sources => sources;

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
        foreach (var index in sources)
            index.Release();
    }
}
