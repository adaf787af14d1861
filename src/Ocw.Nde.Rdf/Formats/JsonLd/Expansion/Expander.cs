using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Expansion;

/// <summary>JSON-LD 1.1 API §5.1.2, Expansion Algorithm; the steps are numbered as there. Its depth is that of the document, which has a ceiling.</summary>
/// <param name="options">The ordering and the processing mode.</param>
/// <param name="contexts">Processes the contexts on the way.</param>
/// <param name="isFrame">Whether a frame is expanded.</param>
internal sealed partial class Expander(JsonLdOptions options, ContextProcessor contexts, bool isFrame = false)
{
    // What the keys of the objects mean that are open, each looked up once.
    private readonly List<string?> _meanings = [];

    private JsonMap? _current;

    /// <summary>Expands a document to a list of node objects.</summary>
    internal JsonList Document(ActiveContext active, JsonItem element, string? baseUrl)
    {
        var expanded = Item(active, null, element, baseUrl);
        if (expanded is JsonMap { Count: 1 } map && map[Keywords.Graph] is { } graph)
            expanded = graph;
        return expanded is null ? [] : expanded.AsList();
    }

    /// <summary>Expands an item of an array of nodes: of the outermost one, or of the value of <c>@graph</c> where <paramref name="property"/> says so.</summary>
    internal JsonItem? Item(ActiveContext active, string? property, JsonItem element, string? baseUrl)
    {
        _meanings.Clear();
        try
        {
            return Expand(active, property, element, baseUrl, isFrame);
        }
        catch (JsonLdException fault)
        {
            fault.At(_current);
            throw;
        }
    }

    private JsonItem? Expand(ActiveContext active, string? property, JsonItem element, string? baseUrl, bool frame, bool fromMap = false)
    {
        // 1, 2
        if (element.IsNull)
            return null;
        if (property == Keywords.Default)
            frame = false;
        return element switch
        {
            JsonList list => ExpandList(active, property, list, baseUrl, frame, fromMap),
            JsonMap map => ExpandMap(active, property, map, baseUrl, frame, fromMap),
            _ => ExpandScalar(active, property, element),
        };
    }

    // 3, 4
    private JsonItem? ExpandScalar(ActiveContext active, string? property, JsonItem element)
    {
        if (property is null or Keywords.Graph)
            return null;
        if (active[property] is { Context: not null } term)
            active = contexts.ProcessScoped(active, term, overrideProtected: true);
        return ExpandValue(active, property, element);
    }

    // 5
    private JsonList ExpandList(ActiveContext active, string? property, JsonList list, string? baseUrl, bool frame, bool fromMap)
    {
        var result = new JsonList();
        var isList = property is not null && active[property]?.Has(Containers.List) == true;
        foreach (var item in list.Items)
        {
            var expanded = Expand(active, property, item, baseUrl, frame, fromMap);
            if (isList && expanded is JsonList)
                expanded = new JsonMap { { Keywords.List, expanded } };
            if (expanded is JsonList several)
                result.AddRange(several);
            else if (expanded is not null)
                result.Add(expanded);
        }

        return result;
    }

    private JsonItem? ExpandMap(ActiveContext active, string? property, JsonMap element, string? baseUrl, bool frame, bool fromMap)
    {
        if (element.Line > 0)
            _current = element;
        // 7; step 8 looks at the property as it is before
        var term = property is null ? null : active[property];
        if (!frame && !fromMap && term?.Context is null && AsItStands(active, property, element) is { } simple)
            return simple;
        if (active.Previous is { } previous && !fromMap && !IsValueOrReference(active, element))
            active = previous;
        if (term is { Context: not null })
            active = contexts.ProcessScoped(active, term, overrideProtected: true);

        // 9
        if (element[Keywords.Context] is { } local)
            active = contexts.Process(active, local, baseUrl);

        // 10, 11
        var typeScoped = active;
        var meanings = _meanings.Count;
        foreach (var (key, _) in element.Entries)
            _meanings.Add(contexts.ExpandKey(active, key));
        active = WithTypes(active, element, meanings, out var isJson);

        // 12 to 14
        var node = new NodeInProgress(property, typeScoped, isJson, baseUrl, frame);
        ExpandEntries(active, element, node, ReferenceEquals(active, typeScoped) ? meanings : -1);
        _meanings.RemoveRange(meanings, _meanings.Count - meanings);
        return Finish(property, node.Result, frame);
    }

    // Most values of real documents are expanded already: a reference, or a value with a language or a type. Null where all the steps are needed.
    private JsonMap? AsItStands(ActiveContext active, string? property, JsonMap element)
    {
        if (property is null || property.StartsWith('@') || element.Count > 2)
            return null;
        if (element.Count == 1 && element[Keywords.Id] is JsonString id)
            return contexts.ExpandIri(active, id.Value, documentRelative: true) is var iri && ReferenceEquals(iri, id.Value) ? element : Reference(iri);
        if (element[Keywords.Value] is not { IsScalar: true } value)
            return null;
        if (element.Count == 1 || (value is JsonString && element[Keywords.Language] is JsonString))
            return element;
        if (element[Keywords.Type] is not JsonString type || active[type.Value] is { Context: not null } || TypeIri(active, type.Value) is not { } datatype || !IsDatatype(datatype))
            return null;
        return ReferenceEquals(datatype, type.Value) ? element : new JsonMap { { Keywords.Value, value }, { Keywords.Type, datatype } };
    }

    // 7: what a value object or a mere reference says is still of the node that it belongs to.
    private bool IsValueOrReference(ActiveContext active, JsonMap element)
    {
        foreach (var (key, _) in element.Entries)
        {
            var iri = contexts.ExpandKey(active, key);
            if (iri == Keywords.Value || (iri == Keywords.Id && element.Count == 1))
                return true;
        }

        return false;
    }

    // 11; the input type is what the last type of the first type key means, and of interest only where that is @json
    private ActiveContext WithTypes(ActiveContext active, JsonMap element, int meanings, out bool isJson)
    {
        isJson = false;
        var typeScoped = active;
        List<KeyValuePair<string, JsonItem>>? typed = null;
        var entries = element.Entries;
        for (var at = 0; at < entries.Length; at++)
        {
            if (_meanings[meanings + at] == Keywords.Type)
                (typed ??= []).Add(entries[at]);
        }

        if (typed is null)
            return active;
        if (typed.Count > 1)
            typed.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        foreach (var (_, value) in typed)
        {
            if (value is JsonString single)
                active = WithType(active, typeScoped, single.Value);
            else if (value is JsonList several)
                active = several.OfType<JsonString>().Select(name => name.Value).Order(StringComparer.Ordinal).Aggregate(active, (made, name) => WithType(made, typeScoped, name));
        }

        var last = typed[0].Value is JsonList list ? list.Count > 0 ? list[^1] : null : typed[0].Value;
        isJson = last is JsonString text && contexts.ExpandKey(active, text.Value) == Keywords.Json;
        return active;
    }

    private ActiveContext WithType(ActiveContext active, ActiveContext typeScoped, string name) =>
        typeScoped[name] is { Context: not null } term ? contexts.ProcessScoped(active, term, overrideProtected: false, propagate: false) : active;

    // 5.3.2 Value Expansion
    private JsonMap ExpandValue(ActiveContext active, string property, JsonItem value)
    {
        var term = active[property];
        if (value is JsonString text)
        {
            if (term?.TypeMapping == Keywords.Id)
                return Reference(contexts.ExpandIri(active, text.Value, documentRelative: true));
            if (term?.TypeMapping == Keywords.Vocab)
                return Reference(contexts.ExpandIri(active, text.Value, vocabulary: true, documentRelative: true));
        }

        var result = new JsonMap { { Keywords.Value, value } };
        if (term?.TypeMapping is { } type && type is not (Keywords.Id or Keywords.Vocab or Keywords.None))
        {
            result.Add(Keywords.Type, type);
        }
        else if (value is JsonString)
        {
            if ((term is { HasLanguage: true } ? term.Language : active.Language) is { } language)
                result.Add(Keywords.Language, language);
            if ((term is { HasDirection: true } ? term.Direction : active.Direction) is { } direction)
                result.Add(Keywords.Direction, direction);
        }

        return result;
    }

    private static JsonMap Reference(string? iri) => new() { { Keywords.Id, iri is null ? JsonNull.Value : new JsonString(iri) } };

    private static JsonLdException Fault(string code, string expected, JsonItem? found) => new(code, expected, Words.Of(found));

    /// <summary>An object while it is being expanded.</summary>
    /// <param name="Property">The property that it is the value of.</param>
    /// <param name="TypeScoped">The context that its types are looked up in.</param>
    /// <param name="IsJson">Whether its type is <c>@json</c>.</param>
    /// <param name="BaseUrl">What addresses of contexts are relative to.</param>
    /// <param name="Frame">Whether it is part of a frame.</param>
    private readonly record struct NodeInProgress(string? Property, ActiveContext TypeScoped, bool IsJson, string? BaseUrl, bool Frame)
    {
        internal JsonMap Result { get; } = new();
    }
}
