using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Expansion;

// Steps 15 to 19: what has come out must be a value, a list, a set or a node, and be worth keeping.
internal sealed partial class Expander
{
    private static JsonItem? Finish(string? property, JsonMap result, bool frame)
    {
        JsonItem? finished = result;
        if (result.Has(Keywords.Value))
        {
            if (!CheckValueObject(result, frame))
                return null;
        }
        else if (result[Keywords.Type] is { } type and not JsonList)
        {
            // 16
            result[Keywords.Type] = new JsonList([type]);
        }
        else if (result.Has(Keywords.Set) || result.Has(Keywords.List))
        {
            // 17
            foreach (var (key, _) in result.Entries)
            {
                if (key is not (Keywords.Set or Keywords.List or Keywords.Index) || (key == Keywords.List && result.Has(Keywords.Set)))
                    throw new JsonLdException(JsonLdErrors.InvalidSetOrListObject, "only '@index' beside '@list' or '@set'", $"'{Words.Short(key)}'");
            }

            finished = result[Keywords.Set] ?? result;
        }

        // 18, 19
        if (finished is not JsonMap map)
            return finished;
        if (map.Count == 1 && map.Has(Keywords.Language) && !frame)
            return null;
        if (property is null or Keywords.Graph)
        {
            var isDropped = (map.Count == 0 && !frame) || map.Has(Keywords.Value) || map.Has(Keywords.List) || (map.Count == 1 && map.Has(Keywords.Id) && !frame);
            return isDropped ? null : map;
        }

        return map;
    }

    private static bool IsDatatype(string iri) => JsonLdIris.IsAbsolute(iri) && !iri.AsSpan().ContainsAny(' ', '<', '>');

    // 15; false where the value is nothing
    private static bool CheckValueObject(JsonMap result, bool frame)
    {
        foreach (var (key, _) in result.Entries)
        {
            if (key is not (Keywords.Direction or Keywords.Index or Keywords.Language or Keywords.Type or Keywords.Value))
                throw new JsonLdException(JsonLdErrors.InvalidValueObject, "only '@type', '@language', '@direction' and '@index' beside '@value'", $"'{Words.Short(key)}'");
        }

        var type = result[Keywords.Type];
        var hasLanguage = result.Has(Keywords.Language);
        if (type is not null && (hasLanguage || result.Has(Keywords.Direction)))
            throw new JsonLdException(JsonLdErrors.InvalidValueObject, "either '@type' or '@language' and '@direction' beside '@value'", "both");
        if (type is JsonString { Value: Keywords.Json } || type is JsonList { Count: 1 } single && single[0] is JsonString { Value: Keywords.Json })
        {
            result[Keywords.Type] = new JsonString(Keywords.Json);
            return true;
        }

        var value = result[Keywords.Value]!;
        if (value.IsNull || value is JsonList { Count: 0 })
            return false;
        if (frame)
            return true;
        if (value is not JsonString && hasLanguage)
            throw Fault(JsonLdErrors.InvalidLanguageTaggedValue, "a string as the value that has '@language'", value);
        if (type is not null && !(type is JsonString text && IsDatatype(text.Value)))
            throw Fault(JsonLdErrors.InvalidTypedValue, "one datatype as '@type' of a value", type);
        return true;
    }
}
