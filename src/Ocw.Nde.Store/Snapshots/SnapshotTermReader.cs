using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>Reads the terms of a snapshot where they lie in its files, holding these open until it is disposed of.</summary>
internal sealed class SnapshotTermReader : TermReader
{
    private const int ManyQuestions = 10_000;

    private readonly StoreLease _lease;
    private readonly TermView _terms;
    private readonly InlineTermBuffer _inline;
    private ParsedBlocks? _blocks = ParsedBlocks.Rent();
    private TermCopy? _copy;
    private DictionarySegment? _segment;
    private int _asked;

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

    public override int FormOf(TermId id, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_blocks is null, this);
        if (id.Tag == TermTag.DictionaryIri)
            return (int)TermQualifiers.Iri;
        if (id.Tag != TermTag.DictionaryLiteral || Segment(id.Payload) is not { } segment)
            return -1;

        // Whoever asks often is given the list of all.
        uint qualifier;
        if (segment.KnownQualifiers is { } known)
            qualifier = known[id.Payload - segment.FirstOrdinal];
        else if (++_asked > ManyQuestions)
            qualifier = segment.Qualifiers(cancellation)[id.Payload - segment.FirstOrdinal];
        else
            _blocks.Read(segment, id.Payload, out qualifier);
        return qualifier == TermQualifiers.Spelled ? -1 : (int)qualifier;
    }

    public override bool MayHold(ReadOnlySpan<byte> datatype)
    {
        byte[] spelled = [];
        return _terms.Qualifiers.TryFind(TermSpan.Literal(default, datatype), ref spelled, out _);
    }

    public override TextMatches? Search(ReadOnlySpan<byte> part, bool ignoreCase, TermTest test, CancellationToken cancellation) =>
        part.IsEmpty ? null : SegmentTextMatches.Search(_terms, part, ignoreCase, test, cancellation);

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
