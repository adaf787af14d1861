using System.Text.Json;
using System.Xml;

namespace Ocw.Nde.Harvest;

/// <summary>Judges texts of IIIF: labels and descriptions in one or more languages, and the little HTML that they may hold.</summary>
internal static class IiifText
{
    // 2.1 §4.2 and 3.0 §4.5: these, with href, src and alt; never scripts, comments, CDATA or processing instructions.
    private static readonly string[] Tags = ["a", "b", "br", "i", "img", "p", "span", "small", "sub", "sup"];
    private static readonly string[] Attributes = ["href", "src", "alt"];
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ConformanceLevel = ConformanceLevel.Fragment };

    /// <summary>What is wrong with a text of 2.1: a string, <c>{"@value": …}</c>, or a list of these; <see langword="null"/> if nothing is.</summary>
    public static string? Problem2(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => HtmlProblem(value.GetString()!),
        JsonValueKind.Array => value.EnumerateArray().Select(Problem2).FirstOrDefault(problem => problem is not null),
        JsonValueKind.Object when value.TryGetProperty("@value", out var text) => text.ValueKind == JsonValueKind.String ? HtmlProblem(text.GetString()!) : "its @value is no text",
        JsonValueKind.Object => "it has no @value",
        _ => $"it is no text but {Kind(value)}",
    };

    /// <summary>What is wrong with a text of 3.0: <c>{"nl": ["…"]}</c>.</summary>
    public static string? Problem3(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return $"it is no language map but {Kind(value)}";
        foreach (var language in value.EnumerateObject())
        {
            if (language.Value.ValueKind != JsonValueKind.Array || language.Value.EnumerateArray().Any(text => text.ValueKind != JsonValueKind.String))
                return $"the texts of '{language.Name}' are no list of texts";
            if (language.Value.EnumerateArray().Select(text => HtmlProblem(text.GetString()!)).FirstOrDefault(problem => problem is not null) is { } html)
                return html;
        }

        return null;
    }

    /// <summary>How a JSON value is called in messages.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a text",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    // A text is HTML when it begins with < and ends with >.
    private static string? HtmlProblem(string text)
    {
        var html = text.Trim();
        if (html.Length < 2 || html[0] != '<' || html[^1] != '>')
            return null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(html.Replace("&nbsp;", "\u00A0", StringComparison.Ordinal)), Settings);
            while (reader.Read())
            {
                if (reader.NodeType is XmlNodeType.Comment or XmlNodeType.CDATA or XmlNodeType.ProcessingInstruction)
                    return "its HTML holds a comment, CDATA or an instruction, which is not allowed";
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (!Tags.Contains(reader.LocalName, StringComparer.OrdinalIgnoreCase))
                    return $"its HTML holds <{reader.LocalName}>, which is not allowed";
                while (reader.MoveToNextAttribute())
                {
                    if (!Attributes.Contains(reader.LocalName, StringComparer.OrdinalIgnoreCase))
                        return $"its HTML holds the attribute {reader.LocalName}, which is not allowed";
                }
            }

            return null;
        }
        catch (XmlException broken)
        {
            return $"it begins and ends as HTML and is none ({broken.Message.TrimEnd('.')})";
        }
    }
}
