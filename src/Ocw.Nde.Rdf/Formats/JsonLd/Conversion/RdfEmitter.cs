using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Conversion;

/// <summary>Hands the quads of expanded node objects to a sink, as it walks through them (JSON-LD 1.1 API §8.1.2).</summary>
/// <remarks>
/// The specification goes by way of a node map, which joins the objects of one node; a set of quads joins them as well, so nothing has to be kept.
/// A statement that says twice the same may come twice.
/// </remarks>
internal sealed partial class RdfEmitter(JsonLdOptions options, RdfReaderOptions reading, IQuadSink sink, CancellationToken cancellation)
{
    private const int NodesBetweenCancellationChecks = 1024;

    private readonly RdfTerms _terms = new(reading);
    private int _nodes;

    private static ReadOnlySpan<byte> RdfType => "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8;

    /// <summary>The quads of the node objects of a document.</summary>
    internal void Document(JsonList expanded)
    {
        foreach (var item in expanded)
            Write(item, default);
    }

    /// <summary>The quads of an item of a graph.</summary>
    internal void Write(JsonItem item, TermSlot graph)
    {
        if (Shapes.IsNode(item))
            WriteNode((JsonMap)item, graph);
    }

    /// <summary>The name of a graph that is written item by item.</summary>
    internal TermSlot GraphName(string id) => _terms.Push(id);

    private void WriteNode(JsonMap node, TermSlot graph)
    {
        var start = _terms.Stack.Length;
        WriteProperties(node, PushSubject(node), graph);
        _terms.Stack.Length = start;
    }

    private TermSlot PushSubject(JsonMap node) => node[Keywords.Id] switch
    {
        JsonString id => _terms.Push(id.Value),
        null => _terms.PushMade(),
        _ => default,
    };

    private void WriteProperties(JsonMap node, TermSlot subject, TermSlot graph)
    {
        if (++_nodes % NodesBetweenCancellationChecks == 0)
            cancellation.ThrowIfCancellationRequested();
        foreach (var (key, value) in node.Entries)
        {
            switch (key)
            {
                case Keywords.Id or Keywords.Index:
                    break;
                case Keywords.Type:
                    WriteTypes(value, subject, graph);
                    break;
                case Keywords.Graph:
                    // A graph without a name that RDF allows is nowhere.
                    if (subject.Kind != TermKind.None)
                        WriteAll(value, subject);
                    break;
                case Keywords.Included:
                    WriteAll(value, graph);
                    break;
                case Keywords.Reverse:
                    WriteReverse((JsonMap)value, subject, graph);
                    break;
                default:
                    WriteValues(subject, key, value, graph);
                    break;
            }
        }
    }

    private void WriteAll(JsonItem items, TermSlot graph)
    {
        foreach (var item in items.AsList().Items)
            Write(item, graph);
    }

    private void WriteTypes(JsonItem types, TermSlot subject, TermSlot graph)
    {
        if (subject.Kind == TermKind.None)
            return;
        foreach (var type in types.AsList())
        {
            if (type is not JsonString text)
                continue;
            var start = _terms.Stack.Length;
            if (JsonLdIris.IsBlank(text.Value))
            {
                var blank = _terms.Push(text.Value);
                sink.Quad(_terms.Term(subject), TermSpan.Iri(RdfType), _terms.Term(blank), _terms.Term(graph));
            }
            else if (_terms.Name(text.Value) is { IsEmpty: false } iri)
            {
                sink.Quad(_terms.Term(subject), TermSpan.Iri(RdfType), TermSpan.Iri(iri), _terms.Term(graph));
            }

            _terms.Stack.Length = start;
        }
    }

    private void WriteReverse(JsonMap reverse, TermSlot @object, TermSlot graph)
    {
        foreach (var (property, items) in reverse.Entries)
        {
            foreach (var item in items.AsList())
            {
                if (item is not JsonMap node)
                    continue;
                var start = _terms.Stack.Length;
                var subject = PushSubject(node);
                var predicate = PushPredicate(property);
                if (subject.Kind != TermKind.None && predicate.Kind != TermKind.None && @object.Kind != TermKind.None)
                    sink.Quad(_terms.Term(subject), _terms.Term(predicate), _terms.Term(@object), _terms.Term(graph));
                WriteProperties(node, subject, graph);
                _terms.Stack.Length = start;
            }
        }
    }

    private TermSlot PushPredicate(string property)
    {
        // Generalized RDF, with blank nodes as predicates, is not made: JSON-LD 1.1 calls it obsolete.
        if (JsonLdIris.IsBlank(property))
            return default;
        var name = _terms.Name(property);
        if (name.IsEmpty)
            return default;
        var start = _terms.Stack.Length;
        _terms.Stack.Append(name);
        return new(TermKind.Iri, start, _terms.Stack.Length - start);
    }

    private void WriteValues(TermSlot subject, string property, JsonItem values, TermSlot graph)
    {
        var start = _terms.Stack.Length;
        var predicate = PushPredicate(property);
        // What cannot be said of the subject is left out; what is said of the nodes below it is not.
        var isSaid = subject.Kind != TermKind.None && predicate.Kind != TermKind.None;
        foreach (var value in values.AsList().Items)
            WriteObject(isSaid ? subject : default, predicate, value, graph);
        _terms.Stack.Length = start;
    }

    /// <summary>One statement, and what its object says itself.</summary>
    private void WriteObject(TermSlot subject, TermSlot predicate, JsonItem value, TermSlot graph)
    {
        if (value is not JsonMap map)
            return;
        if (map[Keywords.Value] is { } plain)
        {
            if (subject.Kind != TermKind.None)
                WriteLiteral(subject, predicate, map, plain, graph);
            return;
        }

        var start = _terms.Stack.Length;
        if (map[Keywords.List] is { } list)
        {
            WriteList(subject, predicate, list.AsList(), graph);
        }
        else
        {
            var @object = PushSubject(map);
            Say(subject, predicate, @object, graph);
            WriteProperties(map, @object, graph);
        }

        _terms.Stack.Length = start;
    }

    private void Say(TermSlot subject, TermSlot predicate, TermSlot @object, TermSlot graph)
    {
        if (subject.Kind != TermKind.None && @object.Kind != TermKind.None)
            sink.Quad(_terms.Term(subject), _terms.Term(predicate), _terms.Term(@object), _terms.Term(graph));
    }
}
