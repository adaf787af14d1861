using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>A dotted path into JSON: <c>object.number</c>, <c>@graph</c>, <c>items[*]</c>, <c>identifiers[0].value</c>; a name with a dot is written <c>['a.b']</c>.</summary>
internal sealed class JsonPath
{
    private JsonPath(IReadOnlyList<JsonStep> steps) => Steps = steps;

    /// <summary>The steps from the start of the document.</summary>
    public IReadOnlyList<JsonStep> Steps { get; }

    /// <summary>Reads a path; a leading <c>$</c> is allowed.</summary>
    /// <exception cref="InvalidDataException">It is not a path.</exception>
    public static JsonPath Parse(string text)
    {
        var steps = new List<JsonStep>();
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("$"))
            rest = rest[1..];
        while (!rest.IsEmpty)
        {
            if (rest[0] == '[')
            {
                var close = rest.IndexOf(']');
                if (close < 2)
                    throw NotAPath(text);
                steps.Add(ParseBracket(rest[1..close], text));
                rest = rest[(close + 1)..];
                continue;
            }

            rest = rest[0] == '.' ? rest[1..] : rest;
            var end = rest.IndexOfAny('.', '[') is >= 0 and var stop ? stop : rest.Length;
            if (end == 0)
                throw NotAPath(text);
            steps.Add(rest[..end] is "*" ? JsonStep.AnyElement : JsonStep.Property(rest[..end].ToString()));
            rest = rest[end..];
        }

        return new JsonPath(steps);
    }

    /// <summary>The first value at the path as text: a string, a number, or a boolean; from an array without index, its first element.</summary>
    /// <param name="json">One well-formed value.</param>
    /// <param name="maxDepth">The deepest nesting.</param>
    public string? ValueIn(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        return Find(ref reader, 0);
    }

    private static JsonStep ParseBracket(ReadOnlySpan<char> inside, string text) => inside switch
    {
        "*" => JsonStep.AnyElement,
        ['\'' or '"', .. var name, '\'' or '"'] => JsonStep.Property(name.ToString()),
        _ => int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? JsonStep.Element(index) : throw NotAPath(text),
    };

    // The nesting is bounded by the steps of the path: values beside it are skipped by the reader.
    private string? Find(ref Utf8JsonReader reader, int step)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return FindInArray(ref reader, step);
        if (step == Steps.Count)
            return ValueOf(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject || Steps[step].Name is not { } name)
        {
            reader.Skip();
            return null;
        }

        string? found = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = found is null && reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                found = Find(ref reader, step + 1);
            else
                reader.Skip();
        }

        return found;
    }

    private string? FindInArray(ref Utf8JsonReader reader, int step)
    {
        var wanted = step < Steps.Count && Steps[step].IsElement ? Steps[step].Index : null;
        var next = step < Steps.Count && Steps[step].IsElement ? step + 1 : step;
        string? found = null;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (found is null && (wanted is null || wanted == index))
                found = Find(ref reader, next);
            else
                reader.Skip();
        }

        return found;
    }

    private static string? ValueOf(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString() is { } text && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    private static InvalidDataException NotAPath(string text) =>
        new($"'{text}' is not a JSON path; write names with dots between them, such as result.records, items[*] or identifiers[0].value");
}

/// <summary>One step of a <see cref="JsonPath"/>: into a property, or into an element of an array (any element when there is no index).</summary>
internal readonly record struct JsonStep(string? Name, int? Index)
{
    public static JsonStep AnyElement => new(null, null);

    public bool IsElement => Name is null;

    public static JsonStep Property(string name) => new(name, null);

    public static JsonStep Element(int index) => new(null, index);
}
