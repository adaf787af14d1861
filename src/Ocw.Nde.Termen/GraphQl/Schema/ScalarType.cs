using System.Globalization;

namespace Ocw.Nde.Termen.GraphQl;

/// <summary>A scalar (§3.5).</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it stands for.</param>
/// <param name="parse">Reads what a client gives; <see langword="null"/> when that is no value of this type.</param>
/// <param name="serialize">Makes a resolved value a string, number or boolean; <see langword="null"/> when that cannot be done.</param>
public sealed class ScalarType(string name, string? description, Func<ScalarInput, object?> parse, Func<object, object?> serialize) : NamedType(name, description)
{
    /// <summary>Where the form of its values is described.</summary>
    public string? SpecifiedBy { get; init; }

    internal object? Parse(ScalarInput input) => parse(input);

    internal object? Serialize(object value) => serialize(value);
}

/// <summary>The scalars of the specification (§3.5.1 – §3.5.5).</summary>
public static class GraphQlScalars
{
    /// <summary>A whole number of 32 bits: <see cref="int"/>.</summary>
    public static ScalarType Int { get; } = new(
        "Int",
        "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.",
        input => input.Kind is ScalarKind.Int or ScalarKind.Float && IntOf(input.Text) is { } number ? number : null,
        value => value switch
        {
            int number => number,
            long number when number is >= int.MinValue and <= int.MaxValue => (int)number,
            _ => null,
        });

    /// <summary>A number: <see cref="double"/>.</summary>
    public static ScalarType Float { get; } = new(
        "Float",
        "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).",
        input => input.Kind is ScalarKind.Int or ScalarKind.Float && double.TryParse(input.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        value => value switch
        {
            double number when double.IsFinite(number) => number,
            int number => number,
            long number => number,
            _ => null,
        });

    /// <summary>A text: <see cref="string"/>.</summary>
    public static ScalarType String { get; } = new(
        "String",
        "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The String type is most often used by GraphQL to represent free-form human-readable text.",
        input => input.Kind == ScalarKind.String ? input.Text : null,
        value => value as string);

    /// <summary>True or false: <see cref="bool"/>.</summary>
    public static ScalarType Boolean { get; } = new(
        "Boolean",
        "The `Boolean` scalar type represents `true` or `false`.",
        input => input.Kind == ScalarKind.Boolean ? input.Text == "true" : null,
        value => value is bool ? value : null);

    /// <summary>A name of a thing: <see cref="string"/>; whole numbers are taken too.</summary>
    public static ScalarType Id { get; } = new(
        "ID",
        "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.",
        input => input.Kind is ScalarKind.String or ScalarKind.Int ? input.Text : null,
        value => value as string ?? (value as int?)?.ToString(CultureInfo.InvariantCulture));

    // A JSON number such as 1.0 is a whole number too; in a document it is a Float, which the validator has refused before.
    private static int? IntOf(string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        return text.AsSpan().IndexOfAny(".eE") >= 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            && real is >= int.MinValue and <= int.MaxValue && real == Math.Truncate(real)
            ? (int)real
            : null;
    }
}
