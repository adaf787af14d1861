using System.Buffers;
using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Terms;

/// <summary>The text of triple terms in a <see cref="TermSpan"/>: <c>&lt;&lt;( s p o )&gt;&gt;</c> in canonical N-Triples form (RDF 1.2 N-Triples §4).</summary>
/// <remarks>One instance composes or splits one term at a time: its spans are valid until the next call.</remarks>
public sealed class TripleTermText
{
    private readonly ByteBuffer _text = new();

    /// <summary>The triple term of three terms.</summary>
    public TermSpan Compose(scoped in TermSpan subject, scoped in TermSpan predicate, scoped in TermSpan @object)
    {
        _text.Length = 0;
        Append(_text, subject, predicate, @object);
        return TermSpan.TripleTerm(_text.Written);
    }

    /// <summary>The three terms of a triple term; what needs no decoding lies in <paramref name="form"/> itself.</summary>
    /// <exception cref="FormatException">The text is not the form of a triple term.</exception>
    public void Split(ReadOnlySpan<byte> form, out TermSpan subject, out TermSpan predicate, out TermSpan @object)
    {
        _text.Length = 0;
        var rest = form.StartsWith("<<("u8) ? form["<<("u8.Length..] : throw NotATripleTerm(form);
        subject = Take(ref rest);
        predicate = Take(ref rest);
        @object = Take(ref rest);
        if (!rest.TrimStart((byte)' ').SequenceEqual(")>>"u8))
            throw NotATripleTerm(form);
    }

    /// <summary>Appends one term after the other of a triple term; <see cref="Close"/> ends it.</summary>
    public static void AppendTo(ArrayBufferWriter<byte> target, in TermSpan term)
    {
        ArgumentNullException.ThrowIfNull(target);
        var text = new ByteBuffer();
        text.Append(target.WrittenCount == 0 ? "<<( "u8 : " "u8);
        AppendTerm(text, term);
        target.Write(text.Written);
    }

    /// <summary>The triple term of the three terms that were appended.</summary>
    public static TermSpan Close(ArrayBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Write(" )>>"u8);
        return TermSpan.TripleTerm(target.WrittenSpan);
    }

    internal static void Append(ByteBuffer target, in TermSpan subject, in TermSpan predicate, in TermSpan @object)
    {
        target.Append("<<( "u8);
        AppendTerm(target, subject);
        target.Append((byte)' ');
        AppendTerm(target, predicate);
        target.Append((byte)' ');
        AppendTerm(target, @object);
        target.Append(" )>>"u8);
    }

    internal static void AppendTerm(ByteBuffer target, in TermSpan term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                CanonicalText.AppendIri(target, term.Value);
                break;
            case TermKind.BlankNode:
                target.Append("_:"u8);
                target.Append(term.Value);
                break;
            case TermKind.Literal:
                CanonicalText.AppendLiteral(target, term);
                break;
            default:
                target.Append(term.Value);
                break;
        }
    }

    private TermSpan Take(scoped ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        switch (rest.IsEmpty ? default : rest[0])
        {
            case (byte)'<' when rest.StartsWith("<<("u8):
                var whole = rest[..NestedLength(rest)];
                rest = rest[whole.Length..];
                return TermSpan.TripleTerm(whole);
            case (byte)'<':
                return TermSpan.Iri(Iri(ref rest));
            case (byte)'_':
                var length = rest.IndexOf((byte)' ');
                var label = length > 2 ? rest[2..length] : throw NotATripleTerm(rest);
                rest = rest[length..];
                return TermSpan.BlankNode(label);
            case (byte)'"':
                return Literal(ref rest);
            default:
                throw NotATripleTerm(rest);
        }
    }

    private TermSpan Literal(scoped ref ReadOnlySpan<byte> rest)
    {
        var length = StringLength(rest);
        var form = Decoded(rest[1..(length - 1)]);
        rest = rest[length..];
        if (rest.StartsWith("^^<"u8))
        {
            rest = rest[2..];
            return TermSpan.Literal(form, Iri(ref rest));
        }

        if (!rest.StartsWith((byte)'@'))
            return TermSpan.Literal(form);
        var end = rest.IndexOf((byte)' ');
        var tag = end > 1 ? rest[1..end] : throw NotATripleTerm(rest);
        rest = rest[end..];
        return tag.EndsWith("--ltr"u8) ? TermSpan.LangString(form, tag[..^5], BaseDirection.LeftToRight)
            : tag.EndsWith("--rtl"u8) ? TermSpan.LangString(form, tag[..^5], BaseDirection.RightToLeft)
            : TermSpan.LangString(form, tag);
    }

    private ReadOnlySpan<byte> Iri(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'>');
        var iri = end > 0 ? Decoded(rest[1..end]) : throw NotATripleTerm(rest);
        rest = rest[(end + 1)..];
        return iri;
    }

    private ReadOnlySpan<byte> Decoded(ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'\\'))
            return raw;
        var start = _text.Length;
        return Escapes.AppendString(raw, _text).IsFault ? throw NotATripleTerm(raw) : _text.From(start);
    }

    // With both quotes.
    private static int StringLength(ReadOnlySpan<byte> rest)
    {
        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] == (byte)'\\')
                at++;
            else if (rest[at] == (byte)'"')
                return at + 1;
        }

        throw NotATripleTerm(rest);
    }

    // Terms in it may hold brackets of their own: IRIs and strings are passed over.
    private static int NestedLength(ReadOnlySpan<byte> rest)
    {
        var depth = 0;
        for (var at = 0; at < rest.Length;)
        {
            var here = rest[at..];
            if (here.StartsWith("<<("u8) || here.StartsWith(")>>"u8))
            {
                depth += here[0] == (byte)'<' ? 1 : -1;
                at += 3;
                if (depth == 0)
                    return at;
            }
            else
            {
                at += here[0] switch { (byte)'<' => Math.Max(here.IndexOf((byte)'>'), 0) + 1, (byte)'"' => StringLength(here), _ => 1 };
            }
        }

        throw NotATripleTerm(rest);
    }

    private static FormatException NotATripleTerm(ReadOnlySpan<byte> text) =>
        new($"Not a triple term in N-Triples form: {System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, 200)])}");
}
