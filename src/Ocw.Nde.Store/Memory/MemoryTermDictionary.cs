using System.Buffers.Text;
using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Memory;

/// <summary>The terms of a source in memory.</summary>
internal sealed class MemoryTermDictionary : ITermDictionary
{
    // In memory the text comes from documents that are bounded by their reader; a fixed seed keeps ids and orders reproducible.
    private const ulong Seed = 0x0C3D_17DE;

    private readonly TermCodec _codec;
    private readonly TermQualifiers _qualifiers = new();
    private readonly TermArena _terms;
    private readonly List<int> _records = [];
    private byte[] _scratch = [];
    private ulong _blankNodes;

    internal MemoryTermDictionary(TermCodec codec, int expectedTerms)
    {
        _codec = codec;
        _terms = new TermArena(expectedTerms);
    }

    /// <inheritdoc/>
    public TermId Find(in TermSpan term)
    {
        if (_codec.TryEncode(term, out var id))
            return id;
        if (term.Kind == TermKind.BlankNode)
            return BlankNodeLabel.TryParse(term.Value, out var number) && number <= _blankNodes ? TermId.Create(TermTag.BlankNode, number) : default;
        if (term.Kind == TermKind.TripleTerm)
            return Find(TripleTermSpans.Find(term, Find));
        if (term.Kind is not (TermKind.Iri or TermKind.Literal))
            return default;

        // A scratch of its own: readers share this dictionary.
        byte[] scratch = [];
        if (!_qualifiers.TryFind(term, ref scratch, out var key))
            return default;

        var record = _terms.Find(TermHash.Of(key.Qualifier, key.Text, Seed), key);
        return record < 0 ? default : new TermId(_terms.IdAt(record));
    }

    /// <inheritdoc/>
    public TermId FindTriple(TermId subject, TermId predicate, TermId @object) => Find(new TripleIds(subject, predicate, @object));

    /// <inheritdoc/>
    public bool TryReadTriple(TermId id, out TermId subject, out TermId predicate, out TermId @object)
    {
        var found = TryReadTriple(id, out var ids);
        (subject, predicate, @object) = ids;
        return found;
    }

    /// <inheritdoc/>
    public void Read<TState>(TermId id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(receiver);
        switch (id.Tag)
        {
            case TermTag.BlankNode when id.Payload <= _blankNodes:
                Span<byte> label = stackalloc byte[BlankNodeLabel.MaxBytes];
                receiver(TermSpan.BlankNode(label[..BlankNodeLabel.Write(id.Payload, label)]), state);
                break;
            case TermTag.DictionaryIri or TermTag.DictionaryLiteral when id.Payload < (ulong)_records.Count:
                var record = _records[(int)id.Payload];
                receiver(_qualifiers.Term(_terms.QualifierAt(record), _terms.TextAt(record)), state);
                break;
            case TermTag.TripleTerm when TryReadTriple(id, out var ids):
                TripleTermSpans.Read(ids, (part, copy) => Read(part, TermCopy.Take, copy), receiver, state);
                break;
            default:
                if (!_codec.TryDecode(id, receiver, state))
                    throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"The id {id} is not of this source."));
                break;
        }
    }

    public TermReader OpenReader() => new Reader(this);

    internal TermId NewBlankNode() => TermId.Create(TermTag.BlankNode, ++_blankNodes);

    /// <summary>The id of an IRI or literal, added where it is new.</summary>
    internal TermId GetOrAdd(in TermSpan term)
    {
        if (_codec.TryEncode(term, out var id))
            return id;

        return GetOrAdd(_qualifiers.GetOrAdd(term, ref _scratch));
    }

    /// <summary>The id of the triple term of three ids, added where it is new.</summary>
    internal TermId GetOrAdd(in TripleIds ids)
    {
        Span<byte> text = stackalloc byte[TripleIds.Bytes];
        ids.Write(text);
        return GetOrAdd(_qualifiers.GetOrAddTriple(text, ref _scratch));
    }

    private TermId GetOrAdd(in TermKey key)
    {
        var hash = TermHash.Of(key.Qualifier, key.Text, Seed);
        var record = _terms.Find(hash, key);
        if (record >= 0)
            return new TermId(_terms.IdAt(record));

        var id = TermId.Create(key.Tag, (ulong)_records.Count);
        _records.Add(_terms.Add(hash, key, id.Value));
        return id;
    }

    private TermId Find(in TripleIds ids)
    {
        // A scratch of its own: readers share this dictionary.
        byte[] scratch = [];
        Span<byte> text = stackalloc byte[TripleIds.Bytes];
        ids.Write(text);
        if (!ids.AreBound || !_qualifiers.TryFindTriple(text, ref scratch, out var key))
            return default;
        var record = _terms.Find(TermHash.Of(key.Qualifier, key.Text, Seed), key);
        return record < 0 ? default : new TermId(_terms.IdAt(record));
    }

    private bool TryReadTriple(TermId id, out TripleIds ids)
    {
        ids = default;
        if (id.Tag != TermTag.TripleTerm || id.Payload >= (ulong)_records.Count)
            return false;
        var record = _records[(int)id.Payload];
        return _qualifiers.TryReadTriple(_terms.QualifierAt(record), _terms.TextAt(record), out ids);
    }

    private sealed class Reader(MemoryTermDictionary dictionary) : TermReader
    {
        private readonly InlineTermBuffer _inline = new(dictionary._codec);
        private TermCopy? _copy;

        public override TermSpan Read(TermId id)
        {
            if (id.Tag is TermTag.DictionaryIri or TermTag.DictionaryLiteral && id.Payload < (ulong)dictionary._records.Count)
            {
                var record = dictionary._records[(int)id.Payload];
                return dictionary._qualifiers.Term(dictionary._terms.QualifierAt(record), dictionary._terms.TextAt(record));
            }

            if (id.Tag == TermTag.TripleTerm)
            {
                _copy ??= new TermCopy();
                dictionary.Read(id, TermCopy.Take, _copy);
                return _copy.Span;
            }

            return (id.Tag != TermTag.BlankNode || id.Payload <= dictionary._blankNodes) && _inline.TryRead(id, out var term)
                ? term
                : throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"The id {id} is not of this source."));
        }
    }
}

/// <summary>The label that a blank node is written with: <c>b</c> and its number.</summary>
internal static class BlankNodeLabel
{
    internal const int MaxBytes = 24;

    internal static int Write(ulong number, Span<byte> destination)
    {
        destination[0] = (byte)'b';
        Utf8Formatter.TryFormat(number, destination[1..], out var length);
        return length + 1;
    }

    internal static bool TryParse(ReadOnlySpan<byte> label, out ulong number)
    {
        number = 0;
        return label.Length > 1 && label[0] == (byte)'b' && label[1] != (byte)'0'
            && Utf8Parser.TryParse(label[1..], out number, out var consumed) && consumed == label.Length - 1
            && number <= TermId.PayloadMask;
    }
}
