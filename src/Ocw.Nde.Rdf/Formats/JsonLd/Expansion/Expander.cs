using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Expansion;

/// <summary>JSON-LD 1.1 API §5.1.2, Expansion Algorithm; the steps are numbered as there. Its depth is that of the document, which has a ceiling.</summary>
/// <param name="options">The ordering and the processing mode.</param>
/// <param name="contexts">Processes the contexts on the way.</param>
/// <param name="isFrame">Whether a frame is expanded.</param>
internal sealed partial class Expander(JsonLdOptions options, ContextProcessor contexts, bool isFrame = false)
{
    private JsonMap? _current;

    /// <summary>Expands a document, or a node of one, to a list of node objects.</summary>
    internal JsonList Document(ActiveContext active, JsonItem element, string? baseUrl)
    {
        try
        {
            var expanded = Expand(active, null, element, baseUrl, isFrame);
            if (expanded is JsonMap { Count: 1 } map && map[Keywords.Graph] is { } graph)
                expanded = graph;
            return expanded is null ? [] : expanded.AsList();
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
        foreach (var item in list)
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
        if (active.Previous is { } previous && !fromMap && !IsValueOrReference(active, element))
            active = previous;
        if (term is { Context: not null })
            active = contexts.ProcessScoped(active, term, overrideProtected: true);

        // 9
        if (element[Keywords.Context] is { } local)
            active = contexts.Process(active, local, baseUrl);

        // 10, 11
        var typeScoped = active;
        active = WithTypes(active, typeScoped, element, out var inputType);

        // 12 to 14
        var node = new NodeInProgress(property, typeScoped, inputType, baseUrl, frame);
        ExpandEntries(active, element, node);
        return Finish(property, node.Result, frame);
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

    // 11; the input type is what the last type of the first type key means
    private ActiveContext WithTypes(ActiveContext active, ActiveContext typeScoped, JsonMap element, out string? inputType)
    {
        inputType = null;
        List<KeyValuePair<string, JsonItem>>? typed = null;
        foreach (var entry in element.Entries)
        {
            if (contexts.ExpandKey(active, entry.Key) == Keywords.Type)
                (typed ??= []).Add(entry);
        }

        if (typed is null)
            return active;
        typed.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        string? last = null;
        foreach (var (key, value) in typed)
        {
            var names = value.AsList().OfType<JsonString>().Select(name => name.Value).ToList();
            if (key == typed[0].Key)
                last = value.AsList() is [.., JsonString text] ? text.Value : null;
            names.Sort(StringComparer.Ordinal);
            foreach (var name in names)
            {
                if (typeScoped[name] is { Context: not null } term)
                    active = contexts.ProcessScoped(active, term, overrideProtected: false, propagate: false);
            }
        }

        inputType = last is null ? null : contexts.ExpandIri(active, last, vocabulary: true);
        return active;
    }

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
    /// <param name="InputType">What its type means.</param>
    /// <param name="BaseUrl">What addresses of contexts are relative to.</param>
    /// <param name="Frame">Whether it is part of a frame.</param>
    private sealed record NodeInProgress(string? Property, ActiveContext TypeScoped, string? InputType, string? BaseUrl, bool Frame)
    {
        internal JsonMap Result { get; } = new();
    }
}
