using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

// Triples, predicate and object lists, and the nested forms that stand for blank nodes.
internal sealed partial class TurtleParser
{
    // [6] triples ::= subject predicateObjectList | blankNodePropertyList predicateObjectList?     RDF 1.2: | reifiedTriple predicateObjectList?
    private void Triples()
    {
        var start = _terms.Length;
        TermSlot subject;
        var optional = false;
        switch (_window.Peek())
        {
            case '[':
                subject = AnonOrPropertyList(out optional);
                break;
            case '(':
                subject = CollectionSubject();
                break;
            case '<' when AtDoubleBracket:
                subject = ReifiedTriple();
                optional = true;
                break;
            default:
                subject = Resource("a subject (IRI, blank node, '[' or '(')");
                break;
        }

        if (!optional || SkipSpace() is not ('.' or '}'))
            PredicateObjectList(subject);
        _terms.Length = start;
    }

    // [7] predicateObjectList ::= verb objectList (';' (verb objectList)?)*
    private void PredicateObjectList(TermSlot subject)
    {
        while (true)
        {
            SkipSpace();
            var start = _terms.Length;
            ObjectList(subject, Verb());
            _terms.Length = start;

            if (SkipSpace() != ';')
                return;
            int next;
            do
            {
                _window.Position++;
                next = SkipSpace();
            }
            while (next == ';');

            if (next is '.' or ']' or '}' or '|' or -1)
                return;
        }
    }

    // [8] objectList ::= object (',' object)*
    private void ObjectList(TermSlot subject, TermSlot predicate)
    {
        while (true)
        {
            SkipSpace();
            if (Is12)
                AnnotatedObject(subject, predicate);
            else
                Object(subject, predicate);
            if (SkipSpace() != ',')
                return;
            _window.Position++;
        }
    }

    // [9] verb ::= predicate | 'a'
    private TermSlot Verb()
    {
        const string Expected = "a predicate (IRI or 'a')";
        if (_window.Peek() == '<')
            return IriRef();
        var length = PrefixLength();
        if (_window.Peek(length) == ':')
            return PrefixedName(length);
        if (length != 1 || _window.Peek() != 'a')
            throw Unexpected(Expected);
        _window.Position++;
        return Push(TermKind.Iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8);
    }

    // [12] object ::= iri | BlankNode | collection | blankNodePropertyList | literal
    private void Object(TermSlot subject, TermSlot predicate)
    {
        var start = _terms.Length;
        switch (_window.Peek())
        {
            case '"' or '\'':
                StringLiteral(subject, predicate);
                break;
            case '[':
                PropertyListObject(subject, predicate);
                break;
            case '(':
                CollectionObject(subject, predicate);
                break;
            case '+' or '-' or '.' or (>= '0' and <= '9'):
                NumericLiteral(subject, predicate);
                break;
            case '<' when AtDoubleBracket:
                DoubleBracketObject(subject, predicate);
                break;
            case '<' or '_' or ':':
                Emit(subject, predicate, Term(Resource("an object")));
                break;
            default:
                NameOrBoolean(subject, predicate);
                break;
        }

        _terms.Length = start;
    }

    private void NameOrBoolean(TermSlot subject, TermSlot predicate)
    {
        // [133s] BooleanLiteral ::= 'true' | 'false'
        var keyword = KeywordLength();
        if (keyword > 0 && (_window.Rest[..keyword].SequenceEqual("true"u8) || _window.Rest[..keyword].SequenceEqual("false"u8)))
        {
            Emit(subject, predicate, TermSpan.Literal(_window.Rest[..keyword], "http://www.w3.org/2001/XMLSchema#boolean"u8));
            _window.Position += keyword;
            return;
        }

        Emit(subject, predicate, Term(Resource("an object (IRI, blank node, literal, '[' or '(')")));
    }

    // [14] blankNodePropertyList ::= '[' predicateObjectList ']'     [162s] ANON ::= '[' WS* ']'
    private TermSlot AnonOrPropertyList(out bool isPropertyList)
    {
        _window.Position++;
        var node = PushMade(_labels.Next());
        isPropertyList = SkipSpace() != ']';
        if (isPropertyList)
            PropertyListContent(node);
        else
            _window.Position++;
        return node;
    }

    private void PropertyListContent(TermSlot node)
    {
        Enter();
        PredicateObjectList(node);
        if (SkipSpace() != ']')
            throw Unexpected("']' at the end of the property list, or ';' or ',' and more");
        _window.Position++;
        Leave();
    }

    private void PropertyListObject(TermSlot subject, TermSlot predicate)
    {
        _window.Position++;
        var node = PushMade(_labels.Next());
        Emit(subject, predicate, Term(node));
        if (SkipSpace() == ']')
            _window.Position++;
        else
            PropertyListContent(node);
    }

    // [15] collection ::= '(' object* ')'
    private TermSlot CollectionSubject()
    {
        _window.Position++;
        if (SkipSpace() == ')')
        {
            _window.Position++;
            return Push(TermKind.Iri, Nil);
        }

        var number = _labels.Next();
        var head = PushMade(number);
        CollectionContent(number);
        return head;
    }

    private void CollectionObject(TermSlot subject, TermSlot predicate)
    {
        _window.Position++;
        if (SkipSpace() == ')')
        {
            _window.Position++;
            Emit(subject, predicate, TermSpan.Iri(Nil));
            return;
        }

        var number = _labels.Next();
        Emit(subject, predicate, Term(PushMade(number)));
        CollectionContent(number);
    }

    // The list's nodes are only numbers until a quad needs their labels, so a list of any length takes the same memory.
    private void CollectionContent(long number)
    {
        Enter();
        var start = _terms.Length;
        var first = Push(TermKind.Iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"u8);
        var rest = Push(TermKind.Iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"u8);
        var loop = _terms.Length;
        while (true)
        {
            var node = PushMade(number);
            Object(node, first);
            if (SkipSpace() == ')')
            {
                _window.Position++;
                Emit(node, rest, TermSpan.Iri(Nil));
                break;
            }

            number = _labels.Next();
            Emit(node, rest, Term(PushMade(number)));
            _terms.Length = loop;
        }

        _terms.Length = start;
        Leave();
    }

    private static ReadOnlySpan<byte> Nil => "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"u8;

    private TermSlot Push(TermKind kind, ReadOnlySpan<byte> value)
    {
        var start = _terms.Length;
        _terms.Append(value);
        return new(kind, start, value.Length);
    }

    private TermSlot PushMade(long number)
    {
        var start = _terms.Length;
        _labels.AppendMade(number, _terms);
        return new(TermKind.BlankNode, start, _terms.Length - start);
    }
}
