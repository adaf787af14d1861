using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>Turns rows into a segment: sorts them in every order, in memory or by spilling sorted runs and merging them.</summary>
/// <remarks>
/// One full sort gives subject-predicate-object; the other orders follow from it by stable sorts of one column each: by predicate
/// (PSO), by object (OSP), that by predicate again (POS), and by graph (GSPO).
/// </remarks>
internal sealed class SegmentBuilder : IDisposable
{
    private readonly WorkFiles _work;
    private readonly AccessLevel _access;
    private readonly RowChunk _chunk;
    private readonly RadixSort _sorter = new(0);
    private readonly List<SpillFile>[] _spills = [[], [], [], [], []];
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

    /// <summary>Adds a row of subject, predicate, object, graph that was not added before.</summary>
    internal void Add(in QuadKey row)
    {
        if (_chunk.IsFull)
            Spill();
        if (IsEmpty)
            (_firstGraph, _severalGraphs) = (row.D, false);
        _severalGraphs |= row.D != _firstGraph;
        _chunk.Add(row);
    }

    /// <summary>Sorts what is in memory and writes it aside.</summary>
    internal void Spill()
    {
        if (_chunk.Count == 0)
            return;
        EachOrder(severalGraphs: true, (permutation, rows) => _spills[(int)permutation].Add(SpillFile.Write(_work, rows)));
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
        {
            for (var permutation = Permutation.Spog; permutation <= (_severalGraphs ? Permutation.Gspo : Permutation.Ospg); permutation++)
                Write(writer, permutation, RowMerge.Distinct([.. _spills[(int)permutation].Select(spill => spill.Read())]), cancellation);
        }
        else
        {
            EachOrder(_severalGraphs, (permutation, rows) => Write(writer, permutation, rows, cancellation));
        }

        return writer.Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var spill in _spills.SelectMany(spills => spills))
            spill.Dispose();
    }

    private static void Write(QuadSegmentWriter writer, Permutation permutation, IEnumerable<QuadKey> rows, CancellationToken cancellation)
    {
        writer.Begin(permutation);
        var count = 0;
        foreach (var row in rows)
        {
            writer.Append(row);
            if ((++count & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
        }

        writer.End();
    }

    private static IEnumerable<QuadKey> Rows(QuadKey[] content, int[] order, Permutation permutation)
    {
        foreach (var place in order)
        {
            var row = content[place];
            yield return permutation.Key(row.A, row.B, row.C, row.D);
        }
    }

    private void EachOrder(bool severalGraphs, Action<Permutation, IEnumerable<QuadKey>> write)
    {
        var count = _chunk.Count;
        var content = _chunk.Rows;
        var bySubject = new int[count];
        for (var i = 0; i < count; i++)
            bySubject[i] = i;
        if (!IsSorted())
        {
            foreach (var column in (ReadOnlySpan<int>)[3, 2, 1, 0])
                _sorter.Sort(bySubject, count, content, column);
        }

        write(Permutation.Spog, Rows(content, bySubject, Permutation.Spog));

        var order = (int[])bySubject.Clone();
        _sorter.Sort(order, count, content, 1);
        write(Permutation.Psog, Rows(content, order, Permutation.Psog));

        bySubject.CopyTo(order.AsSpan());
        _sorter.Sort(order, count, content, 2);
        var byObject = (int[])order.Clone();
        _sorter.Sort(order, count, content, 1);
        write(Permutation.Posg, Rows(content, order, Permutation.Posg));
        write(Permutation.Ospg, Rows(content, byObject, Permutation.Ospg));

        if (!severalGraphs)
            return;
        bySubject.CopyTo(order.AsSpan());
        _sorter.Sort(order, count, content, 3);
        write(Permutation.Gspo, Rows(content, order, Permutation.Gspo));
    }

    private bool IsSorted()
    {
        for (var i = 1; i < _chunk.Count; i++)
        {
            if (_chunk.Rows[i].CompareTo(_chunk.Rows[i - 1]) < 0)
                return false;
        }

        return true;
    }
}
