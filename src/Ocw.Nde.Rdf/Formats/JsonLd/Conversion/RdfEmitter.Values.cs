using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Conversion;

// Lists and literals (JSON-LD 1.1 API §8.3.2, List to RDF Conversion, and §8.2.2, Object to RDF Conversion).
internal sealed partial class RdfEmitter
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    private void WriteList(TermSlot subject, TermSlot predicate, JsonList list, TermSlot graph)
    {
        var first = PushPredicate(Rdf + "first");
        var rest = PushPredicate(Rdf + "rest");
        var nil = PushPredicate(Rdf + "nil");
        var isSaid = subject.Kind != TermKind.None;
        var cell = list.Count == 0 || !isSaid ? nil : _terms.PushMade();
        Say(subject, predicate, cell, graph);
        for (var i = 0; i < list.Count; i++)
        {
            var keep = _terms.Stack.Length;
            WriteObject(isSaid ? cell : default, first, list[i], graph);
            _terms.Stack.Length = keep;
            if (!isSaid)
                continue;
            var next = i + 1 < list.Count ? _terms.PushMade() : nil;
            Say(cell, rest, next, graph);
            cell = next;
        }
    }

    private void WriteLiteral(TermSlot subject, TermSlot predicate, JsonMap map, JsonItem value, TermSlot graph)
    {
        var type = map.StringOf(Keywords.Type);
        if (type == Keywords.Json)
            WriteText(subject, predicate, CanonicalJson.Write(value), Rdf + "JSON", graph);
        else if (value is JsonBoolean boolean)
            WriteText(subject, predicate, boolean.Value ? "true" : "false", type ?? Xsd + "boolean", graph);
        else if (value is JsonNumber number)
            WriteNumber(subject, predicate, number, type, graph);
        else if (value is JsonString text)
            WriteString(subject, predicate, map, text.Value, type, graph);
    }

    private void WriteNumber(TermSlot subject, TermSlot predicate, JsonNumber number, string? type, TermSlot graph)
    {
        if (type != Xsd + "double" && JsonNumberText.IsInteger(number))
            WriteText(subject, predicate, JsonNumberText.Integer(number), type ?? Xsd + "integer", graph);
        else
            WriteText(subject, predicate, JsonNumberText.Double(number), type ?? Xsd + "double", graph);
    }

    private void WriteString(TermSlot subject, TermSlot predicate, JsonMap map, string text, string? type, TermSlot graph)
    {
        var language = map.StringOf(Keywords.Language);
        if (map.StringOf(Keywords.Direction) is { } direction && options.RdfDirection != JsonLdRdfDirection.None)
        {
            if (options.RdfDirection == JsonLdRdfDirection.I18nDatatype)
                WriteText(subject, predicate, text, $"https://www.w3.org/ns/i18n#{language?.ToLowerInvariant()}_{direction}", graph);
            else
                WriteCompound(subject, predicate, text, language, direction, graph);
        }
        else if (language is null)
        {
            WriteText(subject, predicate, text, type, graph);
        }
        else if (_terms.TryLanguage(language, out var tag))
        {
            var start = _terms.Stack.Length;
            var form = PushText(text);
            sink.Quad(_terms.Term(subject), _terms.Term(predicate), TermSpan.LangString(_terms.Stack.Slice(form.Start, form.Length), tag), _terms.Term(graph));
            _terms.Stack.Length = start;
        }
    }

    private void WriteCompound(TermSlot subject, TermSlot predicate, string text, string? language, string direction, TermSlot graph)
    {
        var start = _terms.Stack.Length;
        var node = _terms.PushMade();
        Say(subject, predicate, node, graph);
        WriteText(node, PushPredicate(Rdf + "value"), text, null, graph);
        if (language is not null)
            WriteText(node, PushPredicate(Rdf + "language"), language.ToLowerInvariant(), null, graph);
        WriteText(node, PushPredicate(Rdf + "direction"), direction, null, graph);
        _terms.Stack.Length = start;
    }

    private void WriteText(TermSlot subject, TermSlot predicate, string text, string? type, TermSlot graph)
    {
        var datatype = type is null ? default : _terms.Name(type);
        // A datatype that RDF does not allow takes the value with it.
        if (type is not null && datatype.IsEmpty)
            return;
        var start = _terms.Stack.Length;
        var form = PushText(text);
        sink.Quad(_terms.Term(subject), _terms.Term(predicate), TermSpan.Literal(_terms.Stack.Slice(form.Start, form.Length), datatype), _terms.Term(graph));
        _terms.Stack.Length = start;
    }

    private TermSlot PushText(string text)
    {
        var start = _terms.Stack.Length;
        _terms.Stack.Append(text);
        return new(TermKind.Literal, start, _terms.Stack.Length - start);
    }
}
