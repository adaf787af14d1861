using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Store.Transactions;

/// <summary>Some thousands of quads as bytes, to be read again in their sequence. A term that stands in the same position as before is not written again.</summary>
internal sealed class QuadBytes
{
    private const int FullBytes = 1 << 20;
    private const int Same = 0xFF;

    // Kind, direction, and the lengths of value, datatype and language.
    private const int HeadBytes = 14;

    private readonly int[] _last = new int[4];
    private byte[] _bytes = new byte[FullBytes + (FullBytes / 4)];
    private int _used;

    internal QuadBytes() => Clear();

    internal bool IsFull => _used >= FullBytes;

    internal void Clear()
    {
        // A very long term must not stay in memory.
        if (_bytes.Length > 4 * FullBytes)
            _bytes = new byte[FullBytes + (FullBytes / 4)];
        _used = 0;
        Array.Fill(_last, -1);
    }

    internal void Add(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        Add(subject, 0);
        Add(predicate, 1);
        Add(@object, 2);
        Add(graph, 3);
    }

    /// <summary>Hands all quads over.</summary>
    internal void Replay(QuadStage stage)
    {
        for (var at = 0; at < _used;)
        {
            var subject = Place(0, ref at);
            var predicate = Place(1, ref at);
            var @object = Place(2, ref at);
            var graph = Place(3, ref at);
            stage.Quad(Read(subject), Read(predicate), Read(@object), Read(graph));
        }
    }

    private void Add(in TermSpan term, int position)
    {
        if (_last[position] >= 0 && IsAt(term, _last[position]))
        {
            Reserve(1);
            _bytes[_used++] = Same;
            return;
        }

        Reserve(HeadBytes + (long)term.Value.Length + term.Datatype.Length + term.Language.Length);
        _last[position] = _used;
        ref var head = ref _bytes[_used];
        head = (byte)term.Kind;
        Unsafe.Add(ref head, 1) = (byte)term.Direction;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref head, 2), term.Value.Length);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref head, 6), term.Datatype.Length);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref head, 10), term.Language.Length);
        var text = _bytes.AsSpan(_used + HeadBytes);
        term.Value.CopyTo(text);
        term.Datatype.CopyTo(text[term.Value.Length..]);
        term.Language.CopyTo(text[(term.Value.Length + term.Datatype.Length)..]);
        _used += HeadBytes + term.Value.Length + term.Datatype.Length + term.Language.Length;
    }

    private bool IsAt(in TermSpan term, int place)
    {
        var (value, datatype, language) = LengthsAt(place);
        return value == term.Value.Length && datatype == term.Datatype.Length && language == term.Language.Length
            && _bytes[place] == (byte)term.Kind && _bytes[place + 1] == (byte)term.Direction
            && term.Value.SequenceEqual(_bytes.AsSpan(place + HeadBytes, value))
            && term.Datatype.SequenceEqual(_bytes.AsSpan(place + HeadBytes + value, datatype))
            && term.Language.SequenceEqual(_bytes.AsSpan(place + HeadBytes + value + datatype, language));
    }

    private (int Value, int Datatype, int Language) LengthsAt(int place)
    {
        var head = _bytes.AsSpan(place + 2, 12);
        return (MemoryMarshal.Read<int>(head), MemoryMarshal.Read<int>(head[4..]), MemoryMarshal.Read<int>(head[8..]));
    }

    private int Place(int position, ref int at)
    {
        if (_bytes[at] == Same)
        {
            at++;
            return _last[position];
        }

        var (value, datatype, language) = LengthsAt(at);
        _last[position] = at;
        at += HeadBytes + value + datatype + language;
        return _last[position];
    }

    private TermSpan Read(int place)
    {
        var (value, datatype, language) = LengthsAt(place);
        var text = _bytes.AsSpan(place + HeadBytes);
        return (TermKind)_bytes[place] switch
        {
            TermKind.None => TermSpan.None,
            TermKind.Iri => TermSpan.Iri(text[..value]),
            TermKind.BlankNode => TermSpan.BlankNode(text[..value]),
            TermKind.TripleTerm => TermSpan.TripleTerm(text[..value]),
            _ when language > 0 => TermSpan.LangString(text[..value], text.Slice(value + datatype, language), (BaseDirection)_bytes[place + 1]),
            _ => TermSpan.Literal(text[..value], text.Slice(value, datatype)),
        };
    }

    private void Reserve(long more)
    {
        if (_bytes.Length - _used < more)
            Array.Resize(ref _bytes, checked((int)Math.Max(_used + more, Math.Min(Array.MaxLength, _bytes.LongLength * 2))));
    }
}
