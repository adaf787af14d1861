using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

// What RDF 1.2 adds to Turtle and TriG: triple terms, reified triples and annotations.
internal sealed partial class TurtleParser
{
    // Objects in N-Triples form, of which triple terms are made: a stack as the terms are.
    private readonly ByteBuffer _held = new();
    private Holding _holding;

    /// <summary>What becomes of the next object.</summary>
    private enum Holding : byte
    {
        /// <summary>It is emitted.</summary>
        None,

        /// <summary>It is emitted, and held for an annotation that may follow.</summary>
        Emitted,

        /// <summary>It is held only: it stands in a triple term or a reified triple.</summary>
        Inside,
    }

    private bool Is12 => _options.Version == RdfVersion.Rdf12;

    // The second '<' tells; looking for it costs nothing where 1.2 is off.
    private bool AtDoubleBracket => Is12 && _window.Peek(1) == '<';

    private bool AtTripleTerm => Is12 && _window.Peek(1) == '<' && _window.Peek(2) == '(';

    // [8] objectList ::= object annotation (',' object annotation)*     [37] annotation ::= (reifier | annotationBlock)*
    private void AnnotatedObject(TermSlot subject, TermSlot predicate)
    {
        var (held, start) = (_held.Length, _terms.Length);
        _holding = Holding.Emitted;
        Object(subject, predicate);
        var end = _held.Length;
        TermSlot? named = null;
        while (true)
        {
            var next = SkipSpace();
            if (next == '~')
            {
                named = Reifier();
                EmitReifies(named.Value, subject, predicate, held, end);
            }
            else if (next == '{' && _window.Peek(1) == '|')
            {
                var reifier = named ?? PushMade(_labels.Next());
                if (named is null)
                    EmitReifies(reifier, subject, predicate, held, end);
                AnnotationBlock(reifier);
                named = null;
            }
            else
            {
                break;
            }
        }

        (_held.Length, _terms.Length) = (held, start);
    }

    // [38] annotationBlock ::= '{|' predicateObjectList '|}'
    private void AnnotationBlock(TermSlot reifier)
    {
        Enter();
        _window.Position += 2;
        SkipSpace();
        PredicateObjectList(reifier);
        if (SkipSpace() != '|' || _window.Peek(1) != '}')
            throw Unexpected("'|}' at the end of the annotation, or ';' or ',' and more");
        _window.Position += 2;
        Leave();
    }

    // [28] reifier ::= '~' (iri | BlankNode)?
    private TermSlot Reifier()
    {
        _window.Position++;
        return SkipSpace() switch
        {
            '[' => Anon("a reifier (IRI or blank node)"),
            '~' or '{' or '|' or '>' or '.' or ';' or ',' or ']' or ')' or '}' or -1 => PushMade(_labels.Next()),
            _ => Resource("a reifier (IRI or blank node)"),
        };
    }

    // [29] reifiedTriple ::= '<<' rtSubject verb rtObject reifier? '>>'
    private TermSlot ReifiedTriple()
    {
        if (_window.Peek(2) == '(')
            throw Unexpected("a subject; a triple term can only be an object");
        Enter();
        var (outer, held) = (_holding, _held.Length);
        _window.Position += 2;
        var subject = SkipSpace() == '<' && AtDoubleBracket ? ReifiedTriple() : IriOrBlankNode("a subject (IRI, blank node or '<<')");
        SkipSpace();
        var predicate = Verb();
        SkipSpace();
        HeldObject(mayBeReified: true);
        var end = _held.Length;
        var reifier = SkipSpace() == '~' ? Reifier() : PushMade(_labels.Next());
        if (SkipSpace() != '>' || _window.Peek(1) != '>')
            throw Unexpected("'>>' at the end of the reified triple, or '~' and a reifier");
        _window.Position += 2;
        EmitReifies(reifier, subject, predicate, held, end);
        (_holding, _held.Length) = (outer, held);
        Leave();
        return reifier;
    }

    // [32] tripleTerm ::= '<<(' ttSubject verb ttObject ')>>'
    /// <summary>Reads a triple term, whose form is then on top of what is held.</summary>
    private void TripleTerm()
    {
        Enter();
        var (outer, held, start) = (_holding, _held.Length, _terms.Length);
        _window.Position += 3;
        SkipSpace();
        var subject = IriOrBlankNode("a subject (IRI or blank node)");
        SkipSpace();
        var predicate = Verb();
        SkipSpace();
        HeldObject(mayBeReified: false);
        if (SkipSpace() != ')' || _window.Peek(1) != '>' || _window.Peek(2) != '>')
            throw Unexpected("')>>' at the end of the triple term");
        _window.Position += 3;
        var end = _held.Length;
        AppendTripleTerm(subject, predicate, held, end);
        var form = _held.From(end).ToArray();
        (_holding, _held.Length, _terms.Length) = (outer, held, start);
        _held.Append(form);
        Leave();
    }

    private void DoubleBracketObject(TermSlot subject, TermSlot predicate)
    {
        if (!AtTripleTerm)
        {
            var holding = _holding;
            _holding = Holding.None;
            var reifier = ReifiedTriple();
            _holding = holding;
            Emit(subject, predicate, Term(reifier));
            return;
        }

        var held = _held.Length;
        TripleTerm();
        var form = _held.From(held).ToArray();
        _held.Length = held;
        Emit(subject, predicate, TermSpan.TripleTerm(form));
    }

    // [31] rtObject ::= iri | BlankNode | literal | tripleTerm | reifiedTriple     [34] ttObject ::= iri | BlankNode | literal | tripleTerm
    private void HeldObject(bool mayBeReified)
    {
        const string Expected = "an object (IRI, blank node, literal or triple term)";
        _holding = Holding.Inside;
        var start = _terms.Length;
        switch (_window.Peek())
        {
            case '<' when AtTripleTerm:
                TripleTerm();
                break;
            case '<' when AtDoubleBracket && mayBeReified:
                var node = ReifiedTriple();
                TripleTermText.AppendTerm(_held, Term(node));
                break;
            case '[':
                Emit(default, default, Term(Anon(Expected)));
                break;
            case '(' or ')' or '>' or '~':
                throw Unexpected(Expected);
            default:
                Object(default, default);
                break;
        }

        _terms.Length = start;
        _holding = Holding.None;
    }

    private TermSlot IriOrBlankNode(string expected) => _window.Peek() == '[' ? Anon(expected) : Resource(expected);

    // [162s] ANON ::= '[' WS* ']'
    private TermSlot Anon(string expected)
    {
        var node = AnonOrEmpty();
        return node ?? throw Unexpected(expected + ", and no property list");
    }

    private TermSlot? AnonOrEmpty()
    {
        _window.Position++;
        if (SkipSpace() != ']')
            return null;
        _window.Position++;
        return PushMade(_labels.Next());
    }

    private void EmitReifies(TermSlot reifier, TermSlot subject, TermSlot predicate, int held, int end)
    {
        AppendTripleTerm(subject, predicate, held, end);
        _sink.Quad(Term(reifier), TermSpan.Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"u8), TermSpan.TripleTerm(_held.From(end)), Term(_graph));
        _held.Length = end;
    }

    // The object is what is held from one place to another.
    private void AppendTripleTerm(TermSlot subject, TermSlot predicate, int held, int end)
    {
        _held.Append("<<( "u8);
        TripleTermText.AppendTerm(_held, Term(subject));
        _held.Append((byte)' ');
        TripleTermText.AppendTerm(_held, Term(predicate));
        _held.Append((byte)' ');
        _held.Append(_held.Slice(held, end - held));
        _held.Append(" )>>"u8);
    }

    /// <summary>Holds an object; whether that is all that becomes of it.</summary>
    private bool Hold(in TermSpan @object)
    {
        TripleTermText.AppendTerm(_held, @object);
        var isInside = _holding == Holding.Inside;
        _holding = Holding.None;
        return isInside;
    }

    // [5] version ::= '@version' VersionSpecifier '.'     [7] sparqlVersion ::= "VERSION" VersionSpecifier
    // [8] VersionSpecifier ::= STRING_LITERAL_QUOTE | STRING_LITERAL_SINGLE_QUOTE
    private void VersionDeclaration()
    {
        var quote = SkipSpace();
        if (quote is not ('"' or '\'') || (_window.Peek(1) == quote && _window.Peek(2) == quote))
            throw Unexpected(RdfVersions.Expected + ", between single quotation marks or double ones");
        var start = _terms.Length;
        LexicalForm();
        var label = Encoding.UTF8.GetString(_terms.From(start));
        _terms.Length = start;
        if (!RdfVersions.TryParse(label, out _))
            throw Fault(0, RdfVersions.Expected, $"\"{label}\"");
    }
}
