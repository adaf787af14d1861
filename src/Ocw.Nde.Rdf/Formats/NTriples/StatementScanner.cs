using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.NTriples;

/// <summary>Reads the terms of one N-Triples or N-Quads line, left to right. Terms are slices of the line wherever nothing has to be decoded.</summary>
internal ref partial struct StatementScanner(ReadOnlySpan<byte> line, LineContext context)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private readonly LineContext _context = context;
    private int _at;

    /// <summary>Whether nothing is left but a comment.</summary>
    internal readonly bool AtEnd => _at == _line.Length || _line[_at] == (byte)'#';

    private readonly int Current => _at < _line.Length ? _line[_at] : -1;

    internal void SkipSpace()
    {
        while (_at < _line.Length && _line[_at] is (byte)' ' or (byte)'\t')
            _at++;
    }

    // [3] subject ::= IRIREF | BLANK_NODE_LABEL
    internal TermSpan Subject() => Current switch
    {
        '<' => TermSpan.Iri(AbsoluteIri()),
        '_' => BlankNode(),
        _ => throw Unexpected("a subject (<IRI> or _:label)"),
    };

    // [4] predicate ::= IRIREF
    internal TermSpan Predicate() => Current == '<' ? TermSpan.Iri(AbsoluteIri()) : throw Unexpected("a predicate (<IRI>)");

    // [5] object ::= IRIREF | BLANK_NODE_LABEL | literal | tripleTerm
    internal TermSpan Object() => Current switch
    {
        '<' when AtTripleTerm => TripleTerm(),
        '<' => TermSpan.Iri(AbsoluteIri()),
        '"' => Literal(),
        '_' => BlankNode(),
        _ => throw Unexpected("an object (<IRI>, _:label or \"literal\")"),
    };

    // N-Quads [6] graphLabel ::= IRIREF | BLANK_NODE_LABEL
    internal TermSpan GraphLabel() => Current switch
    {
        '.' => TermSpan.None,
        '<' => TermSpan.Iri(AbsoluteIri()),
        '_' => BlankNode(),
        _ => throw Unexpected("a graph name (<IRI> or _:label) or '.'"),
    };

    /// <summary>The dot and what may follow it.</summary>
    internal void End()
    {
        if (Current != '.')
            throw Unexpected("'.' at the end of the statement");
        _at++;
        SkipSpace();
        if (!AtEnd)
            throw Unexpected("the end of the line or a comment after '.'");
    }

    private ReadOnlySpan<byte> AbsoluteIri()
    {
        var start = _at + 1;
        var rest = _line[start..];
        var stop = rest.IndexOfAny(IriRefs.Stops);
        var iri = stop >= 0 && rest[stop] == (byte)'>' && !_context.Notices.AreHeard ? rest[..stop] : DecodedIri(rest, ref stop);
        if (iri.Length > _context.Options.MaxIriBytes)
            throw _context.Fault(_line, _at, _context.IriCeiling, "a longer one");
        if (!iri.StartsWith("http:"u8) && !iri.StartsWith("https:"u8) && !IriResolver.IsAbsolute(iri))
            throw _context.Fault(_line, start, "an absolute IRI", $"<{Encoding.UTF8.GetString(iri)}>");
        _at = start + stop + 1;
        return iri;
    }

    private readonly ReadOnlySpan<byte> DecodedIri(ReadOnlySpan<byte> rest, scoped ref int stop)
    {
        var end = rest.IndexOf((byte)'>');
        if (end < 0)
            throw _context.Fault(_line, _at + 1 + Math.Max(stop, 0), "'>' at the end of the IRI", stop < 0 ? "the end of the line" : FoundAt(_at + 1 + stop));
        stop = end;
        var fault = IriRefs.Decode(rest[..end], escapes: true, _context.Options.Lenient, _context.Scratch, out var iri, out var doubts);
        if (fault.IsFault)
            throw _context.Fault(_line, _at + 1 + fault.Index, fault.Expected!, fault.Index == 0 ? FoundAt(_at + 1) : fault.Found!);
        if (doubts != IriDoubts.None)
            _context.Notices.Report(doubts, iri, _context.At(_line, _at + 1));
        return iri;
    }

    private TermSpan BlankNode()
    {
        if (_at + 1 >= _line.Length || _line[_at + 1] != (byte)':')
            throw Unexpected("_: and a label");
        var length = NameChars.LabelLength(_line[(_at + 2)..]);
        if (length == 0)
        {
            _at += 2;
            throw Unexpected("a blank-node label (it begins with a letter, a digit or _)");
        }

        var label = _line.Slice(_at + 2, length);
        _at += 2 + length;
        if (!_context.Labels.HasPrefix)
            return TermSpan.BlankNode(label);
        var start = _context.Scratch.Length;
        _context.Labels.AppendPrefixed(label, _context.Scratch);
        return TermSpan.BlankNode(_context.Scratch.From(start));
    }

    // [6] literal ::= STRING_LITERAL_QUOTE ('^^' IRIREF | LANG_DIR)?
    private TermSpan Literal()
    {
        var form = LexicalForm();
        // RDF 1.2 allows white space between the parts of a literal.
        var is12 = _context.Options.Version == RdfVersion.Rdf12;
        if (is12)
            SkipSpace();
        if (Current == '@')
        {
            var tag = LanguageTag(out var direction);
            return TermSpan.LangString(form, tag, direction);
        }

        if (Current != '^')
            return TermSpan.Literal(form);
        if (_at + 2 >= _line.Length || _line[_at + 1] != (byte)'^' || (_line[_at + 2] != (byte)'<' && !is12))
            throw Unexpected("^^ and a datatype (<IRI>)");
        _at += 2;
        if (is12)
            SkipSpace();
        var at = _at;
        var datatype = Current == '<' ? AbsoluteIri() : throw Unexpected("a datatype (<IRI>)");
        return is12 && Rdf12Syntax.NeedsLanguage(datatype) ? throw NeedsLanguage(at, datatype) : TermSpan.Literal(form, datatype);
    }

    // [9] STRING_LITERAL_QUOTE ::= '"' ([^#x22#x5C#xA#xD] | ECHAR | UCHAR)* '"'
    private ReadOnlySpan<byte> LexicalForm()
    {
        var start = _at + 1;
        var end = start;
        var escaped = false;
        while (true)
        {
            var stop = _line[end..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
                throw _context.Fault(_line, _line.Length, "'\"' at the end of the literal", "the end of the line");
            end += stop;
            if (_line[end] == (byte)'"')
                break;
            escaped = true;
            end = Math.Min(end + 2, _line.Length);
        }

        var raw = _line[start..end];
        _at = end + 1;
        if (!escaped)
            return raw;
        var from = _context.Scratch.Length;
        var fault = Escapes.AppendString(raw, _context.Scratch);
        return fault.IsFault ? throw _context.Fault(_line, start + fault.Index, fault.Expected!, fault.Found!) : _context.Scratch.From(from);
    }

    // [144s] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*     RDF 1.2: LANG_DIR
    private ReadOnlySpan<byte> LanguageTag(out BaseDirection direction)
    {
        var rest = _line[(_at + 1)..];
        var fault = Rdf12Syntax.ReadLanguage(rest, _context.Options.Lenient, _context.Options.Version, out var length, out var whole, out var repair, out direction);
        if (fault.IsFault)
            throw _context.Fault(_line, _at + 1 + fault.Index, fault.Expected!, fault.Found!);
        var tag = rest[..length];
        if (repair)
        {
            var start = _context.Scratch.Length;
            LanguageTags.AppendRepaired(tag, _context.Scratch);
            _context.Notices.Report(RdfNoticeKind.LanguageTagRepaired, LanguageTags.RepairMessage(tag), _context.At(_line, _at));
            tag = _context.Scratch.From(start);
        }

        _at += 1 + whole;
        return tag;
    }

    private readonly RdfSyntaxException Unexpected(string expected) => _context.Fault(_line, _at, expected, FoundAt(_at));

    private readonly string FoundAt(int at) => Rdf12Syntax.Found(_line, at, _context.Options.Version);
}
