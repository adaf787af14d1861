using System.Text.Json;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.JsonLd;

/// <summary>Reads as much of JSON-LD 1.1 as the writer uses, by the expansion and deserialisation algorithms of the standard, to check what was written.</summary>
internal sealed class MinimalJsonLd
{
    private readonly RdfDataset _dataset = new();

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

        context = context.With(element);
        Assert.False(element.TryGetProperty("@id", out _));
        foreach (var item in element.GetProperty("@graph").EnumerateArray())
            Node(item, context, null);
    }

    private RdfTerm Node(JsonElement node, Context context, RdfTerm? graph)
    {
        context = context.With(node);
        var id = Id(node.GetProperty("@id").GetString()!, context);
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
        _ => Node(value, context, graph),
    };

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
