using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.Turtle;

// TriG's blocks (RDF 1.1 TriG §4.5).
internal sealed partial class TurtleParser
{
    // [2g] block ::= triplesOrGraph | wrappedGraph | triples2 | "GRAPH" labelOrSubject wrappedGraph
    private void Block(int keyword)
    {
        if (keyword > 0 && KeywordIs(keyword, "graph"u8))
        {
            _window.Position += keyword;
            SkipSpace();
            WrappedGraph(GraphLabel());
            return;
        }

        switch (_window.Peek())
        {
            case '{':
                WrappedGraph(default);
                break;
            case '(':
                Triples();
                Dot();
                break;
            default:
                TriplesOrGraph();
                break;
        }
    }

    // [3g] triplesOrGraph ::= labelOrSubject (wrappedGraph | predicateObjectList '.')
    // [4g] triples2 ::= blankNodePropertyList predicateObjectList? '.' | collection predicateObjectList '.'
    private void TriplesOrGraph()
    {
        var isPropertyList = _window.Peek() == '<' && AtDoubleBracket;
        var label = isPropertyList ? ReifiedTriple()
            : _window.Peek() == '[' ? AnonOrPropertyList(out isPropertyList)
            : Resource("a subject or a graph name (IRI, blank node, '[', '(' or '{')");
        var next = SkipSpace();
        if (next == '{' && !isPropertyList)
        {
            WrappedGraph(label);
            return;
        }

        if (!isPropertyList || next != '.')
            PredicateObjectList(label);
        Dot();
    }

    // [7g] labelOrSubject ::= iri | BlankNode
    private TermSlot GraphLabel()
    {
        const string Expected = "a graph name (IRI or blank node)";
        if (_window.Peek() != '[')
            return Resource(Expected);
        var label = AnonOrPropertyList(out var isPropertyList);
        return isPropertyList ? throw Fault(0, Expected, "a property list") : label;
    }

    // [5g] wrappedGraph ::= '{' triplesBlock? '}'     [6g] triplesBlock ::= triples ('.' triplesBlock?)?
    private void WrappedGraph(TermSlot label)
    {
        if (SkipSpace() != '{')
            throw Unexpected("'{'");
        _window.Position++;
        _graph = label;
        while (SkipSpace() != '}')
        {
            Triples();
            if (SkipSpace() == '.')
                _window.Position++;
            else if (_window.Peek() != '}')
                throw Unexpected("'.' or '}' after the triple, or ';' or ',' and more");
        }

        _window.Position++;
        _graph = default;
    }
}
