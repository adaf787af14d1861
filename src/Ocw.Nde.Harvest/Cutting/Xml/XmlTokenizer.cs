using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>What a piece of markup is.</summary>
internal enum XmlTokenKind
{
    /// <summary>Characters between markup, also a <c>&lt;</c> that begins nothing.</summary>
    Text,

    /// <summary><c>&lt;name …&gt;</c></summary>
    StartTag,

    /// <summary><c>&lt;name …/&gt;</c></summary>
    EmptyTag,

    /// <summary><c>&lt;/name&gt;</c></summary>
    EndTag,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A CDATA section.</summary>
    CData,

    /// <summary>A processing instruction, or an XML declaration.</summary>
    ProcessingInstruction,

    /// <summary>A document type declaration.</summary>
    DocType,

    /// <summary>The token may go on behind the bytes that were given.</summary>
    NeedsMore,

    /// <summary>Nothing is left.</summary>
    End,
}

/// <summary>Splits UTF-8 XML into tags and what is between them; forgiving, so that it finds the end of a record that a strict parser refuses.</summary>
/// <param name="bytes">The text.</param>
/// <param name="isFinal">Whether nothing follows it.</param>
/// <param name="position">Where to begin.</param>
internal ref struct XmlTokenizer(ReadOnlySpan<byte> bytes, bool isFinal, int position = 0)
{
    private static readonly SearchValues<byte> TagStops = SearchValues.Create("<>\"'"u8);
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/>"u8);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where the token starts.</summary>
    public int Start { get; private set; }

    /// <summary>Where the next token starts.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The token.</summary>
    public readonly ReadOnlySpan<byte> Token => _bytes[Start..Position];

    /// <summary>The name of a tag as written, with its prefix.</summary>
    public readonly ReadOnlySpan<byte> Name
    {
        get
        {
            var start = _bytes[Start + 1] == '/' ? Start + 2 : Start + 1;
            var rest = _bytes[start..Position];
            return rest[..rest.IndexOfAny(NameEnds)];
        }
    }

    /// <summary>Moves on to the next token.</summary>
    public XmlTokenKind Next()
    {
        Start = Position;
        var rest = _bytes[Start..];
        if (rest.IsEmpty)
            return isFinal ? XmlTokenKind.End : XmlTokenKind.NeedsMore;
        if (rest[0] != '<')
            return Take(XmlTokenKind.Text, rest.IndexOf((byte)'<') is >= 0 and var markup ? markup : rest.Length);
        if (rest.Length < 2)
            return isFinal ? Take(XmlTokenKind.Text, 1) : XmlTokenKind.NeedsMore;
        return rest[1] switch
        {
            (byte)'!' => Declaration(rest),
            (byte)'?' => Until(rest, "?>"u8, XmlTokenKind.ProcessingInstruction),
            (byte)'/' => EndTag(rest),
            _ when IsNameStart(rest[1]) => StartTag(rest),
            _ => Take(XmlTokenKind.Text, 1),
        };
    }

    private XmlTokenKind Declaration(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("<!--"u8))
            return Until(rest, "-->"u8, XmlTokenKind.Comment, 4);
        if (rest.StartsWith("<![CDATA["u8))
            return Until(rest, "]]>"u8, XmlTokenKind.CData, 9);
        if (rest.StartsWith("<!DOCTYPE"u8))
            return DocType(rest);
        if (!isFinal && (IsBeginningOf(rest, "<!--"u8) || IsBeginningOf(rest, "<![CDATA["u8) || IsBeginningOf(rest, "<!DOCTYPE"u8)))
            return XmlTokenKind.NeedsMore;
        return Take(XmlTokenKind.Text, 2);
    }

    private static bool IsBeginningOf(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> whole) => rest.Length < whole.Length && whole.StartsWith(rest);

    private XmlTokenKind DocType(ReadOnlySpan<byte> rest)
    {
        var brackets = 0;
        for (var at = 9; at < rest.Length; at++)
        {
            switch (rest[at])
            {
                case (byte)'[':
                    brackets++;
                    break;
                case (byte)']':
                    brackets--;
                    break;
                case (byte)'"' or (byte)'\'':
                    var close = rest[(at + 1)..].IndexOf(rest[at]);
                    at = close < 0 ? rest.Length : at + 1 + close;
                    break;
                case (byte)'>' when brackets <= 0:
                    return Take(XmlTokenKind.DocType, at + 1);
            }
        }

        return isFinal ? Take(XmlTokenKind.Text, 2) : XmlTokenKind.NeedsMore;
    }

    private XmlTokenKind Until(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> end, XmlTokenKind kind, int from = 2)
    {
        if (rest.Length >= from && rest[from..].IndexOf(end) is >= 0 and var at)
            return Take(kind, from + at + end.Length);

        // What is never closed is text, so that the search for the end of the record goes on behind its first characters.
        return isFinal ? Take(XmlTokenKind.Text, 2) : XmlTokenKind.NeedsMore;
    }

    private XmlTokenKind EndTag(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > 2 && !IsNameStart(rest[2]))
            return Take(XmlTokenKind.Text, 2);
        var stop = rest[1..].IndexOfAny((byte)'<', (byte)'>');
        if (stop < 0)
            return isFinal ? Take(XmlTokenKind.Text, 2) : XmlTokenKind.NeedsMore;
        return rest[stop + 1] == '>' ? Take(XmlTokenKind.EndTag, stop + 2) : Take(XmlTokenKind.Text, stop + 1);
    }

    // [40] STag ::= '<' Name (S Attribute)* S? '>'    [44] EmptyElemTag ::= '<' Name (S Attribute)* S? '/>'
    private XmlTokenKind StartTag(ReadOnlySpan<byte> rest)
    {
        for (var at = 1; ;)
        {
            var stop = rest[at..].IndexOfAny(TagStops);
            if (stop < 0)
                return isFinal ? Take(XmlTokenKind.Text, 1) : XmlTokenKind.NeedsMore;
            at += stop;
            if (rest[at] == '>')
                return Take(rest[at - 1] == '/' ? XmlTokenKind.EmptyTag : XmlTokenKind.StartTag, at + 1);
            if (rest[at] == '<')
                return Take(XmlTokenKind.Text, at);

            // '<' may not stand in an attribute value: a quote that is never closed ends there.
            var close = rest[(at + 1)..].IndexOfAny(rest[at], (byte)'<');
            if (close < 0)
                return isFinal ? Take(XmlTokenKind.Text, 1) : XmlTokenKind.NeedsMore;
            if (rest[at + 1 + close] == '<')
                return Take(XmlTokenKind.Text, at + 1 + close);
            at += close + 2;
        }
    }

    private XmlTokenKind Take(XmlTokenKind kind, int length)
    {
        Position = Start + length;
        return kind;
    }

    private static bool IsNameStart(byte value) => char.IsAsciiLetter((char)value) || value is (byte)'_' or (byte)':' or >= 0x80;
}
