using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Expansion;

// Steps 13 and 14: the entries of an object, and those that are nested in it.
internal sealed partial class Expander
{
    // The meanings of the keys stand from a place on, or are looked up where that is negative.
    private void ExpandEntries(ActiveContext active, JsonMap element, NodeInProgress node, int meanings = -1)
    {
        List<string>? nests = null;
        var isKnown = meanings >= 0 && !options.Ordered;
        foreach (var (key, value) in options.Ordered ? element.Snapshot(ordered: true).AsSpan() : element.Entries)
        {
            // 13.1, 13.2, 13.3
            var iri = isKnown ? _meanings[meanings++] : contexts.ExpandKey(active, key);
            if (iri is null || key == Keywords.Context)
                continue;
            if (Keywords.Is(iri))
            {
                if (iri == Keywords.Nest)
                    (nests ??= []).Add(key);
                ExpandKeyword(active, iri, value, node);
            }
            else if (iri.Contains(':', StringComparison.Ordinal))
            {
                ExpandProperty(active, key, iri, value, node);
            }
        }

        // 14
        foreach (var key in nests ?? [])
            ExpandNest(active, key, element[key]!, node);
    }

    // 14
    private void ExpandNest(ActiveContext active, string key, JsonItem value, NodeInProgress node)
    {
        if (active[key] is { Context: not null } term)
            active = contexts.ProcessScoped(active, term, overrideProtected: true);
        foreach (var nested in value.AsList())
        {
            if (nested is not JsonMap map || map.Keys.Any(each => contexts.ExpandKey(active, each) == Keywords.Value))
                throw Fault(JsonLdErrors.InvalidNestValue, $"an object without '@value' as value of '{Words.Short(key)}'", nested);
            ExpandEntries(active, map, node);
        }
    }

    // 13.5 to 13.14
    private void ExpandProperty(ActiveContext active, string key, string iri, JsonItem value, NodeInProgress node)
    {
        var term = active[key];
        var container = term?.Container ?? Containers.None;
        JsonItem? expanded;
        if (term?.TypeMapping == Keywords.Json)
            expanded = new JsonMap { { Keywords.Value, value }, { Keywords.Type, Keywords.Json } };
        else if (value is JsonMap languages && container.HasFlag(Containers.Language))
            expanded = ExpandLanguages(active, term!, languages);
        else if (value is JsonMap map && (container & (Containers.Index | Containers.Type | Containers.Id)) != Containers.None)
            expanded = ExpandIndex(active, key, term!, map, node);
        else
            expanded = Expand(active, key, value, node.BaseUrl, node.Frame);

        // 13.10, 13.11, 13.12
        if (expanded is null)
            return;
        if (container.HasFlag(Containers.List) && !Shapes.IsList(expanded))
            expanded = new JsonMap { { Keywords.List, expanded.AsList() } };
        if (container.HasFlag(Containers.Graph) && (container & (Containers.Id | Containers.Index)) == Containers.None)
            expanded = new JsonList(expanded.AsList().Select(each => new JsonMap { { Keywords.Graph, each.AsList() } }));

        // 13.13, 13.14
        if (term is { IsReverse: true })
            AddReverse(node.Result.MapOf(Keywords.Reverse), iri, expanded);
        else
            Add(node.Result, iri, expanded);
    }

    private static void Add(JsonMap result, string key, JsonItem value)
    {
        // An array that expansion made belongs to nobody else.
        if (value is JsonList made && !result.Has(key))
        {
            result[key] = made;
            return;
        }

        var list = result.ListOf(key);
        if (value is JsonList several)
            list.AddRange(several);
        else
            list.Add(value);
    }

    private static void AddReverse(JsonMap reverse, string iri, JsonItem value)
    {
        foreach (var item in value.AsList())
        {
            if (Shapes.IsValue(item) || Shapes.IsList(item))
                throw Fault(JsonLdErrors.InvalidReversePropertyValue, $"nodes as values of the reverse property <{iri}>", item);
            Add(reverse, iri, item);
        }
    }

    // 13.7
    private JsonList ExpandLanguages(ActiveContext active, TermDefinition term, JsonMap languages)
    {
        var result = new JsonList();
        var direction = term.HasDirection ? term.Direction : active.Direction;
        // The context of the term holds for the keys too: IIIF says there that «none» is @none.
        var scoped = term.Context is null ? active : contexts.ProcessScoped(active, term, overrideProtected: true);
        foreach (var (language, values) in languages.Snapshot(options.Ordered))
        {
            foreach (var value in values.AsList())
            {
                if (value.IsNull)
                    continue;
                if (value is not JsonString)
                    throw Fault(JsonLdErrors.InvalidLanguageMapValue, $"a string, an array of strings or null for the language '{Words.Short(language)}'", value);
                var text = new JsonMap { { Keywords.Value, value } };
                if (language != Keywords.None && contexts.ExpandKey(scoped, language) != Keywords.None)
                    text.Add(Keywords.Language, language);
                if (direction is not null)
                    text.Add(Keywords.Direction, direction);
                result.Add(text);
            }
        }

        return result;
    }

    // 13.8
    private JsonList ExpandIndex(ActiveContext active, string key, TermDefinition term, JsonMap map, NodeInProgress node)
    {
        var result = new JsonList();
        var indexKey = term.IndexMapping ?? Keywords.Index;
        foreach (var (index, values) in map.Snapshot(options.Ordered))
        {
            var inner = term.Has(Containers.Id | Containers.Type) ? active.Previous ?? active : active;
            if (term.Has(Containers.Type) && inner[index] is { Context: not null } type)
                inner = contexts.ProcessScoped(inner, type, overrideProtected: false, propagate: false);
            else if (!term.Has(Containers.Id | Containers.Type))
                inner = active;
            var expandedIndex = contexts.ExpandKey(active, index);
            foreach (var expanded in Expand(inner, key, values.AsList(), node.BaseUrl, node.Frame, fromMap: true)!.AsList())
            {
                var item = term.Has(Containers.Graph) && !Shapes.IsGraph(expanded) ? new JsonMap { { Keywords.Graph, expanded.AsList() } } : (JsonMap)expanded;
                result.Add(Indexed(active, term, indexKey, index, expandedIndex, item));
            }
        }

        return result;
    }

    // 13.8.3.7
    private JsonMap Indexed(ActiveContext active, TermDefinition term, string indexKey, string index, string? expandedIndex, JsonMap item)
    {
        if (expandedIndex == Keywords.None)
            return item;
        if (term.Has(Containers.Index))
        {
            if (indexKey == Keywords.Index)
            {
                item.TryAdd(Keywords.Index, new JsonString(index));
                return item;
            }

            var property = contexts.ExpandKey(active, indexKey)!;
            Prepend(item, property, ExpandValue(active, indexKey, new JsonString(index)));
            if (Shapes.IsValue(item))
                throw Fault(JsonLdErrors.InvalidValueObject, $"nodes under the index '{Words.Short(index)}', since the index is a property", item);
        }
        else if (term.Has(Containers.Id))
        {
            if (!item.Has(Keywords.Id) && contexts.ExpandIri(active, index, documentRelative: true) is { } id)
                item.Add(Keywords.Id, id);
        }
        else if (expandedIndex is not null)
        {
            Prepend(item, Keywords.Type, new JsonString(expandedIndex));
        }

        return item;
    }

    private static void Prepend(JsonMap item, string key, JsonItem first)
    {
        var values = new JsonList([first]);
        if (item[key] is { } existing)
            values.AddRange(existing.AsList());
        item[key] = values;
    }
}
