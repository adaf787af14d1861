using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>The literals of a dictionary's segments that a search has found: a bit for each term.</summary>
internal sealed class SegmentTextMatches : TextMatches
{
    private readonly (ulong First, ulong Count, ulong[] Found)[] _segments;

    private SegmentTextMatches((ulong First, ulong Count, ulong[] Found)[] segments) => _segments = segments;

    public override long Bytes => _segments.Sum(segment => segment.Found.Length * (long)sizeof(ulong));

    public override bool TryTest(TermId id, out bool passes)
    {
        passes = false;
        if (id.Tag != TermTag.DictionaryLiteral)
            return false;
        foreach (var (first, count, found) in _segments)
        {
            var place = id.Payload - first;
            if (place >= count)
                continue;
            passes = (found[place >> 6] & (1UL << (int)(place & 63))) != 0;
            return true;
        }

        return false;
    }

    internal static SegmentTextMatches Search(TermView terms, ReadOnlySpan<byte> part, bool ignoreCase, TermTest test, CancellationToken cancellation)
    {
        var scan = new TextScan(part, ignoreCase);
        var found = new (ulong, ulong, ulong[])[terms.Segments.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var segment = terms.Segments[i];
            var count = segment.EndOrdinal - segment.FirstOrdinal;
            var bits = new ulong[(count + 63) / 64];
            segment.Search(scan, (qualifier, text) => test(terms.Qualifiers.Term(qualifier, text)), bits, cancellation);
            found[i] = (segment.FirstOrdinal, count, bits);
        }

        return new SegmentTextMatches(found);
    }
}
