using System.Text.Json;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Reads SPARQL 1.1 Query Results JSON Format.</summary>
internal static class JsonSolutionReader
{
    internal static SparqlResults Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return Read(json.RootElement);
        }
        catch (JsonException fault)
        {
            throw new RdfSyntaxException("SPARQL results in JSON", fault.Message, (fault.LineNumber ?? -1) + 1, (fault.BytePositionInLine ?? -1) + 1, inner: fault);
        }
    }

    private static SparqlResults Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Fault("an object", root.ValueKind.ToString());
        if (root.TryGetProperty("boolean", out var boolean))
            return boolean.ValueKind is JsonValueKind.True or JsonValueKind.False ? new(boolean.GetBoolean()) : throw Fault("true or false", boolean.ToString());

        var variables = Member(Member(root, "head", JsonValueKind.Object), "vars", JsonValueKind.Array).EnumerateArray().Select(Text).ToList();
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in variables)
        {
            if (!columns.TryAdd(name, columns.Count))
                throw Fault("each variable once in head.vars", $"'{name}' twice");
        }

        var bindings = Member(Member(root, "results", JsonValueKind.Object), "bindings", JsonValueKind.Array);
        return new(variables, [.. bindings.EnumerateArray().Select(row => Row(row, columns))]);
    }

    private static RdfTerm?[] Row(JsonElement row, Dictionary<string, int> columns)
    {
        if (row.ValueKind != JsonValueKind.Object)
            throw Fault("an object for each solution", row.ValueKind.ToString());
        var terms = new RdfTerm?[columns.Count];
        foreach (var binding in row.EnumerateObject())
        {
            if (!columns.TryGetValue(binding.Name, out var column))
                throw Fault("a variable of head.vars", $"'{binding.Name}'");
            terms[column] = Term(binding.Value);
        }

        return terms;
    }

    private static RdfTerm Term(JsonElement term)
    {
        var value = Text(Member(term, "value", JsonValueKind.String));
        switch (Text(Member(term, "type", JsonValueKind.String)))
        {
            case "uri":
                return new Iri(value);
            case "bnode":
                return new BlankNode(value);
            // typed-literal is of the format before SPARQL 1.1; endpoints still write it.
            case "literal" or "typed-literal":
                if (term.TryGetProperty("xml:lang", out var language))
                    return new Literal(value, Text(language));
                return new Literal(value, term.TryGetProperty("datatype", out var datatype) ? new Iri(Text(datatype)) : XsdNs.String);
            case var other:
                throw Fault("a type: uri, literal or bnode", $"'{other}'");
        }
    }

    private static JsonElement Member(JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var member))
            throw Fault($"a member '{name}'", parent.ValueKind == JsonValueKind.Object ? "none" : parent.ValueKind.ToString());
        return member.ValueKind == kind ? member : throw Fault($"'{name}' to be a JSON {kind}", member.ValueKind.ToString());
    }

    private static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Fault("a string", element.ValueKind.ToString());

    private static RdfSyntaxException Fault(string expected, string found) => new(expected, found, 0, 0);
}
