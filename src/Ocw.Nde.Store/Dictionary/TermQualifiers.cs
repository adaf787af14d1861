using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>
/// Numbers for what stands beside a term's own text: its kind, and for literals the datatype or the language. A dictionary record then
/// holds a small number and the text.
/// </summary>
/// <remarks>
/// Language tags are compared without regard to case (RDF 1.1 Concepts §3.3); the spelling that came first stays. Beyond
/// <see cref="MaxListed"/> the qualifier is spelled out in each record (<see cref="Spelled"/>), so that hostile data cannot grow the table.
/// Not safe for concurrent writing; readers share an instance that no one writes any more.
/// </remarks>
internal sealed class TermQualifiers
{
    /// <summary>An IRI.</summary>
    internal const uint Iri = 0;

    /// <summary>A simple literal.</summary>
    internal const uint Simple = 1;

    /// <summary>The record's text begins with a varint length and a spelled-out qualifier.</summary>
    internal const uint Spelled = 3;

    /// <summary>The first number of the list.</summary>
    internal const uint FirstListed = 8;

    /// <summary>The most qualifiers that get a number of their own.</summary>
    internal const int MaxListed = 4096;

    private const byte Datatype = (byte)'^';
    private const byte Language = (byte)'@';
    private const byte LeftToRight = (byte)'>';
    private const byte RightToLeft = (byte)'<';
    private const byte Triple = (byte)'(';

    private readonly List<byte[]> _list;
    private int[] _slots;

    internal TermQualifiers()
        : this([])
    {
    }

    internal TermQualifiers(IEnumerable<byte[]> list)
    {
        _list = [];
        _slots = new int[32];
        foreach (var qualifier in list)
            Add(qualifier[0], qualifier.AsSpan(1));
    }

    /// <summary>The listed qualifiers: a kind byte, then the datatype's IRI or the language tag.</summary>
    internal IReadOnlyList<byte[]> List => _list;

    internal TermQualifiers Copy() => new(_list);

    /// <summary>Gives the key of an IRI or literal, adding its qualifier to the list where it is new.</summary>
    internal TermKey GetOrAdd(in TermSpan term, ref byte[] scratch)
    {
        if (TryKey(term, ref scratch, out var key))
            return key;

        var (kind, text) = Parts(term);
        return _list.Count < MaxListed ? new TermKey(Add(kind, text), term.Value) : SpelledKey(kind, text, term.Value, ref scratch);
    }

    /// <summary>Gives the key of an IRI or literal if its qualifier can be in the dictionary at all.</summary>
    internal bool TryFind(in TermSpan term, ref byte[] scratch, out TermKey key)
    {
        if (TryKey(term, ref scratch, out key))
            return true;
        if (_list.Count < MaxListed)
            return false;

        var (kind, text) = Parts(term);
        key = SpelledKey(kind, text, term.Value, ref scratch);
        return true;
    }

    /// <summary>Gives the key of a triple term, adding its qualifier to the list where it is the first.</summary>
    internal TermKey GetOrAddTriple(ReadOnlySpan<byte> ids, ref byte[] scratch)
    {
        var slot = Slot(Triple, default);
        if (slot >= 0)
            return new TermKey((uint)slot + FirstListed, ids, isTriple: true);
        return _list.Count < MaxListed ? new TermKey(Add(Triple, default), ids, isTriple: true) : SpelledKey(Triple, default, ids, ref scratch);
    }

    /// <summary>Gives the key of a triple term if the dictionary can have one at all.</summary>
    internal bool TryFindTriple(ReadOnlySpan<byte> ids, ref byte[] scratch, out TermKey key)
    {
        var slot = Slot(Triple, default);
        key = slot >= 0 ? new TermKey((uint)slot + FirstListed, ids, isTriple: true)
            : _list.Count < MaxListed ? default
            : SpelledKey(Triple, default, ids, ref scratch);
        return slot >= 0 || _list.Count >= MaxListed;
    }

    /// <summary>Whether there may be triple terms among the records.</summary>
    internal bool MayHaveTriples => Slot(Triple, default) >= 0 || _list.Count >= MaxListed;

    /// <summary>The ids of a triple term's record.</summary>
    /// <returns><see langword="false"/> for a record of another kind.</returns>
    internal bool TryReadTriple(uint qualifier, ReadOnlySpan<byte> text, out TripleIds ids)
    {
        ids = default;
        if (qualifier == Spelled && text is [1, Triple, ..])
            text = text[2..];
        else if (qualifier < FirstListed || _list[(int)(qualifier - FirstListed)][0] != Triple)
            return false;
        ids = TripleIds.Read(text);
        return true;
    }

    /// <summary>The term of a record; that of a triple term only has its ids for a text.</summary>
    internal TermSpan Term(uint qualifier, ReadOnlySpan<byte> text)
    {
        switch (qualifier)
        {
            case Iri:
                return TermSpan.Iri(text);
            case Simple:
                return TermSpan.Literal(text);
            case Spelled when ErasedTerm.Is(qualifier, text):
                return TermSpan.Literal(default);
            case Spelled:
                var at = 0;
                var length = (int)VarInt.Read(text, ref at);
                return Literal(text[at], text.Slice(at + 1, length - 1), text[(at + length)..]);
            default:
                var listed = _list[(int)(qualifier - FirstListed)];
                return Literal(listed[0], listed.AsSpan(1), text);
        }
    }

    private static TermSpan Literal(byte kind, ReadOnlySpan<byte> qualifier, ReadOnlySpan<byte> text) => kind switch
    {
        Datatype => TermSpan.Literal(text, qualifier),
        LeftToRight => TermSpan.LangString(text, qualifier, BaseDirection.LeftToRight),
        RightToLeft => TermSpan.LangString(text, qualifier, BaseDirection.RightToLeft),
        Triple => TermSpan.TripleTerm(text),
        _ => TermSpan.LangString(text, qualifier),
    };

    private static TermParts Parts(in TermSpan term) => term.Language.IsEmpty
        ? new TermParts(Datatype, term.Datatype)
        : new TermParts(
            term.Direction switch
            {
                BaseDirection.LeftToRight => LeftToRight,
                BaseDirection.RightToLeft => RightToLeft,
                _ => Language,
            },
            term.Language);

    private bool TryKey(in TermSpan term, ref byte[] scratch, out TermKey key)
    {
        if (term.Kind == TermKind.Iri)
        {
            key = new TermKey(Iri, term.Value);
            return true;
        }

        if (term.Datatype.IsEmpty && term.Language.IsEmpty)
        {
            key = new TermKey(Simple, term.Value);
            return true;
        }

        var (kind, text) = Parts(term);
        var slot = Slot(kind, text);
        key = slot < 0 ? default : new TermKey((uint)slot + FirstListed, term.Value);
        return slot >= 0;
    }

    // Spelled-out language tags are lowered, so that equal tags make equal keys.
    private static TermKey SpelledKey(byte kind, ReadOnlySpan<byte> qualifier, ReadOnlySpan<byte> text, ref byte[] scratch)
    {
        var needed = VarInt.MaxBytes + 1 + qualifier.Length + text.Length;
        if (scratch.Length < needed)
            scratch = new byte[Math.Max(needed, scratch.Length * 2)];

        var at = VarInt.Write(scratch, 0, (uint)qualifier.Length + 1);
        scratch[at++] = kind;
        if (kind == Datatype)
            qualifier.CopyTo(scratch.AsSpan(at));
        else
            Ascii.ToLower(qualifier, scratch.AsSpan(at), out _);
        text.CopyTo(scratch.AsSpan(at + qualifier.Length));
        return new TermKey(Spelled, scratch.AsSpan(0, at + qualifier.Length + text.Length), kind == Triple);
    }

    private static uint Hash(byte kind, ReadOnlySpan<byte> text)
    {
        // Language tags hash by length and letters without their case bit.
        uint hash = kind;
        foreach (var b in text.Length > 24 ? text[^24..] : text)
            hash = (hash ^ (b | 0x20u)) * 0x01000193;
        return hash ^ (hash >> 15);
    }

    private int Slot(byte kind, ReadOnlySpan<byte> text)
    {
        var mask = (uint)_slots.Length - 1;
        for (var slot = Hash(kind, text) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var listed = _list[_slots[slot] - 1];
            if (listed[0] == kind && Same(kind, listed.AsSpan(1), text))
                return _slots[slot] - 1;
        }

        return -1;
    }

    private static bool Same(byte kind, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        kind == Datatype ? left.SequenceEqual(right) : Ascii.EqualsIgnoreCase(left, right);

    private uint Add(byte kind, ReadOnlySpan<byte> text)
    {
        var entry = new byte[text.Length + 1];
        entry[0] = kind;
        text.CopyTo(entry.AsSpan(1));
        _list.Add(entry);
        if (_list.Count * 2 > _slots.Length)
        {
            _slots = new int[_slots.Length * 2];
            for (var i = 0; i < _list.Count - 1; i++)
                Insert(i);
        }

        Insert(_list.Count - 1);
        return (uint)(_list.Count - 1) + FirstListed;
    }

    private void Insert(int index)
    {
        var mask = (uint)_slots.Length - 1;
        var slot = Hash(_list[index][0], _list[index].AsSpan(1)) & mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & mask;
        _slots[slot] = index + 1;
    }

    private readonly ref struct TermParts(byte kind, ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public void Deconstruct(out byte kindByte, out ReadOnlySpan<byte> qualifier)
        {
            kindByte = kind;
            qualifier = _text;
        }
    }
}

/// <summary>What a dictionary knows a term by: the number of its qualifier and its text.</summary>
internal readonly ref struct TermKey(uint qualifier, ReadOnlySpan<byte> text, bool isTriple = false)
{
    /// <summary>The number in <see cref="TermQualifiers"/>.</summary>
    internal uint Qualifier { get; } = qualifier;

    /// <summary>The term's text.</summary>
    internal ReadOnlySpan<byte> Text { get; } = text;

    /// <summary>The tag of the term's id.</summary>
    internal Ids.TermTag Tag { get; } =
        isTriple ? Ids.TermTag.TripleTerm : qualifier == TermQualifiers.Iri ? Ids.TermTag.DictionaryIri : Ids.TermTag.DictionaryLiteral;
}
