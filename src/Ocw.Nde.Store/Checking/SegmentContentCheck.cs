using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Checking;

/// <summary>
/// What checksums cannot say of a segment: that every permutation is in order and holds the same rows, that the directory tells the truth, and that each
/// id stands for a term of the store. What is found here is an error of the program that wrote the file.
/// </summary>
internal sealed class SegmentContentCheck(QuadSegment segment, string path, Manifest manifest, Action<StoreDamagedException> damaged)
{
    private readonly Dictionary<ulong, long> _graphRows = [];

    internal void Run(CancellationToken cancellation)
    {
        var first = Read(Permutation.Spog, cancellation);
        foreach (var permutation in (ReadOnlySpan<Permutation>)[Permutation.Psog, Permutation.Posg, Permutation.Ospg])
            Compare(first, Read(permutation, cancellation), permutation);
        if (!segment.Directory(Permutation.Gspo).IsEmpty)
            Compare(first, ReadByGraph(cancellation), Permutation.Gspo);
        if (first.Rows != segment.Rows)
            Report(Permutation.Spog, 0, $"it holds {first.Rows} rows and says {segment.Rows}");
        foreach (var graph in segment.Graphs)
        {
            var rows = _graphRows.GetValueOrDefault(graph.Graph);
            if (rows != graph.Rows)
                Report(Permutation.Spog, 0, $"graph {new TermId(graph.Graph)} has {rows} rows and the directory says {graph.Rows}");
        }
    }

    private void Compare(in RowSet expected, in RowSet found, Permutation permutation)
    {
        if (found != expected)
            Report(permutation, 0, $"the order {permutation} holds {found.Rows} rows that are not the {expected.Rows} of {Permutation.Spog}");
    }

    private RowSet Read(Permutation permutation, CancellationToken cancellation)
    {
        var range = SegmentRange.Find(segment, permutation, default, 0);
        return Read(permutation, range, default, cancellation);
    }

    private RowSet ReadByGraph(CancellationToken cancellation)
    {
        var rows = default(RowSet);
        foreach (var graph in segment.Graphs)
            rows = Read(Permutation.Gspo, SegmentRange.Find(segment, Permutation.Gspo, new QuadKey(graph.Graph, 0, 0, 0), 1), rows, cancellation);
        return rows;
    }

    private RowSet Read(Permutation permutation, in SegmentRange range, RowSet rows, CancellationToken cancellation)
    {
        using var cursor = new SegmentCursor(segment, permutation, range, filter: null, showsGraph: true);
        var before = default(QuadKey);
        for (var block = range.FirstBlock; cursor.Fill(); block++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (permutation != Permutation.Gspo && !cursor.Head.Equals(segment.Directory(permutation)[block].First))
                Report(permutation, block, "the directory gives another first row for a block");
            for (; cursor.HasRows; cursor.Position++)
            {
                var row = cursor.Head;
                if (row.CompareTo(before) <= 0)
                {
                    Report(permutation, block, $"a row of the order {permutation} does not come after the row before it");
                    return rows;
                }

                before = row;
                var quad = Quad(permutation, row);
                rows = rows.With(quad);
                if (permutation == Permutation.Spog)
                    CheckQuad(quad, block);
            }
        }

        return rows;
    }

    private void CheckQuad(in QuadKey quad, int block)
    {
        _graphRows[quad.D] = _graphRows.GetValueOrDefault(quad.D) + 1;
        if (!Exists(quad.A, isObject: false) || !Exists(quad.B, isObject: false) || !Exists(quad.C, isObject: true) || (quad.D != 0 && !Exists(quad.D, isObject: false)))
            Report(Permutation.Spog, block, $"a row ({new TermId(quad.A)} {new TermId(quad.B)} {new TermId(quad.C)} {new TermId(quad.D)}) names a term that the store does not have, or in the wrong place");
    }

    private bool Exists(ulong value, bool isObject)
    {
        var id = new TermId(value);
        return id.Tag switch
        {
            TermTag.BlankNode => id.Payload > 0 && id.Payload <= manifest.LastBlankNode,
            TermTag.DictionaryIri => id.Payload < manifest.NextOrdinal,
            TermTag.PackedIri => true,
            TermTag.DictionaryLiteral or TermTag.TripleTerm => isObject && id.Payload < manifest.NextOrdinal,
            >= TermTag.ShortString and <= TermTag.DateTime => isObject,
            _ => false,
        };
    }

    private static QuadKey Quad(Permutation permutation, in QuadKey row) => permutation switch
    {
        Permutation.Psog => row.Reorder(QuadOrder.Pso, QuadOrder.Spo),
        Permutation.Posg => row.Reorder(QuadOrder.Pos, QuadOrder.Spo),
        Permutation.Ospg => row.Reorder(QuadOrder.Osp, QuadOrder.Spo),
        _ => row,
    };

    private void Report(Permutation permutation, int block, string what)
    {
        var directory = segment.Directory(permutation);
        damaged(new StoreDamagedException(path, block < directory.Length ? directory[block].Offset : 0, what));
    }

    /// <summary>A set of rows told by its size and two sums, whatever the order in which the rows come.</summary>
    private readonly record struct RowSet(long Rows, ulong Sum, ulong Mixed)
    {
        internal RowSet With(in QuadKey quad)
        {
            var hash = Mix(quad.A ^ Mix(quad.B ^ Mix(quad.C ^ Mix(quad.D))));
            return new(Rows + 1, unchecked(Sum + hash), Mixed ^ Mix(hash));
        }

        // The finalizer of SplitMix64.
        private static ulong Mix(ulong value)
        {
            unchecked
            {
                value += 0x9E3779B97F4A7C15;
                value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
                value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
                return value ^ (value >> 31);
            }
        }
    }
}
