using System.Globalization;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Json;

/// <summary>A JSON value (RFC 8259): a <see cref="JsonMap"/>, a <see cref="JsonList"/>, or a scalar.</summary>
/// <remarks>Numbers keep the characters that they were written with; the entries of an object keep their order.</remarks>
public abstract class JsonItem
{
    private protected JsonItem()
    {
    }

    /// <summary>Whether this is <c>null</c>.</summary>
    public bool IsNull => this is JsonNull;

    /// <summary>Whether this is a string, a number, <c>true</c> or <c>false</c>.</summary>
    public bool IsScalar => this is JsonString or JsonNumber or JsonBoolean;

    /// <summary>Parses a JSON text of at most <paramref name="maxDepth"/> levels.</summary>
    /// <exception cref="JsonLdException">It is not JSON; the message says where.</exception>
    public static JsonItem Parse(ReadOnlySpan<byte> utf8, int maxDepth = 256) => new JsonTreeReader(maxDepth).ReadWhole(utf8);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, int)"/>
    public static JsonItem Parse(string text, int maxDepth = 256) => Parse(System.Text.Encoding.UTF8.GetBytes(text), maxDepth);

    /// <summary>The value as compact JSON.</summary>
    public override string ToString() => JsonTreeWriter.Write(this);

    /// <summary>This value as a list: itself where it is one, else a list of it alone.</summary>
    internal JsonList AsList() => this as JsonList ?? [this];

    /// <summary>Whether two values are the same JSON: numbers by value, objects whatever their order.</summary>
    internal static bool Same(JsonItem? left, JsonItem? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ when ReferenceEquals(left, right) => true,
        (JsonString a, JsonString b) => string.Equals(a.Value, b.Value, StringComparison.Ordinal),
        (JsonNumber a, JsonNumber b) => a.Text == b.Text || a.AsDouble.Equals(b.AsDouble),
        (JsonBoolean a, JsonBoolean b) => a.Value == b.Value,
        (JsonNull, JsonNull) => true,
        (JsonList a, JsonList b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (JsonMap a, JsonMap b) => a.Count == b.Count && a.All(entry => Same(entry.Value, b[entry.Key])),
        _ => false,
    };
}

/// <summary>A JSON string.</summary>
public sealed class JsonString(string value) : JsonItem
{
    /// <summary>The characters, unescaped.</summary>
    public string Value { get; } = value;

    internal bool Is(string text) => string.Equals(Value, text, StringComparison.Ordinal);
}

/// <summary>A JSON number as it was written.</summary>
public sealed class JsonNumber(string text) : JsonItem
{
    /// <summary>The characters of the number.</summary>
    public string Text { get; } = text;

    /// <summary>The nearest double; infinite where the number is beyond all doubles.</summary>
    public double AsDouble => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class JsonBoolean : JsonItem
{
    private JsonBoolean(bool value) => Value = value;

    /// <summary><c>true</c>.</summary>
    public static JsonBoolean True { get; } = new(true);

    /// <summary><c>false</c>.</summary>
    public static JsonBoolean False { get; } = new(false);

    /// <summary>Which of the two.</summary>
    public bool Value { get; }

    /// <summary>The one of the two that <paramref name="value"/> is.</summary>
    public static JsonBoolean Of(bool value) => value ? True : False;
}

/// <summary>The JSON value <c>null</c>.</summary>
public sealed class JsonNull : JsonItem
{
    private JsonNull()
    {
    }

    /// <summary>The only one.</summary>
    public static JsonNull Value { get; } = new();
}
