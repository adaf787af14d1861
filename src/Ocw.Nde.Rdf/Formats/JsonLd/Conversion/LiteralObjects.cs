using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Conversion;

/// <summary>JSON-LD 1.1 API §8.5.2, RDF to Object Conversion, for literals.</summary>
internal sealed class LiteralObjects(JsonLdOptions options)
{
    private const string I18n = "https://www.w3.org/ns/i18n#";
    private const string RdfJson = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    internal JsonMap Of(Literal literal)
    {
        var type = literal.Datatype.Value;
        var result = new JsonMap();
        if (literal.Language is { } language)
        {
            result.Add(Keywords.Value, literal.LexicalForm);
            result.Add(Keywords.Language, language);
        }
        else if (options.UseNativeTypes && Native(literal.LexicalForm, type) is { } native)
        {
            result.Add(Keywords.Value, native);
        }
        else if (type == RdfJson && options.ProcessingMode == JsonLdVersion.V11)
        {
            result.Add(Keywords.Value, Parsed(literal.LexicalForm));
            result.Add(Keywords.Type, Keywords.Json);
        }
        else if (options.RdfDirection == JsonLdRdfDirection.I18nDatatype && type.StartsWith(I18n, StringComparison.Ordinal))
        {
            AddDirected(result, literal.LexicalForm, type[I18n.Length..]);
        }
        else
        {
            result.Add(Keywords.Value, literal.LexicalForm);
            if (literal.Datatype != XsdNs.String)
                result.Add(Keywords.Type, type);
        }

        return result;
    }

    private static void AddDirected(JsonMap result, string text, string languageAndDirection)
    {
        var underscore = languageAndDirection.IndexOf('_', StringComparison.Ordinal);
        result.Add(Keywords.Value, text);
        if (underscore != 0)
            result.Add(Keywords.Language, underscore < 0 ? languageAndDirection : languageAndDirection[..underscore]);
        if (underscore >= 0)
            result.Add(Keywords.Direction, languageAndDirection[(underscore + 1)..]);
    }

    private static JsonItem Parsed(string text)
    {
        try
        {
            return JsonItem.Parse(text);
        }
        catch (JsonLdException fault)
        {
            throw new JsonLdException(JsonLdErrors.InvalidJsonLiteral, "JSON in a literal of type rdf:JSON", $"\"{Words.Short(text)}\"", fault);
        }
    }

    private static JsonItem? Native(string form, string type) => type switch
    {
        Xsd + "string" => new JsonString(form),
        Xsd + "boolean" => form switch { "true" or "1" => JsonBoolean.True, "false" or "0" => JsonBoolean.False, _ => null },
        Xsd + "integer" or Xsd + "double" => IsJsonNumber(form) ? new JsonNumber(form) : null,
        _ => null,
    };

    private static bool IsJsonNumber(string form)
    {
        try
        {
            return JsonItem.Parse(form) is JsonNumber number && double.IsFinite(number.AsDouble);
        }
        catch (JsonLdException)
        {
            return false;
        }
    }
}
