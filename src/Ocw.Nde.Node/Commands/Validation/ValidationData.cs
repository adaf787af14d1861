using Ocw.Nde.Node.Commands.Input;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Commands.Validation;

/// <summary>The data of a validation: in memory, or, where that could become too much, in a store of its own in the temporary folder, which goes away with it.</summary>
internal sealed class ValidationData : IDisposable
{
    // In memory a triple takes some 250 bytes: 256 MiB of Turtle may become 2 GiB.
    private const long MostInMemory = 256L << 20;

    // What RDF shrinks to when it is packed.
    private const int PackingRatio = 10;

    private readonly DirectoryInfo? _folder;
    private readonly QuadStore? _store;
    private readonly Snapshot? _snapshot;

    private ValidationData(IQuadSource source) => Source = source;

    private ValidationData(DirectoryInfo folder, QuadStore store)
    {
        _folder = folder;
        _store = store;
        Source = _snapshot = store.OpenSnapshot(ReaderScope.Internal);
    }

    /// <summary>The data; its default graph is all of it.</summary>
    public IQuadSource Source { get; }

    /// <summary>Whether files are too large to be held in memory.</summary>
    public static bool IsLarge(IEnumerable<string> files) =>
        files.Where(File.Exists).Sum(file => new FileInfo(file).Length * (Packings.OfName(file) == Packing.None ? 1 : PackingRatio)) > MostInMemory;

    /// <summary>Takes what is handed to the sink into memory.</summary>
    public static ValidationData InMemory(Action<IQuadSink> read)
    {
        var builder = new MemoryQuadSourceBuilder(DefaultGraphMode.Union, expectedQuads: 1024);
        read(builder);
        return new ValidationData(builder.Build());
    }

    /// <summary>Takes what is handed to the sink into a store on disk.</summary>
    /// <param name="files">The files that are read, to look beforehand whether there is room.</param>
    /// <param name="read">Hands over the quads.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static ValidationData OnDisk(IEnumerable<string> files, Action<IQuadSink> read, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ocwnde-validate-");
        QuadStore? store = null;
        try
        {
            FreeSpace.Require(folder.FullName, FreeSpace.OfFiles(files.Where(file => file != InputFile.Standard)));
            store = QuadStore.Open(folder.FullName);
            using (var transaction = store.BeginWrite(cancellation))
            {
                using (var stage = new StagingPipeline(transaction.StageDataset(GraphClass.Content)))
                {
                    read(stage);
                    stage.Complete();
                }

                transaction.Commit(cancellation);
            }

            return new ValidationData(folder, store);
        }
        catch
        {
            store?.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _snapshot?.Dispose();
        _store?.Dispose();
        _folder?.Delete(recursive: true);
    }
}
