using System.Buffers;
using System.Runtime.InteropServices;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Harvest;

/// <summary>The terms of one document, each once, as UTF-8 in N-Triples form; a term is its number.</summary>
internal sealed class TermTable
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create("\"\\\n\r"u8);

    private readonly List<(int Start, int Length, int Next)> _terms = [];
    private byte[] _bytes = new byte[16 << 10];
    private int[] _buckets = new int[1024];
    private int _length;

    /// <summary>How many terms there are.</summary>
    public int Count => _terms.Count;

    /// <summary>The term in N-Triples form.</summary>
    public ReadOnlySpan<byte> Text(int term) => _bytes.AsSpan(_terms[term].Start, _terms[term].Length);

    /// <summary>The number of a term, which is kept if it is new.</summary>
    public int Add(in TermSpan term)
    {
        var start = _length;
        switch (term.Kind)
        {
            case TermKind.Iri:
                Write("<"u8, term.Value, ">"u8);
                break;
            case TermKind.BlankNode:
                Write("_:"u8, term.Value, default);
                break;
            case TermKind.Literal:
                WriteLiteral(term);
                break;
            default:
                Write(term.Value, default, default);
                break;
        }

        return Keep(start);
    }

    /// <summary>The number of an IRI, or -1 if no quad has it.</summary>
    public int Find(ReadOnlySpan<byte> iri)
    {
        var start = _length;
        Write("<"u8, iri, ">"u8);
        var found = Find(start, out _);
        _length = start;
        return found;
    }

    private int Keep(int start)
    {
        var known = Find(start, out var hash);
        if (known >= 0)
        {
            _length = start;
            return known;
        }

        if (_terms.Count >= _buckets.Length)
            Grow();
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _terms.Add((start, _length - start, bucket - 1));
        bucket = _terms.Count;
        return _terms.Count - 1;
    }

    private int Find(int start, out uint hash)
    {
        var text = _bytes.AsSpan(start, _length - start);
        hash = Hash(text);
        for (var at = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; at >= 0; at = _terms[at].Next)
        {
            if (Text(at).SequenceEqual(text))
                return at;
        }

        return -1;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 4];
        var terms = CollectionsMarshal.AsSpan(_terms);
        for (var i = 0; i < terms.Length; i++)
        {
            ref var bucket = ref _buckets[Hash(_bytes.AsSpan(terms[i].Start, terms[i].Length)) & (uint)(_buckets.Length - 1)];
            terms[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return (uint)hash.ToHashCode();
    }

    private void WriteLiteral(in TermSpan term)
    {
        Write("\""u8, default, default);
        var rest = term.Value;
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Write(rest[..at], "\\"u8, rest[at] switch { (byte)'\n' => "n"u8, (byte)'\r' => "r"u8, (byte)'"' => "\""u8, _ => "\\"u8 });
            rest = rest[(at + 1)..];
        }

        Write(rest, "\""u8, default);
        if (!term.Language.IsEmpty)
            Write("@"u8, term.Language, term.Direction switch { BaseDirection.LeftToRight => "--ltr"u8, BaseDirection.RightToLeft => "--rtl"u8, _ => default });
        else if (!term.Datatype.IsEmpty)
            Write("^^<"u8, term.Datatype, ">"u8);
    }

    private void Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        var size = first.Length + second.Length + third.Length;
        if (_length + size > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + size));
        first.CopyTo(_bytes.AsSpan(_length));
        second.CopyTo(_bytes.AsSpan(_length + first.Length));
        third.CopyTo(_bytes.AsSpan(_length + first.Length + second.Length));
        _length += size;
    }
}
