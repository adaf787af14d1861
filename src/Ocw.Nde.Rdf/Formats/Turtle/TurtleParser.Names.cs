using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

// IRIs, prefixed names and blank-node labels.
internal sealed partial class TurtleParser
{
    // [135s] iri ::= IRIREF | PrefixedName     [137s] BlankNode ::= BLANK_NODE_LABEL | ANON
    private TermSlot Resource(string expected)
    {
        switch (_window.Peek())
        {
            case '<':
                return IriRef();
            case '_' when _window.Peek(1) == ':':
                return BlankNodeLabel();
            default:
                var length = PrefixLength();
                return _window.Peek(length) == ':' ? PrefixedName(length) : throw Unexpected(expected);
        }
    }

    // [18] IRIREF ::= '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>'
    private TermSlot IriRef()
    {
        var length = IriRefLength(out var decode);
        var iri = _window.Rest[1..length];
        var doubts = IriDoubts.None;
        if (decode)
        {
            _scratch.Length = 0;
            var fault = IriRefs.Decode(iri, escapes: true, _options.Lenient, _scratch, out iri, out doubts);
            if (fault.IsFault)
                throw Fault(1, fault);
        }

        var slot = PushResolved(iri);
        Report(doubts, _terms.Slice(slot.Start, slot.Length));
        _window.Position += length + 1;
        return slot;
    }

    /// <summary>The offset of the closing bracket, and whether what stands before it needs a closer look: it always does when someone wants to hear of doubts.</summary>
    private int IriRefLength(out bool decode)
    {
        decode = _notices.AreHeard;
        for (var length = 1; ;)
        {
            var stop = _window.Rest[length..].IndexOfAny(IriRefs.Stops);
            if (stop < 0)
            {
                length = _window.Rest.Length;
                if (!_window.More())
                    throw Fault(length, "'>' at the end of the IRI", Found.EndOfInput);
                continue;
            }

            length += stop;
            var b = _window.Rest[length];
            if (b == (byte)'>')
                return length;
            var mayStand = b is (byte)'\\' or (byte)'%' or (byte)'[' or (byte)']' or 0xE2;
            if (!mayStand && (!_options.Lenient || b is (byte)'\n' or (byte)'\r'))
                throw Fault(length, IriRefs.Expected, b == (byte)'<' ? FoundAt(length) : Found.Character(new System.Text.Rune(b)));
            decode = true;
            length++;
        }
    }

    private TermSlot PushResolved(ReadOnlySpan<byte> iri)
    {
        var start = _terms.Length;
        if (iri.StartsWith("http:"u8) || iri.StartsWith("https:"u8) || IriResolver.IsAbsolute(iri))
            _terms.Append(iri);
        else if (_base.Length > 0)
            IriResolver.Resolve(_base, iri, _terms);
        else
            throw Fault(0, "an absolute IRI (the document has no base)", "<" + System.Text.Encoding.UTF8.GetString(iri) + ">");
        return Checked(new(TermKind.Iri, start, _terms.Length - start));
    }

    private TermSlot Checked(TermSlot slot) =>
        slot.Length <= _options.MaxIriBytes ? slot : throw Fault(0, $"an IRI of at most {_options.MaxIriBytes} bytes", $"one of {slot.Length} bytes");

    // [139s] PNAME_NS ::= PN_PREFIX? ':'     [167s] PN_PREFIX ::= PN_CHARS_BASE ((PN_CHARS | '.')* PN_CHARS)?
    /// <summary>The length of what may be a prefix at the window's position; a dot at its end belongs to it only if ':' follows a later character.</summary>
    private int PrefixLength()
    {
        var rest = _window.Rest;
        var fast = rest.IndexOfAnyExcept(NameChars.AsciiNameBytes);
        if (fast >= 0 && rest[fast] == (byte)':' && (fast == 0 || char.IsAsciiLetter((char)rest[0])))
            return fast;

        if (!NameChars.IsBase(PeekCharacter(0, out var length)))
            return 0;
        for (var end = length; ;)
        {
            var c = PeekCharacter(length, out var size);
            if (c != '.' && !NameChars.IsName(c))
                return end;
            length += size;
            if (c != '.')
                end = length;
        }
    }

    // [136s] PrefixedName ::= PNAME_LN | PNAME_NS
    private TermSlot PrefixedName(int prefixLength)
    {
        if (!_prefixes.TryGet(_window.Rest[..prefixLength], out var iri))
            throw Fault(0, "a prefix that was declared", Quote(_window.Rest[..(prefixLength + 1)]));

        var start = _terms.Length;
        _terms.Append(iri);
        _window.Position += prefixLength + 1;
        var rest = _window.Rest;
        var simple = rest.IndexOfAnyExcept(NameChars.AsciiNameBytes);
        if (simple > 0 && rest[0] != (byte)'-' && rest[simple] is (byte)' ' or (byte)'\n' or (byte)';' or (byte)',' or (byte)'\t' or (byte)'\r' or (byte)')' or (byte)']')
        {
            _terms.Append(rest[..simple]);
            _window.Position += simple;
        }
        else
        {
            LocalName();
        }

        return Checked(new(TermKind.Iri, start, _terms.Length - start));
    }

    // [168s] PN_LOCAL ::= (PN_CHARS_U | ':' | [0-9] | PLX) ((PN_CHARS | '.' | ':' | PLX)* (PN_CHARS | ':' | PLX))?
    private void LocalName()
    {
        var length = 0;
        var end = 0;
        var kept = _terms.Length;
        while (true)
        {
            var c = PeekCharacter(length, out var size);
            if (c is '%' or '\\')
                size = LocalEscape(length, c);
            else if (length == 0 ? NameChars.IsStart(c) || c is ':' or (>= '0' and <= '9') : NameChars.IsName(c) || c is ':' or '.')
                _terms.Append(_window.Rest.Slice(length, size));
            else
                break;
            length += size;
            // A dot at the end belongs to the statement.
            if (c != '.')
                (end, kept) = (length, _terms.Length);
        }

        _terms.Length = kept;
        _window.Position += end;
    }

    // [170s] PERCENT ::= '%' HEX HEX     [172s] PN_LOCAL_ESC ::= '\' ('_' | '~' | '.' | '-' | '!' | …)
    private int LocalEscape(int offset, int first)
    {
        var complete = _window.Ensure(offset + (first == '%' ? 3 : 2));
        var rest = _window.Rest[offset..];
        if (first == '%')
        {
            if (!complete || !char.IsAsciiHexDigit((char)rest[1]) || !char.IsAsciiHexDigit((char)rest[2]))
                throw Fault(offset, "% and two hexadecimal digits", FoundAt(offset));
            _terms.Append(rest[..3]);
            return 3;
        }

        if (!complete || !"_~.-!$&'()*+,;=/?#@%"u8.Contains(rest[1]))
            throw Fault(offset, "\\ and one of _~.-!$&'()*+,;=/?#@%", FoundAt(offset));
        _terms.Append(rest[1]);
        return 2;
    }

    // [141s] BLANK_NODE_LABEL ::= '_:' (PN_CHARS_U | [0-9]) ((PN_CHARS | '.')* PN_CHARS)?
    private TermSlot BlankNodeLabel()
    {
        int length;
        do
            length = NameChars.LabelLength(_window.Rest[2..]);
        while (!_window.Rest[(2 + length)..].ContainsAnyExcept((byte)'.') && _window.More());
        if (length == 0)
            throw Fault(2, "a blank-node label (it begins with a letter, a digit or _)", FoundAt(2));

        var start = _terms.Length;
        _labels.AppendWritten(_window.Rest.Slice(2, length), _terms);
        _window.Position += 2 + length;
        return Checked(new(TermKind.BlankNode, start, _terms.Length - start));
    }

    // The window admits only whole characters, so the bytes after the first are there.
    private int PeekCharacter(int offset, out int size)
    {
        size = 0;
        if (_window.Peek(offset) < 0)
            return -1;
        size = NameChars.Decode(_window.Rest[offset..], out var character);
        return character;
    }
}
