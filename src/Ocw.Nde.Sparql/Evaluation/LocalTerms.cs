using System.Runtime.InteropServices;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>The terms that one query computed and its source does not know: each once, as bytes, with an id of tag <see cref="TermTag.QueryLocal"/>.</summary>
internal sealed class LocalTerms(MemoryBudget memory)
{
    // Blank nodes that the query makes need no entry: the number is the node.
    private const ulong BlankBit = 1UL << (TermId.PayloadBits - 1);

    private const int LabelBytes = 32;

    private const int TripleBytes = 64;

    private readonly List<Entry> entries = [];
    private readonly byte[] label = new byte[LabelBytes];
    private readonly Dictionary<ulong, (ulong Subject, ulong Predicate, ulong Object)> triples = [];
    private int[] buckets = new int[64];
    private byte[] bytes = new byte[1024];
    private int length;
    private ulong blankNodes;

    internal ulong NewBlankNode() => TermId.Create(TermTag.QueryLocal, BlankBit | blankNodes++).Value;

    internal static bool IsBlankNode(ulong id) => (id & BlankBit) != 0;

    internal TermKind KindOf(ulong id) => IsBlankNode(id) ? TermKind.BlankNode : entries[(int)(id & TermId.PayloadMask)].Kind;

    internal void Clear()
    {
        entries.Clear();
        triples.Clear();
        Array.Clear(buckets);
        length = 0;
        blankNodes = 0;
    }

    /// <summary>The id of a term, which is kept if it is new.</summary>
    internal ulong Intern(in TermSpan term)
    {
        var hash = Hash(term);
        ref var bucket = ref buckets[hash & (buckets.Length - 1)];
        for (var i = bucket - 1; i >= 0; i = entries[i].Next)
        {
            if (entries[i].Hash == hash && IsSame(entries[i], term))
                return IdAt(i);
        }

        var offset = length;
        Append(term.Value);
        Append(term.Datatype);
        Append(term.Language);
        entries.Add(new Entry(hash, bucket - 1, offset, term.Value.Length, term.Datatype.Length, term.Language.Length, term.Kind, term.Direction));
        bucket = entries.Count;
        if (entries.Count > buckets.Length)
            Grow();
        return IdAt(entries.Count - 1);
    }

    /// <summary>The id of a triple term of these terms; equal ids make equal texts, and different ones different texts.</summary>
    internal ulong InternTriple(in TermSpan term, ulong subject, ulong predicate, ulong @object)
    {
        var id = Intern(term);
        if (triples.TryAdd(id, (subject, predicate, @object)))
            memory.Charge(TripleBytes);
        return id;
    }

    internal bool TryReadTriple(ulong id, out ulong subject, out ulong predicate, out ulong @object)
    {
        var found = triples.TryGetValue(id, out var terms);
        (subject, predicate, @object) = terms;
        return found;
    }

    internal void Read<TState>(ulong id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        if (IsBlankNode(id))
        {
            Span<byte> text = stackalloc byte[LabelBytes];
            receiver(TermSpan.BlankNode(text[..WriteLabel(id, text)]), state);
            return;
        }

        receiver(SpanOf(entries[(int)(id & TermId.PayloadMask)]), state);
    }

    /// <summary>The term as spans that are valid until the next call, or until a term is added.</summary>
    internal TermSpan Span(ulong id) =>
        IsBlankNode(id) ? TermSpan.BlankNode(label.AsSpan(0, WriteLabel(id, label))) : SpanOf(entries[(int)(id & TermId.PayloadMask)]);

    private static int WriteLabel(ulong id, Span<byte> destination)
    {
        "query-"u8.CopyTo(destination);
        System.Buffers.Text.Utf8Formatter.TryFormat(id & (BlankBit - 1), destination[6..], out var digits);
        return 6 + digits;
    }

    private static ulong IdAt(int index) => TermId.Create(TermTag.QueryLocal, (ulong)index).Value;

    private static int Hash(in TermSpan term)
    {
        var hash = new HashCode();
        hash.AddBytes(term.Value);
        hash.AddBytes(term.Datatype);
        hash.Add((int)term.Kind, null);

        // Tags are compared without case: their length alone is hashed.
        hash.Add(term.Language.Length, null);
        return hash.ToHashCode();
    }

    private bool IsSame(in Entry entry, in TermSpan term)
    {
        var known = SpanOf(entry);
        return known.Kind == term.Kind
            && known.Direction == term.Direction
            && known.Value.SequenceEqual(term.Value)
            && known.Datatype.SequenceEqual(term.Datatype)
            && System.Text.Ascii.EqualsIgnoreCase(known.Language, term.Language);
    }

    private TermSpan SpanOf(scoped in Entry entry)
    {
        var value = bytes.AsSpan(entry.Offset, entry.ValueLength);
        var language = bytes.AsSpan(entry.Offset + entry.ValueLength + entry.DatatypeLength, entry.LanguageLength);
        return entry.Kind switch
        {
            TermKind.Iri => TermSpan.Iri(value),
            TermKind.BlankNode => TermSpan.BlankNode(value),
            TermKind.TripleTerm => TermSpan.TripleTerm(value),
            _ when language.Length > 0 => TermSpan.LangString(value, language, entry.Direction),
            _ => TermSpan.Literal(value, bytes.AsSpan(entry.Offset + entry.ValueLength, entry.DatatypeLength)),
        };
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        if (part.Length > bytes.Length - length)
        {
            var size = Math.Max((long)bytes.Length * 2, (long)length + part.Length);
            memory.Check(size);
            memory.Charge(size - bytes.Length);
            Array.Resize(ref bytes, checked((int)Math.Min(size, Array.MaxLength)));
        }

        part.CopyTo(bytes.AsSpan(length));
        length += part.Length;
    }

    private void Grow()
    {
        memory.Charge(buckets.Length * (sizeof(int) + 40L));
        buckets = new int[buckets.Length * 2];
        var span = CollectionsMarshal.AsSpan(entries);
        for (var i = 0; i < span.Length; i++)
        {
            ref var bucket = ref buckets[span[i].Hash & (buckets.Length - 1)];
            span[i] = span[i] with { Next = bucket - 1 };
            bucket = i + 1;
        }
    }

    private readonly record struct Entry(
        int Hash, int Next, int Offset, int ValueLength, int DatatypeLength, int LanguageLength, TermKind Kind, BaseDirection Direction);
}
