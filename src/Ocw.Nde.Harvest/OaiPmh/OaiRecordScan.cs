using System.Buffers;
using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Accepts a record that is well-formed beyond doubt, and reads its header on the way; all others are left to the parser. Nearly every record is of the first kind, and this is many times quicker.</summary>
/// <remarks>
/// Accepted is a part of XML 1.0 with namespaces: elements, attributes and text with ASCII names, the five named references and numeric ones, and declared prefixes. Comments, CDATA,
/// processing instructions, characters that are not allowed, and everything unusual is not accepted, whether it is well-formed or not.
/// </remarks>
internal sealed class OaiRecordScan(int maxDepth)
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:"u8);
    private static readonly SearchValues<byte> Suspects = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value).Except("\t\n\r"u8.ToArray()), (byte)'&', (byte)']', 0xEF]);

    // Names of open elements and declared prefixes, as places in the record.
    private readonly List<(int Start, int Length, int Prefixes)> _open = [];
    private readonly List<(int Start, int Length)> _prefixes = [];
    private readonly List<(int Start, int Length)> _attributes = [];

    /// <summary>The identifier of the record that was accepted last.</summary>
    public string? Identifier { get; private set; }

    /// <summary>Its datestamp as written.</summary>
    public string? Datestamp { get; private set; }

    /// <summary>Its status.</summary>
    public string? Status { get; private set; }

    /// <summary>Whether the record is well-formed beyond doubt.</summary>
    /// <param name="record">The record as a document of its own, in valid UTF-8.</param>
    public bool Accepts(ReadOnlySpan<byte> record)
    {
        _open.Clear();
        _prefixes.Clear();
        (Identifier, Datestamp, Status) = (null, null, null);
        var isClosed = false;
        var tokens = new XmlTokenizer(record, isFinal: true);
        for (var kind = tokens.Next(); kind != XmlTokenKind.End; kind = tokens.Next())
        {
            var isGood = kind switch
            {
                XmlTokenKind.Text when _open.Count == 0 => isClosed && tokens.Token.IndexOfAnyExcept(" \t\r\n"u8) < 0,
                XmlTokenKind.Text => tokens.Token[0] != '<' && IsText(tokens.Token) && Note(record, tokens.Token),
                XmlTokenKind.StartTag or XmlTokenKind.EmptyTag => !isClosed && Enter(record, tokens.Start, tokens.Token, kind == XmlTokenKind.EmptyTag),
                XmlTokenKind.EndTag => Leave(record, tokens.Token),
                _ => false,
            };
            if (!isGood)
                return false;
            isClosed = _open.Count == 0;
        }

        return isClosed;
    }

    // [40] STag ::= '<' Name (S Attribute)* S? '>'    [44] EmptyElemTag ::= '<' Name (S Attribute)* S? '/>'
    private bool Enter(ReadOnlySpan<byte> record, int start, ReadOnlySpan<byte> tag, bool isEmpty)
    {
        if (_open.Count >= maxDepth)
            return false;
        var mark = _prefixes.Count;
        _attributes.Clear();
        var rest = tag[1..(isEmpty ? ^2 : ^1)];
        var nameLength = NameLength(rest);
        if (!IsName(rest[..nameLength]))
            return false;
        for (var at = nameLength; at < rest.Length;)
        {
            var space = rest[at..].IndexOfAnyExcept(" \t\r\n"u8);
            if (space < 0)
                break;
            if (space == 0 || ReadAttribute(rest, at + space, start + 1) is not (> 0 and var next))
                return false;
            at = next;
        }

        if (!IsDeclared(record, rest[..nameLength]) || !AreAttributesGood(record))
            return false;
        if (isEmpty)
        {
            _prefixes.RemoveRange(mark, _prefixes.Count - mark);
            return true;
        }

        _open.Add((start + 1, nameLength, mark));
        if (_open.Count == 2 && Status is null && XmlName.Local(rest[..nameLength]).SequenceEqual("header"u8))
            Status = XmlName.Attribute(tag, "status");
        return true;
    }

    // [41] Attribute ::= Name Eq AttValue. Gives where it ends, or 0.
    private int ReadAttribute(ReadOnlySpan<byte> rest, int at, int offset)
    {
        var length = NameLength(rest[at..]);
        var equals = at + length;
        if (!IsName(rest.Slice(at, length)) || equals + 1 >= rest.Length || rest[equals] != '=' || rest[equals + 1] is not ((byte)'"' or (byte)'\''))
            return 0;
        var close = rest[(equals + 2)..].IndexOf(rest[equals + 1]);
        if (close < 0)
            return 0;
        var value = rest.Slice(equals + 2, close);
        if (value.Contains((byte)'<') || !IsText(value))
            return 0;
        var name = rest.Slice(at, length);
        if (name.StartsWith("xmlns:"u8))
        {
            if (value.IsEmpty || name[6..].StartsWith("xml"u8))
                return 0;
            _prefixes.Add((offset + at + 6, length - 6));
        }

        _attributes.Add((offset + at, length));
        return equals + 2 + close + 1;
    }

    // No attribute twice, not even under another prefix; each prefix declared.
    private bool AreAttributesGood(ReadOnlySpan<byte> record)
    {
        for (var index = 0; index < _attributes.Count; index++)
        {
            var name = record.Slice(_attributes[index].Start, _attributes[index].Length);
            var isDeclaration = name.StartsWith("xmlns"u8);
            if (!isDeclaration && !IsDeclared(record, name))
                return false;
            for (var other = 0; other < index; other++)
            {
                var before = record.Slice(_attributes[other].Start, _attributes[other].Length);
                if (before.SequenceEqual(name) || (!isDeclaration && !before.StartsWith("xmlns"u8) && XmlName.Local(before).SequenceEqual(XmlName.Local(name))))
                    return false;
            }
        }

        return true;
    }

    private bool IsDeclared(ReadOnlySpan<byte> record, ReadOnlySpan<byte> name)
    {
        var colon = name.IndexOf((byte)':');
        if (colon < 0 || name[..colon].SequenceEqual("xml"u8))
            return true;
        foreach (var (start, length) in _prefixes)
        {
            if (record.Slice(start, length).SequenceEqual(name[..colon]))
                return true;
        }

        return false;
    }

    // [42] ETag ::= '</' Name S? '>'
    private bool Leave(ReadOnlySpan<byte> record, ReadOnlySpan<byte> tag)
    {
        if (_open.Count == 0)
            return false;
        var (start, length, prefixes) = _open[^1];
        if (!tag[2..^1].TrimEnd(" \t\r\n"u8).SequenceEqual(record.Slice(start, length)))
            return false;
        _open.RemoveAt(_open.Count - 1);
        _prefixes.RemoveRange(prefixes, _prefixes.Count - prefixes);
        return true;
    }

    // The values of the header; a value in several pieces, or with numeric references, is the parser's.
    private bool Note(ReadOnlySpan<byte> record, ReadOnlySpan<byte> text)
    {
        if (_open.Count != 3 || !Local(record, 1).SequenceEqual("header"u8))
            return true;
        var isIdentifier = Local(record, 2).SequenceEqual("identifier"u8);
        if (!isIdentifier && !Local(record, 2).SequenceEqual("datestamp"u8))
            return true;
        if (text.IndexOf("&#"u8) >= 0 || (isIdentifier ? Identifier : Datestamp) is not null)
            return false;
        if (WebUtility.HtmlDecode(Encoding.UTF8.GetString(text)).Trim() is not { Length: > 0 } value)
            return true;
        if (isIdentifier)
            Identifier = value;
        else
            Datestamp = value;
        return true;
    }

    private ReadOnlySpan<byte> Local(ReadOnlySpan<byte> record, int depth) => XmlName.Local(record.Slice(_open[depth].Start, _open[depth].Length));

    private static int NameLength(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(NameBytes) is >= 0 and var length ? length : text.Length;

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || !(char.IsAsciiLetter((char)name[0]) || name[0] == '_'))
            return false;
        var colon = name.IndexOf((byte)':');
        return colon < 0 || (colon < name.Length - 1 && (char.IsAsciiLetter((char)name[colon + 1]) || name[colon + 1] == '_') && !name[(colon + 1)..].Contains((byte)':'));
    }

    // [14] CharData, with references; [2] Char.
    private static bool IsText(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(Suspects) is >= 0 and var at)
        {
            text = text[at..];
            switch (text[0])
            {
                case (byte)'&' when ReferenceLength(text) is > 0 and var length:
                    text = text[length..];
                    break;
                case (byte)']' when !text.StartsWith("]]>"u8):
                case 0xEF when text.Length >= 3 && !(text[1] == 0xBF && text[2] >= 0xBE):
                    text = text[1..];
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static int ReferenceLength(ReadOnlySpan<byte> text) =>
        text.StartsWith("&amp;"u8) ? 5 : text.StartsWith("&lt;"u8) || text.StartsWith("&gt;"u8) ? 4 : text.StartsWith("&quot;"u8) || text.StartsWith("&apos;"u8) ? 6 : 0;
}
