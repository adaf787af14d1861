using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

// [13] literal ::= RDFLiteral | NumericLiteral | BooleanLiteral
internal sealed partial class TurtleParser
{
    // [128s] RDFLiteral ::= String (LANG_DIR | '^^' iri)?
    private void StringLiteral(TermSlot subject, TermSlot predicate)
    {
        var start = _terms.Length;
        LexicalForm();
        var length = _terms.Length - start;
        switch (_window.Peek())
        {
            case '@':
                var language = LanguageTag(out var direction);
                Emit(subject, predicate, TermSpan.LangString(_terms.Slice(start, length), _terms.From(language), direction));
                break;
            case '^':
                var datatype = Datatype();
                Emit(subject, predicate, TermSpan.Literal(_terms.Slice(start, length), _terms.Slice(datatype.Start, datatype.Length)));
                break;
            default:
                Emit(subject, predicate, TermSpan.Literal(_terms.Slice(start, length)));
                break;
        }
    }

    // [17] String ::= STRING_LITERAL_QUOTE | STRING_LITERAL_SINGLE_QUOTE | STRING_LITERAL_LONG_SINGLE_QUOTE | STRING_LITERAL_LONG_QUOTE
    private void LexicalForm()
    {
        var quote = (byte)_window.Peek();
        var quotes = _window.Peek(1) != quote ? 1 : _window.Peek(2) != quote ? 2 : 3;
        if (quotes == 2)
        {
            _window.Position += 2;
            return;
        }

        var end = quotes == 1 ? ShortStringEnd(quote) : LongStringEnd(quote);
        var fault = Escapes.AppendString(_window.Rest[quotes..end], _terms);
        if (fault.IsFault)
            throw Fault(quotes, fault);
        _window.Position += end + quotes;
    }

    // [22] STRING_LITERAL_QUOTE ::= '"' ([^#x22#x5C#xA#xD] | ECHAR | UCHAR)* '"'
    private int ShortStringEnd(byte quote)
    {
        for (var offset = 1; ;)
        {
            var stop = _window.Rest[offset..].IndexOfAny([quote, (byte)'\\', (byte)'\n', (byte)'\r']);
            if (stop < 0)
            {
                offset = ReadOn(_window.Rest.Length, quote, 1);
                continue;
            }

            offset += stop;
            var b = _window.Rest[offset];
            if (b == quote)
                return offset;
            if (b != (byte)'\\')
                throw Fault(offset, $"{(char)quote} at the end of the literal (one that holds line ends is written between {new string((char)quote, 3)})", "the end of the line");
            offset = AfterEscape(offset, quote, 1);
        }
    }

    // [25] STRING_LITERAL_LONG_QUOTE ::= '"""' (('"' | '""')? ([^"\] | ECHAR | UCHAR))* '"""'
    private int LongStringEnd(byte quote)
    {
        for (var offset = 3; ;)
        {
            var stop = _window.Rest[offset..].IndexOfAny(quote, (byte)'\\');
            if (stop < 0)
            {
                offset = ReadOn(_window.Rest.Length, quote, 3);
                continue;
            }

            offset += stop;
            if (_window.Rest[offset] == (byte)'\\')
                offset = AfterEscape(offset, quote, 3);
            else if (_window.Peek(offset + 1) == quote && _window.Peek(offset + 2) == quote)
                return offset;
            else
                offset++;
        }
    }

    private int AfterEscape(int offset, byte quote, int quotes)
    {
        if (!_window.Ensure(offset + 2))
            ReadOn(offset, quote, quotes);
        return offset + 2;
    }

    // A literal that never ends is reported where it begins: that is the line to look at.
    private int ReadOn(int offset, byte quote, int quotes) =>
        _window.More() ? offset : throw Fault(0, $"{new string((char)quote, quotes)} at the end of this literal", Found.EndOfInput);

    // [144s] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*     RDF 1.2: LANG_DIR
    private int LanguageTag(out BaseDirection direction)
    {
        _window.Ensure(LanguageTags.MaxLength + 2);
        var fault = Rdf12Syntax.ReadLanguage(_window.Rest[1..], _options.Lenient, _options.Version, out var length, out var whole, out var repair, out direction);
        if (fault.IsFault)
            throw Fault(1, fault);
        var tag = _window.Rest.Slice(1, length);
        if (repair)
            _notices.Report(RdfNoticeKind.LanguageTagRepaired, LanguageTags.RepairMessage(tag), _window.Locate(0));
        var start = _terms.Length;
        LanguageTags.AppendRepaired(tag, _terms);
        _window.Position += 1 + whole;
        return start;
    }

    private TermSlot Datatype()
    {
        if (_window.Peek(1) != '^')
            throw Unexpected("^^ and a datatype");
        _window.Position += 2;
        const string Expected = "a datatype (IRI)";
        var datatype = SkipSpace() == '_' ? throw Unexpected(Expected) : Resource(Expected);
        return Is12 && Rdf12Syntax.NeedsLanguage(_terms.Slice(datatype.Start, datatype.Length)) ? throw Fault(0, "a language tag instead of rdf:langString and rdf:dirLangString", FoundAt(0)) : datatype;
    }

    // [16] NumericLiteral ::= INTEGER | DECIMAL | DOUBLE
    private void NumericLiteral(TermSlot subject, TermSlot predicate)
    {
        var sign = _window.Peek() is '+' or '-' ? 1 : 0;
        var whole = Digits(sign);
        var length = whole;
        // A dot belongs to the number only if a digit or an exponent follows: "5." is an integer and the end of the statement.
        var datatype = "http://www.w3.org/2001/XMLSchema#integer"u8;
        if (_window.Peek(whole) == '.')
        {
            var fraction = Digits(whole + 1);
            if (fraction > whole + 1)
            {
                length = fraction;
                datatype = "http://www.w3.org/2001/XMLSchema#decimal"u8;
            }
            else if (whole > sign && ExponentEnd(fraction) > 0)
            {
                length = fraction;
            }
        }

        if (length == sign)
            throw Unexpected(sign == 0 ? "an object (IRI, blank node, literal, '[' or '(')" : "a number");
        var exponent = ExponentEnd(length);
        if (exponent > 0)
        {
            length = exponent;
            datatype = "http://www.w3.org/2001/XMLSchema#double"u8;
        }

        Emit(subject, predicate, TermSpan.Literal(_window.Rest[..length], datatype));
        _window.Position += length;
    }

    // [154s] EXPONENT ::= [eE] [+-]? [0-9]+
    private int ExponentEnd(int offset)
    {
        if (_window.Peek(offset) is not ('e' or 'E'))
            return 0;
        var digits = offset + (_window.Peek(offset + 1) is '+' or '-' ? 2 : 1);
        var end = Digits(digits);
        return end > digits ? end : 0;
    }

    private int Digits(int offset)
    {
        while (_window.Peek(offset) is >= '0' and <= '9')
            offset++;
        return offset;
    }
}
