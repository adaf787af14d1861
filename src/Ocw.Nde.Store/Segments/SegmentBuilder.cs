using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>Turns rows into a segment: sorts them in every order, in memory or by spilling sorted runs and merging them.</summary>
/// <remarks>
/// Rows come graph by graph, each in order of subject, predicate, object: that is GSPO. A sort by subject gives SPO; the other orders follow from it by
/// stable sorts of one column each: by predicate (PSO), by object (OSP), that by predicate again (POS). Large segments are sorted and encoded by two threads.
/// </remarks>
internal sealed class SegmentBuilder : IDisposable
{
    /// <summary>From so many rows on, a second thread saves more than it costs.</summary>
    private const int RowsForTwoThreads = 1 << 14;

    private readonly WorkFiles _work;
    private readonly AccessLevel _access;
    private readonly RowChunk _chunk;
    private readonly List<SpillFile> _spills = [];
    private bool _spilled;
    private ulong _firstGraph;
    private bool _severalGraphs;

    internal SegmentBuilder(WorkFiles work, AccessLevel access, int chunkRows)
    {
        _work = work;
        _access = access;
        _chunk = new RowChunk(chunkRows);
        File = work.NewSegment();
    }

    /// <summary>The number that the segment's file will have.</summary>
    internal long File { get; }

    /// <summary>The rows that fit before the next spill.</summary>
    internal int Room => _chunk.Room;

    /// <summary>The rows that are in memory.</summary>
    internal int Buffered => _chunk.Count;

    /// <summary>Whether nothing was added.</summary>
    internal bool IsEmpty => !_spilled && _chunk.Count == 0;

    /// <summary>Adds a row of subject, predicate, object, graph. Graphs come in order of id, their rows in order and each once.</summary>
    internal void Add(in QuadKey row)
    {
        if (_chunk.IsFull)
            Spill();
        See(row.D);
        _chunk.Add(row);
    }

    /// <summary>Adds rows of one graph; the place of the graph in them does not matter.</summary>
    internal void Add(ReadOnlySpan<QuadKey> rows, ulong graph)
    {
        while (!rows.IsEmpty)
        {
            if (_chunk.IsFull)
                Spill();
            See(graph);
            var count = Math.Min(rows.Length, _chunk.Room);
            _chunk.Add(rows[..count], graph);
            rows = rows[count..];
        }
    }

    /// <summary>Sorts what is in memory and writes it aside.</summary>
    internal void Spill()
    {
        if (_chunk.Count == 0)
            return;
        _spills.Add(SpillFile.Write(_work, writer => WriteChunk(writer, severalGraphs: true, CancellationToken.None)));
        _chunk.Count = 0;
        _spilled = true;
    }

    /// <summary>Forgets the rows that were added after <see cref="Buffered"/> had this value; nothing may have been spilled since.</summary>
    internal void Rewind(int buffered) => _chunk.Count = buffered;

    /// <summary>Writes the segment and makes it durable.</summary>
    internal QuadSegmentInfo Finish(CancellationToken cancellation)
    {
        if (_spilled)
            Spill();

        using var writer = new QuadSegmentWriter(_work.Files, File, _access);
        if (_spilled)
            WriteMerged(writer, cancellation);
        else
            WriteChunk(writer, _severalGraphs, cancellation);
        return writer.Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _chunk.Dispose();
        foreach (var spill in _spills)
            spill.Dispose();
    }

    private void WriteChunk(QuadSegmentWriter writer, bool severalGraphs, CancellationToken cancellation) =>
        EachOrder(severalGraphs, (permutation, order) => Write(writer, permutation, _chunk.Rows, order, cancellation));

    private void WriteMerged(QuadSegmentWriter writer, CancellationToken cancellation)
    {
        Both(
            _spills.Sum(spill => spill.Rows),
            () => Merge([Permutation.Ospg, Permutation.Posg]),
            () => Merge(_severalGraphs ? [Permutation.Gspo, Permutation.Spog, Permutation.Psog] : [Permutation.Spog, Permutation.Psog]));

        void Merge(Permutation[] permutations)
        {
            foreach (var permutation in permutations)
                Write(writer, permutation, RowMerge.Distinct([.. _spills.Select(spill => spill.Read(permutation))]), cancellation);
        }
    }

    private static void Both(long rows, Action first, Action second)
    {
        if (rows >= RowsForTwoThreads)
        {
            TwoThreads.Run(first, second);
            return;
        }

        first();
        second();
    }

    private static void Write(QuadSegmentWriter writer, Permutation permutation, IEnumerable<QuadKey> rows, CancellationToken cancellation)
    {
        using var target = new PermutationWriter(writer, permutation);
        var count = 0;
        foreach (var row in rows)
        {
            target.Append(row);
            if ((++count & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
        }

        target.End();
    }

    private static void Write(QuadSegmentWriter writer, Permutation permutation, ReadOnlySpan<QuadKey> rows, ReadOnlySpan<int> order, CancellationToken cancellation)
    {
        const int Part = 1 << 16;
        using var target = new PermutationWriter(writer, permutation);
        for (; !order.IsEmpty; order = order[Math.Min(Part, order.Length)..])
        {
            cancellation.ThrowIfCancellationRequested();
            target.Append(rows, order[..Math.Min(Part, order.Length)]);
        }

        target.End();
    }

    private void See(ulong graph)
    {
        if (IsEmpty)
            (_firstGraph, _severalGraphs) = (graph, false);
        _severalGraphs |= graph != _firstGraph;
    }

    /// <summary>Receives the rows of one permutation as their numbers in its order.</summary>
    private delegate void OrderReceiver(Permutation permutation, ReadOnlySpan<int> order);

    private void EachOrder(bool severalGraphs, OrderReceiver receive)
    {
        using var bySubject = Numbers();
        if (severalGraphs)
            Both(_chunk.Count, () => ByGraph(receive), () => SortBySubject(bySubject));
        Both(_chunk.Count, () => ByObject(bySubject, receive), () => BySubject(bySubject, receive));
    }

    // The rows come in this order.
    private void ByGraph(OrderReceiver receive)
    {
        using var numbers = Numbers();
        receive(Permutation.Gspo, numbers.Span);
    }

    private void SortBySubject(NativeArray<int> numbers)
    {
        using var sort = new RowSort();
        sort.BySubject(numbers.Span, _chunk.Rows);
    }

    private void BySubject(NativeArray<int> bySubject, OrderReceiver receive)
    {
        receive(Permutation.Spog, bySubject.Span);
        using var order = Copy(bySubject);
        using var sort = new RowSort();
        sort.By(1, order.Span, _chunk.Rows);
        receive(Permutation.Psog, order.Span);
    }

    private void ByObject(NativeArray<int> bySubject, OrderReceiver receive)
    {
        using var order = Copy(bySubject);
        using var sort = new RowSort();
        sort.By(2, order.Span, _chunk.Rows);
        receive(Permutation.Ospg, order.Span);
        sort.By(1, order.Span, _chunk.Rows);
        receive(Permutation.Posg, order.Span);
    }

    private NativeArray<int> Numbers()
    {
        var numbers = new NativeArray<int>(_chunk.Count);
        var span = numbers.Span;
        for (var i = 0; i < span.Length; i++)
            span[i] = i;
        return numbers;
    }

    private static NativeArray<int> Copy(NativeArray<int> order)
    {
        var copy = new NativeArray<int>(order.Length);
        order.Span.CopyTo(copy.Span);
        return copy;
    }
}
