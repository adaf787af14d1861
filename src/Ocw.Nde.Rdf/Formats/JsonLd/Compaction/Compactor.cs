using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Compaction;

/// <summary>JSON-LD 1.1 API §6.1.2, Compaction Algorithm; the steps are numbered as there.</summary>
internal sealed partial class Compactor(JsonLdOptions options, ContextProcessor contexts)
{
    private readonly IriCompactor _iris = new(options);
    private int _depth;

    /// <summary>The name of an IRI or keyword as a key or type.</summary>
    internal string Key(ActiveContext active, string iri) => _iris.Compact(active, iri, vocabulary: true);

    /// <summary>Compacts what was expanded.</summary>
    internal JsonItem Compact(ActiveContext active, string? property, JsonItem element)
    {
        if (element.IsScalar || element.IsNull)
            return element;
        // A framed graph may be deeper than any document that was read.
        if (++_depth > options.MaxDepth * 4)
            throw new JsonLdException(JsonLdErrors.CeilingReached, $"a result of at most {options.MaxDepth * 4} levels", "a deeper one");
        try
        {
            return element is JsonList list ? CompactList(active, property, list) : CompactMap(active, property, (JsonMap)element);
        }
        finally
        {
            _depth--;
        }
    }

    // 3
    private JsonItem CompactList(ActiveContext active, string? property, JsonList list)
    {
        var result = new JsonList();
        foreach (var item in list)
        {
            if (Compact(active, property, item) is { IsNull: false } compacted)
                result.Add(compacted);
        }

        var isKept = result.Count != 1 || !options.CompactArrays || property is Keywords.Graph or Keywords.Set
            || (property is not null && active[property]?.Has(Containers.List | Containers.Set) == true);
        return isKept ? result : result[0];
    }

    private JsonItem CompactMap(ActiveContext active, string? property, JsonMap element)
    {
        // 1, 5, 6
        var typeScoped = active;
        var term = property is null ? null : active[property];
        if (active.Previous is { } previous && !element.Has(Keywords.Value) && !Shapes.IsReference(element))
            active = previous;
        if (term is { Context: not null })
            active = contexts.ProcessScoped(active, term, overrideProtected: true);

        // 7, 8
        if (element.Has(Keywords.Value) || element.Has(Keywords.Id))
        {
            var compacted = CompactValue(active, property, element);
            if (compacted is not (JsonMap or JsonList) || TypeOf(active, property) == Keywords.Json)
                return compacted;
        }

        if (element[Keywords.List] is { } list && property is not null && active[property]?.Has(Containers.List) == true)
            return Compact(active, property, list);

        // 11
        if (element[Keywords.Type] is { } types)
        {
            foreach (var name in types.AsList().OfType<JsonString>().Select(type => _iris.Compact(typeScoped, type.Value, vocabulary: true)).Order(StringComparer.Ordinal).ToList())
            {
                if (typeScoped[name] is { Context: not null } type)
                    active = contexts.ProcessScoped(active, type, overrideProtected: false, propagate: false);
            }
        }

        // 9, 10, 12
        var node = new NodeInProgress(property, typeScoped, property == Keywords.Reverse);
        foreach (var (key, value) in element.Snapshot(options.Ordered))
            CompactEntry(active, key, value, node);
        return node.Result;
    }

    private static string? TypeOf(ActiveContext active, string? property) => property is null ? null : active[property]?.TypeMapping;

    private void CompactEntry(ActiveContext active, string key, JsonItem value, NodeInProgress node)
    {
        switch (key)
        {
            case Keywords.Id when value is JsonString id:
                node.Result[Key(active, Keywords.Id)] = new JsonString(_iris.Compact(active, id.Value));
                break;
            case Keywords.Type:
                CompactTypes(active, value, node);
                break;
            case Keywords.Reverse:
                CompactReverse(active, (JsonMap)value, node);
                break;
            case Keywords.Preserve:
                var preserved = Compact(active, node.Property, value);
                if (preserved is not JsonList { Count: 0 })
                    node.Result[Keywords.Preserve] = preserved;
                break;
            case Keywords.Index when node.Property is not null && active[node.Property]?.Has(Containers.Index) == true:
                break;
            case Keywords.Direction or Keywords.Index or Keywords.Language or Keywords.Value or Keywords.Id:
                node.Result[Key(active, key)] = value;
                break;
            default:
                CompactProperty(active, key, value.AsList(), node);
                break;
        }
    }

    // 12.2
    private void CompactTypes(ActiveContext active, JsonItem value, NodeInProgress node)
    {
        var alias = Key(active, Keywords.Type);
        var names = value.AsList().Select(type => type is JsonString text ? new JsonString(_iris.Compact(node.TypeScoped, text.Value, vocabulary: true)) : type).ToList();
        var asArray = !options.CompactArrays || (options.ProcessingMode != JsonLdVersion.V10 && active[alias]?.Has(Containers.Set) == true);
        if (value is JsonList)
            Append(node.Result, alias, new JsonList(names), asArray || names.Count != 1);
        else
            Append(node.Result, alias, names[0], asArray);
    }

    // 12.3
    private void CompactReverse(ActiveContext active, JsonMap value, NodeInProgress node)
    {
        if (Compact(active, Keywords.Reverse, value) is not JsonMap compacted)
            return;
        foreach (var (property, items) in compacted.Snapshot(ordered: false))
        {
            if (active[property] is not { IsReverse: true } term)
                continue;
            Append(node.Result, property, items, term.Has(Containers.Set) || !options.CompactArrays);
            compacted.Remove(property);
        }

        if (compacted.Count > 0)
            node.Result[Key(active, Keywords.Reverse)] = compacted;
    }

    /// <summary>Adds a value, or each of several, to what a key has.</summary>
    private static void Append(JsonMap map, string key, JsonItem value, bool asArray)
    {
        if (asArray)
            map.ListOf(key);
        if (value is JsonList several)
        {
            foreach (var each in several)
                Append(map, key, each, asArray);
            return;
        }

        if (map[key] is null)
            map[key] = value;
        else
            map.ListOf(key).Add(value);
    }

    /// <summary>An object while it is being compacted.</summary>
    private sealed record NodeInProgress(string? Property, ActiveContext TypeScoped, bool InsideReverse)
    {
        internal JsonMap Result { get; } = new();
    }
}
