using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.NTriples;

// What RDF 1.2 adds to N-Triples and N-Quads.
internal ref partial struct StatementScanner
{
    /// <summary>Whether the line begins as a version directive does.</summary>
    internal readonly bool AtVersion => Current == 'V' && _context.Options.Version == RdfVersion.Rdf12;

    private readonly bool AtTripleTerm => _at + 1 < _line.Length && _line[_at + 1] == (byte)'<' && _context.Options.Version == RdfVersion.Rdf12;

    // [2] versionDirective ::= 'VERSION' versionSpecifier     [3] versionSpecifier ::= STRING_LITERAL_QUOTE
    internal void Version()
    {
        if (!_line[_at..].StartsWith("VERSION"u8))
            throw Unexpected("a subject (<IRI> or _:label) or VERSION");
        _at += "VERSION"u8.Length;
        SkipSpace();
        var label = Current == '"' ? LexicalForm() : throw Unexpected(RdfVersions.Expected);
        if (!RdfVersions.TryParse(Encoding.UTF8.GetString(label), out _))
            throw _context.Fault(_line, _at, RdfVersions.Expected, $"\"{Encoding.UTF8.GetString(label)}\"");
        SkipSpace();
        if (!AtEnd)
            throw Unexpected("the end of the line or a comment after the version");
    }

    // [8] tripleTerm ::= '<<(' subject predicate object ')>>'
    private TermSpan TripleTerm()
    {
        var outermost = _at;
        _context.Depth++;
        if (_context.Depth > _context.Options.MaxDepth)
            throw _context.Fault(_line, _at, $"at most {_context.Options.MaxDepth} nested triple terms", "one more");
        if (!_line[_at..].StartsWith("<<("u8))
            throw Unexpected("'<<(' and a triple term");
        _at += 3;
        SkipSpace();
        var subject = Subject();
        SkipSpace();
        var predicate = Predicate();
        SkipSpace();
        var @object = Object();
        SkipSpace();
        if (!_line[_at..].StartsWith(")>>"u8))
            throw _context.Fault(_line, _at, "')>>' at the end of the triple term", Found.At(_at < _line.Length ? _line[_at..] : _line[outermost..]));
        _at += 3;
        _context.Depth--;
        var start = _context.Scratch.Length;
        TripleTermText.Append(_context.Scratch, subject, predicate, @object);
        return TermSpan.TripleTerm(_context.Scratch.From(start));
    }

    private readonly RdfSyntaxException NeedsLanguage(int at, ReadOnlySpan<byte> datatype) =>
        _context.Fault(_line, at, "a language tag instead of this datatype", $"<{Encoding.UTF8.GetString(datatype)}>");
}
