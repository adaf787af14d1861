using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Rml.Json;

/// <summary>A test of a filter (RFC 9535 §2.3.5).</summary>
internal abstract record FilterTest
{
    public abstract bool Holds(JsonTree tree, int root, int node);

    /// <summary>Whether the test looks at the whole document, not only at the node.</summary>
    public abstract bool UsesRoot { get; }
}

internal sealed record AnyOf(IReadOnlyList<FilterTest> Tests) : FilterTest
{
    public override bool UsesRoot => Tests.Any(t => t.UsesRoot);

    public override bool Holds(JsonTree tree, int root, int node) => Tests.Any(t => t.Holds(tree, root, node));
}

internal sealed record AllOf(IReadOnlyList<FilterTest> Tests) : FilterTest
{
    public override bool UsesRoot => Tests.Any(t => t.UsesRoot);

    public override bool Holds(JsonTree tree, int root, int node) => Tests.All(t => t.Holds(tree, root, node));
}

internal sealed record Not(FilterTest Test) : FilterTest
{
    public override bool UsesRoot => Test.UsesRoot;

    public override bool Holds(JsonTree tree, int root, int node) => !Test.Holds(tree, root, node);
}

/// <summary>Whether a query finds anything.</summary>
internal sealed record Exists(NodeQuery Query) : FilterTest
{
    public override bool UsesRoot => Query.UsesRoot;

    public override bool Holds(JsonTree tree, int root, int node) => Query.Select(tree, root, node).Count > 0;
}

/// <summary><c>match</c> (the whole text) or <c>search</c> (a part of it).</summary>
internal sealed record Matches(Operand Text, Operand Pattern, bool IsWhole, TimeSpan Timeout) : FilterTest
{
    private readonly Dictionary<string, Regex?> _patterns = new(StringComparer.Ordinal);

    public override bool UsesRoot => Text.UsesRoot || Pattern.UsesRoot;

    public override bool Holds(JsonTree tree, int root, int node) =>
        Text.Get(tree, root, node) is string text && Pattern.Get(tree, root, node) is string pattern && Compiled(pattern)?.IsMatch(text) == true;

    // A pattern that is no regular expression matches nothing (RFC 9535 §2.4.6).
    private Regex? Compiled(string pattern)
    {
        if (_patterns.TryGetValue(pattern, out var known))
            return known;
        if (_patterns.Count > 1000)
            _patterns.Clear();
        try
        {
            return _patterns[pattern] = new Regex(IsWhole ? $"^(?:{pattern})\\z" : pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Timeout);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return _patterns[pattern] = null;
        }
    }
}

/// <summary>A comparison (RFC 9535 §2.3.5.2.2).</summary>
internal sealed record Comparison(Operand Left, string Operator, Operand Right) : FilterTest
{
    public override bool UsesRoot => Left.UsesRoot || Right.UsesRoot;

    public override bool Holds(JsonTree tree, int root, int node)
    {
        var (left, right) = (Left.Get(tree, root, node), Right.Get(tree, root, node));
        return Operator switch
        {
            "==" => AreEqual(left, right),
            "!=" => !AreEqual(left, right),
            "<" => IsLess(left, right),
            "<=" => IsLess(left, right) || AreEqual(left, right),
            ">" => IsLess(right, left),
            _ => IsLess(right, left) || AreEqual(left, right),
        };
    }

    private static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (Composite a, Composite b) => a.Text == b.Text,
        _ => Equals(left, right),
    };

    private static bool IsLess(object? left, object? right) => (left, right) switch
    {
        (double a, double b) => a < b,
        (string a, string b) => string.CompareOrdinal(a, b) < 0,
        _ => false,
    };
}

/// <summary>An array or object in a comparison, with its members in a fixed order.</summary>
internal sealed record Composite(string Text)
{
    public static Composite Of(JsonTree tree, int node)
    {
        var text = new StringBuilder();
        using var document = JsonDocument.Parse(tree.TextOf(node));
        Append(document.RootElement, text);
        return new Composite(text.ToString());
    }

    private static void Append(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    text.Append(JsonSerializer.Serialize(member.Name)).Append(':');
                    Append(member.Value, text);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var element in value.EnumerateArray())
                {
                    Append(element, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.Number:
                text.Append(value.GetDouble().ToString("R", CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.String:
                text.Append(JsonSerializer.Serialize(value.GetString()));
                break;
            default:
                text.Append(value.ValueKind);
                break;
        }
    }
}

/// <summary>A query inside a filter, from the node at hand (<c>@</c>) or from the root (<c>$</c>).</summary>
internal sealed record NodeQuery(JsonPath Path, bool FromRoot)
{
    public bool UsesRoot => FromRoot || Path.Segments.SelectMany(s => s.Selectors).OfType<FilterSelector>().Any(f => f.Test.UsesRoot);

    public List<int> Select(JsonTree tree, int root, int node)
    {
        var found = new List<int>();
        Path.Select(tree, FromRoot ? root : node, found);
        return found;
    }
}

/// <summary>One side of a comparison. Its value is a string, a double, a bool, <see cref="JsonNull"/>, a <see cref="Composite"/>, or <see langword="null"/> for nothing.</summary>
internal abstract record Operand
{
    public static readonly object JsonNull = new();

    public virtual bool UsesRoot => false;

    public abstract object? Get(JsonTree tree, int root, int node);

    protected static object? ValueOf(JsonTree tree, int node) => tree.TypeOf(node) switch
    {
        JsonTokenType.String => Encoding.UTF8.GetString(tree.TextOf(node).Span),
        JsonTokenType.Number => double.Parse(tree.TextOf(node).Span, CultureInfo.InvariantCulture),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => JsonNull,
        _ => Composite.Of(tree, node),
    };
}

internal sealed record LiteralOperand(object Value) : Operand
{
    public override object? Get(JsonTree tree, int root, int node) => Value;
}

/// <summary>The one node that a query finds; nothing where it finds none or several.</summary>
internal sealed record QueryOperand(NodeQuery Query) : Operand
{
    public override bool UsesRoot => Query.UsesRoot;

    public override object? Get(JsonTree tree, int root, int node) => Query.Select(tree, root, node) is [var only] ? ValueOf(tree, only) : null;
}

/// <summary><c>length</c>: of a text in characters, of an array or object in members.</summary>
internal sealed record LengthOperand(NodeQuery Query) : Operand
{
    public override bool UsesRoot => Query.UsesRoot;

    public override object? Get(JsonTree tree, int root, int node)
    {
        if (Query.Select(tree, root, node) is not [var only])
            return null;
        if (tree.IsContainer(only))
            return (double)tree.CountOf(only);
        return ValueOf(tree, only) is string text ? (double)text.EnumerateRunes().Count() : null;
    }
}

/// <summary><c>count</c>: how many nodes a query finds.</summary>
internal sealed record CountOperand(NodeQuery Query) : Operand
{
    public override bool UsesRoot => Query.UsesRoot;

    public override object? Get(JsonTree tree, int root, int node) => (double)Query.Select(tree, root, node).Count;
}
