using System.Collections.Immutable;
using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>The terms of one state of the store: its dictionary segments, those that are in memory only, its qualifiers, its blank nodes.</summary>
/// <remarks>Immutable. Whoever reads must hold the state, for the segments are mapped files.</remarks>
internal sealed class TermView(
    TermCodec codec, ulong seed, TermQualifiers qualifiers, ImmutableArray<DictionarySegment> segments, ImmutableArray<TermTail> tails, ulong lastBlankNode)
{
    internal TermCodec Codec => codec;

    internal ulong Seed => seed;

    internal TermQualifiers Qualifiers => qualifiers;

    /// <summary>In order of their first ordinal; with the tails there are no gaps.</summary>
    internal ImmutableArray<DictionarySegment> Segments => segments;

    /// <summary>The terms that are in no segment yet.</summary>
    internal ImmutableArray<TermTail> Tails => tails;

    internal ulong LastBlankNode => lastBlankNode;

    internal TermId Find(in TermSpan term)
    {
        if (codec.TryEncode(term, out var id))
            return id;
        if (term.Kind == TermKind.BlankNode)
            return BlankNodeLabel.TryParse(term.Value, out var number) && number <= lastBlankNode ? TermId.Create(TermTag.BlankNode, number) : default;
        if (term.Kind == TermKind.TripleTerm)
            return Find(TripleTermSpans.Find(term, Find));
        if (term.Kind is not (TermKind.Iri or TermKind.Literal))
            return default;

        byte[] spelled = [];
        return qualifiers.TryFind(term, ref spelled, out var key) ? Find(key) : default;
    }

    internal TermId Find(in TripleIds ids)
    {
        byte[] spelled = [];
        Span<byte> text = stackalloc byte[TripleIds.Bytes];
        ids.Write(text);
        return ids.AreBound && qualifiers.TryFindTriple(text, ref spelled, out var key) ? Find(key) : default;
    }

    private TermId Find(in TermKey key)
    {
        var scratch = TermScratch.Rent();
        try
        {
            return Find(TermHash.Of(key.Qualifier, key.Text, seed), key, scratch);
        }
        finally
        {
            TermScratch.Return(scratch);
        }
    }

    internal TermId Find(ulong hash, in TermKey key, TermScratch scratch)
    {
        foreach (var segment in segments)
        {
            if (segment.TryFind(hash, key, scratch, out var ordinal))
                return TermId.Create(key.Tag, ordinal);
        }

        foreach (var tail in tails)
        {
            if (tail.TryFind(hash, key, out var id))
                return id;
        }

        return default;
    }

    internal void Read<TState>(TermId id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        switch (id.Tag)
        {
            case TermTag.BlankNode when id.Payload - 1 < lastBlankNode:
                Span<byte> label = stackalloc byte[BlankNodeLabel.MaxBytes];
                receiver(TermSpan.BlankNode(label[..BlankNodeLabel.Write(id.Payload, label)]), state);
                break;
            case TermTag.DictionaryIri or TermTag.DictionaryLiteral:
                ReadText(id, receiver, state);
                break;
            case TermTag.TripleTerm when TryReadTriple(id, out var ids):
                TripleTermSpans.Read(ids, (part, copy) => Read(part, TermCopy.Take, copy), receiver, state);
                break;
            default:
                if (!codec.TryDecode(id, receiver, state))
                    throw Unknown(id);
                break;
        }
    }

    /// <summary>The ids of a triple term's terms.</summary>
    /// <returns><see langword="false"/> for an id of another kind, and for a triple term that was erased.</returns>
    internal bool TryReadTriple(TermId id, out TripleIds ids)
    {
        ids = default;
        if (id.Tag != TermTag.TripleTerm)
            return false;
        foreach (var tail in tails)
        {
            if (tail.Holds(id.Payload))
                return qualifiers.TryReadTriple(ReadQualified(tail, id, out var inMemory), inMemory, out ids);
        }

        var scratch = TermScratch.Rent();
        try
        {
            var text = SegmentOf(id).Read(id.Payload, scratch, out var qualifier);
            return qualifiers.TryReadTriple(qualifier, text, out ids);
        }
        finally
        {
            TermScratch.Return(scratch);
        }
    }

    /// <summary>All triple terms, in order of their ordinals: what one is made of comes before it.</summary>
    internal List<(TermId Id, TripleIds Terms)> TripleTerms(CancellationToken cancellation)
    {
        var found = new List<(TermId, TripleIds)>();
        if (!qualifiers.MayHaveTriples)
            return found;
        var ordinal = 0UL;
        foreach (var segment in segments)
        {
            ordinal = segment.FirstOrdinal;
            segment.ReadAll(Take, cancellation);
        }

        foreach (var tail in tails)
        {
            ordinal = tail.Terms.FirstOrdinal;
            tail.ReadAll(Take);
        }

        return found;

        void Take(uint qualifier, ReadOnlySpan<byte> text)
        {
            if (qualifiers.TryReadTriple(qualifier, text, out var ids))
                found.Add((TermId.Create(TermTag.TripleTerm, ordinal), ids));
            ordinal++;
        }
    }

    private static uint ReadQualified(TermTail tail, TermId id, out ReadOnlySpan<byte> text)
    {
        text = tail.Terms.Read(id.Payload, out var qualifier);
        return qualifier;
    }

    private static KeyNotFoundException Unknown(TermId id) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The id {id} is not of this store."));

    private void ReadText<TState>(TermId id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        foreach (var tail in tails)
        {
            if (!tail.Holds(id.Payload))
                continue;
            var inMemory = tail.Terms.Read(id.Payload, out var number);
            receiver(qualifiers.Term(number, inMemory), state);
            return;
        }

        var scratch = TermScratch.Rent();
        try
        {
            var text = SegmentOf(id).Read(id.Payload, scratch, out var qualifier);
            receiver(qualifiers.Term(qualifier, text), state);
        }
        finally
        {
            TermScratch.Return(scratch);
        }
    }

    private DictionarySegment SegmentOf(TermId id)
    {
        var ordinal = id.Payload;
        var (low, high) = (0, segments.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (segments[middle].EndOrdinal <= ordinal)
                low = middle + 1;
            else
                high = middle;
        }

        return low < segments.Length && segments[low].FirstOrdinal <= ordinal ? segments[low] : throw Unknown(id);
    }
}
