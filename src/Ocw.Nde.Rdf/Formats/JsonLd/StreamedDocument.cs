using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Conversion;
using Ocw.Nde.Rdf.Formats.JsonLd.Expansion;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>
/// Reads one document. An array of node objects, and an object whose context (and name) come before its <c>@graph</c>, are read node by node
/// once they are large: of any length, in the memory of the largest node. All else is held in memory whole, and if it is large that is told.
/// </summary>
internal sealed class StreamedDocument(JsonCursor text, ContextProcessor contexts, Expander expander, RdfEmitter emitter, JsonLdOptions options, Notices notices)
{
    private readonly JsonMap _members = new() { Line = 1, Column = 1 };
    private ActiveContext _initial = null!;
    private ActiveContext _active = null!;
    private bool _graphIsWritten;

    internal void Read()
    {
        _active = _initial = InitialContext.Of(options, contexts, options.BaseIri);
        if (!text.IsLongerThan(JsonLdReader.WholeBytes))
            Write(text.Value());
        else if (text.Peek() == '[')
            ReadArray(WriteItem);
        else if (text.Peek() == '{')
            ReadObject();
        else
            Write(text.Value());
        text.End();
    }

    // A graph that is held is written node by node all the same: what a node expands to is dropped before the next.
    private void Write(JsonItem document)
    {
        if (document is JsonList list)
        {
            foreach (var item in list.Items)
                WriteItem(item);
        }
        else if (document is JsonMap { Count: 2 } map && map[Keywords.Context] is { } context && map[Keywords.Graph] is JsonList nodes)
        {
            _active = contexts.Process(_initial, context, options.BaseIri);
            foreach (var node in nodes.Items)
                WriteNode(node, default);
        }
        else
        {
            emitter.Document(expander.Document(_initial, document, options.BaseIri));
        }
    }

    private void WriteItem(JsonItem item)
    {
        if (expander.Item(_initial, null, item, options.BaseIri) is { } expanded)
            emitter.Document(expanded.AsList());
    }

    private void WriteNode(JsonItem node, TermSlot graph)
    {
        if (expander.Item(_active, Keywords.Graph, node, options.BaseIri) is not { } expanded)
            return;
        foreach (var each in expanded.AsList().Items)
            emitter.Write(each, graph);
    }

    private void ReadArray(Action<JsonItem> each)
    {
        text.Take('[');
        if (text.TryTake(']'))
            return;
        do
        {
            each(text.Value());
        }
        while (text.TryTake(','));
        text.Take(']');
    }

    private void ReadObject()
    {
        text.Take('{');
        if (!text.TryTake('}'))
        {
            do
            {
                ReadMember();
            }
            while (text.TryTake(','));
            text.Take('}');
        }

        if (!_graphIsWritten)
        {
            notices.Report(RdfNoticeKind.HeldWhole, $"the document is larger than {JsonLdReader.WholeBytes >> 20} MiB and was held in memory whole: only a '@graph' that comes right after the '@context' (and an '@id') is read node by node", TextPosition.Start);
            Write(_members);
        }
        else if (_members.Keys.Any(key => key is not (Keywords.Context or Keywords.Id)))
            emitter.Document(expander.Document(_active, WithoutContext(), options.BaseIri));
    }

    private void ReadMember()
    {
        var at = text.Position;
        var key = text.Key();
        text.Take(':');
        if (_members.Has(key))
            throw JsonTreeReader.Fault(at, "each key once in an object", $"'{key}' again");
        if (IsStreamable(key))
        {
            ReadGraph();
            return;
        }

        if (_graphIsWritten && (key == Keywords.Context || contexts.ExpandKey(_active, key) is Keywords.Id or Keywords.Type or Keywords.Graph or Keywords.Context))
            throw JsonTreeReader.Fault(at, $"'{key}' before the '@graph', since the document is too large to be held whole", "it after the graph");
        if (_graphIsWritten && !_members.Has(Keywords.Id) && contexts.ExpandKey(_active, key) is { } meaning && meaning.AsSpan().ContainsAny(':', '@'))
            throw JsonTreeReader.Fault(at, "properties of a graph before it, with its '@id', since the document is too large to be held whole", $"'{key}' after it");
        var value = text.Value();
        _members.Add(key, value);
        if (key == Keywords.Context && !_graphIsWritten)
            _active = contexts.Process(_active, value, options.BaseIri);
    }

    // Only the context and the name stand before the graph: what the graph means is known. Without a context it may still come.
    private bool IsStreamable(string key) =>
        !_graphIsWritten && text.Peek() == '[' && contexts.ExpandKey(_active, key) == Keywords.Graph && (_members.Has(Keywords.Context) || options.ExpandContext is not null)
        && _members.Keys.All(each => each is Keywords.Context or Keywords.Id) && (_members[Keywords.Id] is null or JsonString);

    private void ReadGraph()
    {
        _graphIsWritten = true;
        var name = default(TermSlot);
        if (_members.StringOf(Keywords.Id) is { } id)
        {
            name = contexts.ExpandIri(_active, id, documentRelative: true) is { } iri ? emitter.GraphName(iri) : default;
            // What stands in a graph whose name is no IRI is not said anywhere.
            if (name.Kind == TermKind.None)
            {
                ReadArray(_ => { });
                return;
            }
        }

        ReadArray(item => WriteNode(item, name));
    }

    private JsonMap WithoutContext()
    {
        var rest = _members.Copy();
        rest.Remove(Keywords.Context);
        return rest;
    }
}
