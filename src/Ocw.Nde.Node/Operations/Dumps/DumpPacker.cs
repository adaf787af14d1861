using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Operations;

/// <summary>Packs graphs as N-Quads in pieces, each a gzip member of its own: one after the other they are one gzip file (RFC 1952 §2.2).</summary>
/// <remarks>
/// Where a piece ends is told by the statements alone: before a subject whose id is drawn by a hash, one in <see cref="SubjectsInPiece"/>, or when it is long enough.
/// So a change moves no more than its own piece and at most the few after it, and all others are taken over from the dump before, as bytes. An id never changes its
/// meaning in a store, so that statements with the same ids have the same text; the dump before is that of the version that this store serves.
/// </remarks>
internal sealed class DumpPacker(Snapshot source, Stream target, DumpReuse? before, CancellationToken cancellation)
{
    /// <summary>How many subjects a piece has on average.</summary>
    internal const int SubjectsInPiece = 128;

    /// <summary>A piece with so many statements ends at the next subject.</summary>
    internal const int MostRows = 8_192;

    // What a packed file without content is: a reader of gzip takes no empty file.
    private static readonly byte[] s_empty = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly List<DumpPiece> _pieces = [];

    // Subject, predicate and object of each statement of the piece.
    private readonly List<ulong> _rows = [];

    /// <summary>How many pieces were taken over.</summary>
    internal int Reused { get; private set; }

    /// <summary>Packs a graph.</summary>
    public void Pack(TermId graph)
    {
        using var scan = source.ScanGraph(graph);
        var batch = new QuadBatch();
        var subject = 0UL;
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
            {
                if (batch.Subjects[i] != subject)
                {
                    subject = batch.Subjects[i];
                    if (IsFirst(subject) || _rows.Count >= 3 * MostRows)
                        End(graph);
                }

                _rows.Add(subject);
                _rows.Add(batch.Predicates[i]);
                _rows.Add(batch.Objects[i]);
            }
        }

        End(graph);
    }

    /// <summary>Ends the file, and gives its pieces.</summary>
    public IReadOnlyList<DumpPiece> Complete()
    {
        if (_pieces.Count == 0)
            target.Write(s_empty);
        return _pieces;
    }

    private static bool IsFirst(ulong subject) => ((subject * 0x9E3779B97F4A7C15UL) >> 40) % SubjectsInPiece == 0;

    private void End(TermId graph)
    {
        if (_rows.Count == 0)
            return;
        cancellation.ThrowIfCancellationRequested();
        var rows = RowsHash(graph);
        var known = before?.Find(rows);
        Reused += known is null ? 0 : 1;
        var bytes = known ?? Text(graph);
        _pieces.Add(new DumpPiece(rows, DumpPieces.HashOf(bytes), target.Position, bytes.Length));
        target.Write(bytes);
        _rows.Clear();
    }

    private UInt128 RowsHash(TermId graph)
    {
        var name = Encoding.UTF8.GetBytes(((Iri)source.Terms.ToTerm(graph)).Value);
        var ids = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_rows));
        var both = new byte[ids.Length + name.Length];
        ids.CopyTo(both);
        name.CopyTo(both, ids.Length);
        return DumpPieces.HashOf(both);
    }

    private byte[] Text(TermId graph)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, gzip);
            using var terms = new RowWriter(source.Terms, writer);
            for (var i = 0; i < _rows.Count; i += 3)
                terms.Write(_rows[i], _rows[i + 1], _rows[i + 2], graph.Value);
            writer.Complete();
        }

        return packed.ToArray();
    }
}
