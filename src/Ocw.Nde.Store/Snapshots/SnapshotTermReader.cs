using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>Reads the terms of a snapshot where they lie in its files, holding these open until it is disposed of.</summary>
internal sealed class SnapshotTermReader : TermReader
{
    private readonly StoreLease _lease;
    private readonly TermView _terms;
    private readonly InlineTermBuffer _inline;
    private ParsedBlocks? _blocks = ParsedBlocks.Rent();
    private TermCopy? _copy;
    private DictionarySegment? _segment;

    internal SnapshotTermReader(StoreLease lease)
    {
        _lease = lease;
        _terms = lease.State.Terms;
        _inline = new InlineTermBuffer(_terms.Codec);
    }

    public override TermSpan Read(TermId id)
    {
        ObjectDisposedException.ThrowIf(_blocks is null, this);
        if (id.Tag is TermTag.DictionaryIri or TermTag.DictionaryLiteral)
        {
            if (Segment(id.Payload) is { } segment)
            {
                var text = _blocks.Read(segment, id.Payload, out var qualifier);
                return _terms.Qualifiers.Term(qualifier, text);
            }
        }
        else if ((id.Tag != TermTag.BlankNode || id.Payload - 1 < _terms.LastBlankNode) && _inline.TryRead(id, out var term))
        {
            return term;
        }

        // What is in memory only, and what no one knows.
        _copy ??= new TermCopy();
        _terms.Read(id, TermCopy.Take, _copy);
        return _copy.Span;
    }

    protected override void Dispose(bool disposing)
    {
        if (_blocks is not null)
            ParsedBlocks.Return(_blocks);
        _blocks = null;
        _lease.Dispose();
        base.Dispose(disposing);
    }

    private DictionarySegment? Segment(ulong ordinal)
    {
        if (_segment is { } last && ordinal - last.FirstOrdinal < last.EndOrdinal - last.FirstOrdinal)
            return last;
        foreach (var segment in _terms.Segments)
        {
            if (ordinal - segment.FirstOrdinal < segment.EndOrdinal - segment.FirstOrdinal)
                return _segment = segment;
        }

        return null;
    }
}
