using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Expansion;

// Step 13.4: the entries whose key is a keyword.
internal sealed partial class Expander
{
    private void ExpandKeyword(ActiveContext active, string keyword, JsonItem value, NodeInProgress node)
    {
        // 13.4.1, 13.4.2
        if (node.Property == Keywords.Reverse)
            throw new JsonLdException(JsonLdErrors.InvalidReversePropertyMap, "properties in an object of '@reverse'", $"'{keyword}'");
        var is10 = options.ProcessingMode == JsonLdVersion.V10;
        var result = node.Result;
        if (result.Has(keyword) && (keyword is not (Keywords.Included or Keywords.Type) || is10))
            throw new JsonLdException(JsonLdErrors.CollidingKeywords, $"'{keyword}' once in an object", "another key that means the same");

        switch (keyword)
        {
            case Keywords.Id:
                result[Keywords.Id] = ExpandId(active, value, node.Frame);
                break;
            case Keywords.Type:
                ExpandType(value, node);
                break;
            case Keywords.Graph:
                result[Keywords.Graph] = Expand(active, Keywords.Graph, value, node.BaseUrl, node.Frame)?.AsList() ?? [];
                break;
            case Keywords.Included when !is10:
                ExpandIncluded(active, value, node);
                break;
            case Keywords.Value:
                result[Keywords.Value] = CheckedValue(value, node);
                break;
            case Keywords.Language:
                result[Keywords.Language] = CheckedString(value, node.Frame, JsonLdErrors.InvalidLanguageTaggedString, "a language tag for '@language'");
                break;
            case Keywords.Direction when !is10:
                if (value is not JsonString { Value: "ltr" or "rtl" } && !(node.Frame && IsPattern(value)))
                    throw Fault(JsonLdErrors.InvalidBaseDirection, "\"ltr\" or \"rtl\" for '@direction'", value);
                result[Keywords.Direction] = node.Frame ? value.AsList() : value;
                break;
            case Keywords.Index:
                if (value is not JsonString)
                    throw Fault(JsonLdErrors.InvalidIndexValue, "a string for '@index'", value);
                result[Keywords.Index] = value;
                break;
            case Keywords.List when node.Property is not (null or Keywords.Graph):
                result[Keywords.List] = Expand(active, node.Property, value, node.BaseUrl, node.Frame)?.AsList() ?? [];
                break;
            case Keywords.Set:
                if (Expand(active, node.Property, value, node.BaseUrl, node.Frame) is { } set)
                    result[Keywords.Set] = set;
                break;
            case Keywords.Reverse:
                ExpandReverse(active, value, node);
                break;
            case Keywords.Explicit or Keywords.Default or Keywords.Embed or Keywords.OmitDefault or Keywords.RequireAll when node.Frame:
                if (Expand(active, keyword, value, node.BaseUrl, node.Frame) is { } flag)
                    result[keyword] = flag;
                break;
        }
    }

    // A frame may give nothing ({}) or several values where a document gives one.
    private static bool IsPattern(JsonItem value) => value is JsonMap { Count: 0 } || (value is JsonList list && list.All(each => each is JsonString));

    private static JsonItem CheckedString(JsonItem value, bool frame, string code, string expected)
    {
        if (value is not JsonString && !(frame && IsPattern(value)))
            throw Fault(code, expected, value);
        return frame ? value.AsList() : value;
    }

    // 13.4.3
    private JsonItem ExpandId(ActiveContext active, JsonItem value, bool frame)
    {
        if (value is JsonString text)
        {
            JsonItem id = contexts.ExpandIri(active, text.Value, documentRelative: true) is { } iri ? new JsonString(iri) : JsonNull.Value;
            return frame ? id.AsList() : id;
        }

        if (!frame || !IsPattern(value))
            throw Fault(JsonLdErrors.InvalidIdValue, "a string for '@id'", value);
        return value is JsonMap
            ? new JsonList([value])
            : new JsonList(value.AsList().Cast<JsonString>().Select(each => (JsonItem)(contexts.ExpandIri(active, each.Value, documentRelative: true) is { } iri ? new JsonString(iri) : JsonNull.Value)));
    }

    // 13.4.4
    private void ExpandType(JsonItem value, NodeInProgress node)
    {
        JsonItem expanded;
        if (value is JsonMap pattern && node.Frame)
        {
            expanded = pattern[Keywords.Default] is { } wanted
                ? new JsonMap { { Keywords.Default, new JsonList(wanted.AsList().OfType<JsonString>().Select(name => TypeIri(node, name))) } }
                : pattern.Count == 0 ? pattern : throw Fault(JsonLdErrors.InvalidTypeValue, "a type, types or {} for '@type' of a frame", value);
        }
        else if (value is JsonList list)
        {
            expanded = new JsonList(list.Select(each => TypeIri(node, each)));
        }
        else
        {
            expanded = TypeIri(node, value);
        }

        if (node.Result[Keywords.Type] is { } existing)
            expanded = new JsonList([.. existing.AsList(), .. expanded.AsList()]);
        node.Result[Keywords.Type] = expanded;
    }

    private JsonItem TypeIri(NodeInProgress node, JsonItem name)
    {
        if (name is not JsonString text)
            return node.Frame && name is JsonMap { Count: 0 } ? name : throw Fault(JsonLdErrors.InvalidTypeValue, "a string or an array of strings for '@type'", name);
        return TypeIri(node.TypeScoped, text.Value) is { } iri ? ReferenceEquals(iri, text.Value) ? text : new JsonString(iri) : JsonNull.Value;
    }

    // A type means what a key would mean, and is relative to the base where it means nothing: types come again and again, as keys do.
    private string? TypeIri(ActiveContext active, string type)
    {
        var iri = contexts.ExpandKey(active, type);
        return iri is null || iri != type || Keywords.Is(iri) || JsonLdIris.IsAbsoluteOrBlank(iri)
            ? iri
            : contexts.ExpandIri(active, type, vocabulary: true, documentRelative: true);
    }

    // 13.4.6
    private void ExpandIncluded(ActiveContext active, JsonItem value, NodeInProgress node)
    {
        // Values and lists come back as nothing, since no property has them.
        if (Expand(active, null, value, node.BaseUrl, node.Frame)?.AsList() is not { } expanded || expanded.Any(item => !Shapes.IsNode(item)))
            throw Fault(JsonLdErrors.InvalidIncludedValue, "nodes for '@included'", value);
        node.Result.ListOf(Keywords.Included).AddRange(expanded);
    }

    // 13.4.7
    private JsonItem CheckedValue(JsonItem value, NodeInProgress node)
    {
        if (node.IsJson)
            return options.ProcessingMode == JsonLdVersion.V11 ? value : throw Fault(JsonLdErrors.InvalidValueObjectValue, "only what JSON-LD 1.0 knows", value);
        var isPattern = node.Frame && (value is JsonMap { Count: 0 } || (value is JsonList list && list.All(each => each.IsScalar)));
        if (!value.IsScalar && !value.IsNull && !isPattern)
            throw Fault(JsonLdErrors.InvalidValueObjectValue, "a string, a number, true, false or null for '@value'", value);
        return node.Frame && !value.IsNull ? value.AsList() : value;
    }

    // 13.4.13
    private void ExpandReverse(ActiveContext active, JsonItem value, NodeInProgress node)
    {
        if (value is not JsonMap)
            throw Fault(JsonLdErrors.InvalidReverseValue, "an object for '@reverse'", value);
        if (Expand(active, Keywords.Reverse, value, node.BaseUrl, node.Frame) is not JsonMap expanded)
            return;
        // What is reversed twice stands as it is.
        if (expanded[Keywords.Reverse] is JsonMap twice)
        {
            foreach (var (property, items) in twice)
                Add(node.Result, property, items);
        }

        foreach (var (property, items) in expanded)
        {
            if (property != Keywords.Reverse)
                AddReverse(node.Result.MapOf(Keywords.Reverse), property, items);
        }
    }
}
