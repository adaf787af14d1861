using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// Writes a quad segment: either one permutation after the other (<see cref="Begin"/> to <see cref="End"/>), or several at the same time,
/// each by its own <see cref="PermutationWriter"/>. Their blocks then lie between each other; the directories keep them apart.
/// </summary>
internal sealed class QuadSegmentWriter : IDisposable
{
    private readonly FileSink _sink;
    private readonly Lock _writing = new();
    private readonly long _file;
    private readonly AccessLevel _access;
    private readonly BlockEntry[][] _directories = [[], [], [], [], []];
    private GraphRows[] _graphs = [];
    private PermutationWriter? _present;
    private long _count;

    /// <param name="files">The folder.</param>
    /// <param name="file">The number of the file.</param>
    /// <param name="access">Who may read its rows.</param>
    /// <param name="name">The name of the file, if it is not that of a segment.</param>
    internal QuadSegmentWriter(IStoreFiles files, long file, AccessLevel access, string? name = null)
    {
        _file = file;
        _access = access;
        _sink = new FileSink(files, name ?? StoreFileNames.Segment(file));
    }

    internal void Begin(Permutation permutation) => _present = new PermutationWriter(this, permutation);

    internal void Append(ulong a, ulong b, ulong c, ulong d) => _present!.Append(a, b, c, d);

    internal void Append(in QuadKey row) => _present!.Append(row);

    internal void End()
    {
        _present!.End();
        _present.Dispose();
        _present = null;
    }

    /// <summary>Appends a stretch of blocks.</summary>
    /// <returns>Where it begins.</returns>
    internal long Write(ReadOnlySpan<byte> blocks)
    {
        lock (_writing)
        {
            var offset = _sink.Position;
            _sink.Write(blocks);
            return offset;
        }
    }

    /// <summary>Takes the directory of a permutation that is complete.</summary>
    internal void Take(PermutationWriter permutation)
    {
        lock (_writing)
        {
            _directories[(int)permutation.Permutation] = [.. permutation.Blocks];
            _count = permutation.Count;
            if (permutation.Permutation == Permutation.Spog)
                _graphs = [.. permutation.Graphs.Select(graph => new GraphRows(graph.Key, graph.Value))];
        }
    }

    /// <summary>Ends the file and makes it durable, if it is to last.</summary>
    internal QuadSegmentInfo Finish(bool durable = true)
    {
        _sink.Align();
        new SegmentFooter(_count, [.. _graphs], _directories).Write(_sink);
        if (durable)
            _sink.FlushAndSync();
        else
            _sink.Flush();
        return new QuadSegmentInfo(_file, _access, _count, _sink.Position);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _present?.Dispose();
        _sink.Dispose();
    }
}
