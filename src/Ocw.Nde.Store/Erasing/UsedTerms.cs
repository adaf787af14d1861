using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Erasing;

/// <summary>Which terms of the dictionary are in use: one bit for each.</summary>
internal sealed class UsedTerms(ulong ordinals)
{
    private readonly ulong[] _bits = new ulong[(ordinals / 64) + 1];

    internal void Add(in QuadKey row)
    {
        Add(row.A);
        Add(row.B);
        Add(row.C);
    }

    internal void Add(ulong id)
    {
        var term = new TermId(id);
        if (term.Tag is TermTag.DictionaryIri or TermTag.DictionaryLiteral or TermTag.TripleTerm)
            _bits[term.Payload >> 6] |= 1UL << (int)(term.Payload & 63);
    }

    /// <summary>Adds what the triple terms in use are made of.</summary>
    /// <param name="triples">All triple terms, what one is made of before it.</param>
    internal void AddPartsOf(IReadOnlyList<(TermId Id, TripleIds Terms)> triples)
    {
        foreach (var (id, terms) in triples.Reverse())
        {
            if (!Contains(id.Payload))
                continue;
            Add(terms.Subject.Value);
            Add(terms.Predicate.Value);
            Add(terms.Object.Value);
        }
    }

    internal bool Contains(ulong ordinal) => (_bits[ordinal >> 6] & (1UL << (int)(ordinal & 63))) != 0;

    /// <summary>
    /// Writes a dictionary segment without the text of unused terms; every ordinal stays what it is. Without one to blank nothing is written.
    /// </summary>
    internal DictionarySegmentInfo? Rewrite(DictionarySegment segment, WorkFiles work, ulong seed, CancellationToken cancellation, ref long blanked)
    {
        var unused = CountUnused(segment, cancellation);
        if (unused == 0)
            return null;

        using var writer = new DictionarySegmentWriter(work.Files, work.NewDictionary(), segment.FirstOrdinal);
        var ordinal = segment.FirstOrdinal;
        var blank = new byte[ErasedTerm.MostBytes];
        segment.ReadAll(
            (qualifier, text) =>
            {
                if (Contains(ordinal))
                    writer.Append(qualifier, text, TermHash.Of(qualifier, text, seed));
                else
                    Append(writer, blank.AsSpan(0, ErasedTerm.Write(ordinal, blank)), seed);
                ordinal++;
            },
            cancellation);
        blanked += unused;
        return writer.Finish();
    }

    private static void Append(DictionarySegmentWriter writer, ReadOnlySpan<byte> blank, ulong seed) =>
        writer.Append(TermQualifiers.Spelled, blank, TermHash.Of(TermQualifiers.Spelled, blank, seed));

    private long CountUnused(DictionarySegment segment, CancellationToken cancellation)
    {
        var ordinal = segment.FirstOrdinal;
        long count = 0;
        segment.ReadAll(
            (qualifier, text) =>
            {
                if (!Contains(ordinal++) && !ErasedTerm.Is(qualifier, text))
                    count++;
            },
            cancellation);
        return count;
    }
}
