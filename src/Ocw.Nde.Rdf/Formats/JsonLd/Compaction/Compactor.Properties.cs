using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Compaction;

// Steps 12.7 and 12.8: a property and its values.
internal sealed partial class Compactor
{
    private void CompactProperty(ActiveContext active, string iri, JsonList values, NodeInProgress node)
    {
        // 12.7
        if (values.Count == 0)
        {
            var key = _iris.Compact(active, iri, values, vocabulary: true, node.InsideReverse);
            NestOf(active, key, node.Result).ListOf(key);
        }

        // 12.8
        foreach (var item in values)
        {
            var key = _iris.Compact(active, iri, item, vocabulary: true, node.InsideReverse);
            var target = NestOf(active, key, node.Result);
            var term = active[key];
            var asArray = term?.Has(Containers.Set) == true || key is Keywords.Graph or Keywords.List || !options.CompactArrays;
            var inner = Shapes.IsList(item) ? ((JsonMap)item)[Keywords.List]! : Shapes.IsGraph(item) ? ((JsonMap)item)[Keywords.Graph]! : item;
            var compacted = Compact(active, key, inner);
            if (Shapes.IsList(item))
                PutList(active, target, key, (JsonMap)item, compacted, asArray);
            else if (Shapes.IsGraph(item))
                PutGraph(active, target, key, (JsonMap)item, compacted, asArray);
            else if (term is not null && term.Has(Containers.Language | Containers.Index | Containers.Id | Containers.Type) && !term.Has(Containers.Graph))
                PutIndexed(active, target, key, term, item, compacted, asArray);
            else
                Append(target, key, compacted, asArray);
        }
    }

    // 12.7.2, 12.8.2: the object that the term wants to be nested in
    private JsonMap NestOf(ActiveContext active, string key, JsonMap result)
    {
        if (active[key]?.Nest is not { } nest)
            return result;
        if (nest != Keywords.Nest && contexts.ExpandKey(active, nest) != Keywords.Nest)
            throw new JsonLdException(JsonLdErrors.InvalidNestValue, $"'@nest' or a term that means it for '{Words.Short(key)}'", $"'{Words.Short(nest)}'");
        return result.MapOf(nest);
    }

    // 12.8.7
    private void PutList(ActiveContext active, JsonMap target, string key, JsonMap item, JsonItem compacted, bool asArray)
    {
        var list = compacted.AsList();
        if (active[key]?.Has(Containers.List) == true)
        {
            target[key] = list;
            return;
        }

        var wrapped = new JsonMap { { Key(active, Keywords.List), list } };
        if (item[Keywords.Index] is { } index)
            wrapped[Key(active, Keywords.Index)] = index;
        Append(target, key, wrapped, asArray);
    }

    // 12.8.8
    private void PutGraph(ActiveContext active, JsonMap target, string key, JsonMap item, JsonItem compacted, bool asArray)
    {
        var term = active[key];
        if (term?.Has(Containers.Graph) == true && term.Has(Containers.Id))
        {
            var name = item.StringOf(Keywords.Id) is { } id ? _iris.Compact(active, id) : Key(active, Keywords.None);
            Append(target.MapOf(key), name, compacted, asArray);
        }
        else if (term?.Has(Containers.Graph) == true && term.Has(Containers.Index) && Shapes.IsSimpleGraph(item))
        {
            Append(target.MapOf(key), item.StringOf(Keywords.Index) ?? Key(active, Keywords.None), compacted, asArray);
        }
        else if (term?.Has(Containers.Graph) == true && Shapes.IsSimpleGraph(item))
        {
            if (compacted is JsonList { Count: > 1 })
                compacted = new JsonMap { { Key(active, Keywords.Included), compacted } };
            Append(target, key, compacted, asArray);
        }
        else
        {
            var wrapped = new JsonMap { { Key(active, Keywords.Graph), compacted } };
            if (item.StringOf(Keywords.Id) is { } id)
                wrapped[Key(active, Keywords.Id)] = new JsonString(_iris.Compact(active, id));
            if (item[Keywords.Index] is { } index)
                wrapped[Key(active, Keywords.Index)] = index;
            Append(target, key, wrapped, asArray);
        }
    }

    // 12.8.9
    private void PutIndexed(ActiveContext active, JsonMap target, string key, TermDefinition term, JsonItem item, JsonItem compacted, bool asArray)
    {
        var map = target.MapOf(key);
        var kind = term.Has(Containers.Language) ? Keywords.Language : term.Has(Containers.Index) ? Keywords.Index : term.Has(Containers.Id) ? Keywords.Id : Keywords.Type;
        var containerKey = Key(active, kind);
        var indexKey = term.IndexMapping ?? Keywords.Index;
        string? mapKey = null;
        if (kind == Keywords.Language)
        {
            if (Shapes.IsValue(item))
                compacted = ((JsonMap)item)[Keywords.Value]!;
            mapKey = (item as JsonMap)?.StringOf(Keywords.Language);
        }
        else if (kind == Keywords.Index && indexKey == Keywords.Index)
        {
            mapKey = (item as JsonMap)?.StringOf(Keywords.Index);
        }
        else if (kind == Keywords.Index)
        {
            // The index may be named by a term that holds for references only.
            containerKey = (compacted as JsonMap)?.Has(indexKey) == true ? indexKey : Key(active, contexts.ExpandKey(active, indexKey) ?? indexKey);
            mapKey = TakeFirst(compacted as JsonMap, containerKey);
        }
        else if (kind == Keywords.Id)
        {
            mapKey = (compacted as JsonMap)?.StringOf(containerKey);
            (compacted as JsonMap)?.Remove(containerKey);
        }
        else
        {
            mapKey = TakeFirst(compacted as JsonMap, containerKey);
            if (compacted is JsonMap { Count: 1 } rest && contexts.ExpandKey(active, rest.Keys.First()) == Keywords.Id)
                compacted = Compact(active, key, new JsonMap { { Keywords.Id, ((JsonMap)item)[Keywords.Id]! } });
        }

        Append(map, mapKey ?? Key(active, Keywords.None), compacted, asArray);
    }

    // Takes the first value of a key away, if it is a string.
    private static string? TakeFirst(JsonMap? map, string key)
    {
        if (map?[key] is not { } value || value.AsList() is not { Count: > 0 } values || values[0] is not JsonString first)
            return null;
        switch (values.Count)
        {
            case 1:
                map.Remove(key);
                break;
            case 2:
                map[key] = values[1];
                break;
            default:
                map[key] = new JsonList(values.Skip(1));
                break;
        }

        return first.Value;
    }

    // §6.3.2 Value Compaction
    private JsonItem CompactValue(ActiveContext active, string? property, JsonMap value)
    {
        var term = property is null ? null : active[property];
        var language = term is { HasLanguage: true } ? term.Language : active.Language;
        var direction = term is { HasDirection: true } ? term.Direction : active.Direction;
        var hasIndex = value.Has(Keywords.Index);
        var indexIsSaid = !hasIndex || term?.Has(Containers.Index) == true;
        if (value.StringOf(Keywords.Id) is { } id)
        {
            if (value.Count != (hasIndex ? 2 : 1))
                return value;
            return term?.TypeMapping switch
            {
                Keywords.Id when indexIsSaid => new JsonString(_iris.Compact(active, id)),
                Keywords.Vocab when indexIsSaid => new JsonString(_iris.Compact(active, id, vocabulary: true)),
                _ => value,
            };
        }

        if (value[Keywords.Value] is not { } plain)
            return value;
        if (value.StringOf(Keywords.Type) is { } type)
            return type == term?.TypeMapping && indexIsSaid ? plain : value;
        if (term?.TypeMapping is not null and not (Keywords.None or Keywords.Id or Keywords.Vocab) || term?.TypeMapping == Keywords.None)
            return value;
        if (plain is not JsonString)
            return indexIsSaid ? plain : value;
        var isSaid = string.Equals(value.StringOf(Keywords.Language), language, StringComparison.OrdinalIgnoreCase) && value.StringOf(Keywords.Direction) == direction;
        return isSaid && indexIsSaid ? plain : value;
    }
}
