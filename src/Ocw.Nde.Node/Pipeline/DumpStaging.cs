using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Holds an RDF dump while it is split into records: in memory as long as it is small, else in a store of its own that is thrown away afterwards.</summary>
/// <remarks>All quads count as one graph, whatever graph the dump names: a record is what is said of it.</remarks>
internal sealed class DumpStaging(string temporaryDirectory) : IQuadSink, IDisposable
{
    /// <summary>Quads that are held in memory, about 150 bytes each.</summary>
    internal const int MostInMemory = 500_000;

    private readonly string _directory = Path.Combine(temporaryDirectory, "dump-" + Guid.NewGuid().ToString("N"));
    private MemoryQuadSourceBuilder? _memory = new();
    private QuadStore? _store;
    private WriteTransaction? _transaction;
    private QuadStage? _stage;
    private Snapshot? _snapshot;

    /// <summary>Whether nothing was put in.</summary>
    public bool IsEmpty => _stage is null && _memory!.Count == 0;

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        if (_stage is not null)
        {
            _stage.Quad(subject, predicate, @object, TermSpan.None);
            return;
        }

        _memory!.Quad(subject, predicate, @object, TermSpan.None);
        if (_memory.Count >= MostInMemory)
            MoveToDisk();
    }

    /// <summary>The dump as a source whose default graph holds all of it.</summary>
    public IQuadSource Complete(CancellationToken cancellation)
    {
        if (_transaction is null)
            return _memory!.Build();
        _transaction.Commit(cancellation);
        return _snapshot = _store!.OpenSnapshot(ReaderScope.Internal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _snapshot?.Dispose();
        _transaction?.Dispose();
        _store?.Dispose();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private void MoveToDisk()
    {
        _store = QuadStore.Open(_directory, new StoreOptions { MergeInBackground = false });
        _transaction = _store.BeginWrite();
        _stage = _transaction.Stage(TermSpan.None, GraphClass.Content, AccessLevel.Open, StageMode.Replace);
        QuadCopy.Copy(_memory!.Build(), _stage);
        _memory = null;
    }
}
