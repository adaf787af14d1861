using System.Text.Json;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.JsonLd;

/// <summary>Reads as much of JSON-LD 1.1 as the writer uses, by the expansion and deserialisation algorithms of the standard, to check what was written.</summary>
internal sealed class MinimalJsonLd
{
    private readonly RdfDataset _dataset = new();
    private int _made;

    internal static RdfDataset Read(string document)
    {
        using var json = JsonDocument.Parse(document);
        var reader = new MinimalJsonLd();
        reader.Top(json.RootElement, Context.Empty);
        return reader._dataset;
    }

    private void Top(JsonElement element, Context context)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Node(item, context, null);
            return;
        }

        if (!element.TryGetProperty("@graph", out var graph))
        {
            Node(element, context, null);
            return;
        }

        Assert.False(element.TryGetProperty("@id", out _));
        foreach (var item in graph.EnumerateArray())
            Node(item, context.With(element), null);
    }

    private RdfTerm Node(JsonElement node, Context context, RdfTerm? graph)
    {
        context = context.With(node);
        var id = node.TryGetProperty("@id", out var named) ? Id(named.GetString()!, context) : Fresh();
        foreach (var property in node.EnumerateObject())
        {
            switch (property.Name)
            {
                case "@context" or "@id":
                    break;
                case "@graph":
                    foreach (var item in property.Value.EnumerateArray())
                        Node(item, context, id);
                    break;
                case "@type":
                    foreach (var type in Items(property.Value))
                        _dataset.Add(new(id, RdfNs.Type, Vocabulary(type.GetString()!, context), graph));
                    break;
                default:
                    foreach (var value in Items(property.Value))
                        _dataset.Add(new(id, Vocabulary(property.Name, context), Value(value, context, graph), graph));
                    break;
            }
        }

        return id;
    }

    private RdfTerm Value(JsonElement value, Context context, RdfTerm? graph) => value.ValueKind switch
    {
        JsonValueKind.String => new Literal(value.GetString()!),
        JsonValueKind.True or JsonValueKind.False => new Literal(value.GetRawText(), XsdNs.Boolean),
        JsonValueKind.Number => new Literal(value.GetRawText(), XsdNs.Integer),
        _ when value.TryGetProperty("@value", out var form) => Literal(value, form.GetString()!, context),
        _ when value.TryGetProperty("@list", out var list) => List([.. list.EnumerateArray()], context, graph),
        _ => Node(value, context, graph),
    };

    private RdfTerm List(JsonElement[] items, Context context, RdfTerm? graph)
    {
        RdfTerm rest = RdfNs.Nil;
        foreach (var item in items.Reverse())
        {
            var cell = Fresh();
            _dataset.Add(new(cell, RdfNs.First, Value(item, context, graph), graph));
            _dataset.Add(new(cell, RdfNs.Rest, rest, graph));
            rest = cell;
        }

        return rest;
    }

    private BlankNode Fresh() => new($"fresh {_made++}");

    private static Literal Literal(JsonElement value, string form, Context context)
    {
        if (value.TryGetProperty("@language", out var language))
            return new(form, language.GetString()!);
        return value.TryGetProperty("@type", out var type) ? new(form, (Iri)Vocabulary(type.GetString()!, context)) : new(form);
    }

    private static JsonElement[] Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    // IRI expansion (JSON-LD 1.1 API §5.2) with vocab false: only a prefix that the context knows changes anything.
    private static RdfTerm Id(string text, Context context) =>
        text.StartsWith("_:", StringComparison.Ordinal) ? new BlankNode(text[2..]) : new Iri(context.ExpandPrefix(text) ?? text);

    private static RdfTerm Vocabulary(string text, Context context)
    {
        if (text.StartsWith("_:", StringComparison.Ordinal))
            return new BlankNode(text[2..]);
        if (context.Prefixes.TryGetValue(text, out var term))
            return new Iri(term);
        if (text.Contains(':', StringComparison.Ordinal))
            return new Iri(context.ExpandPrefix(text) ?? text);
        return new Iri(context.Vocabulary + text);
    }

    private sealed record Context(string? Vocabulary, Dictionary<string, string> Prefixes)
    {
        internal static Context Empty { get; } = new(null, []);

        internal Context With(JsonElement holder)
        {
            if (holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty("@context", out var context))
                return this;
            if (context.ValueKind == JsonValueKind.Null)
                return Empty;
            var terms = context.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
            terms.Remove("@vocab", out var vocabulary);
            return new(vocabulary, terms);
        }

        internal string? ExpandPrefix(string text)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 && !text.AsSpan(colon + 1).StartsWith("//") && Prefixes.TryGetValue(text[..colon], out var iri) ? iri + text[(colon + 1)..] : null;
        }
    }
}
