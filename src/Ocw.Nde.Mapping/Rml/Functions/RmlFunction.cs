using System.Globalization;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Functions;

/// <summary>A function that mappings may call (RML-FNML): pure, and bounded by its inputs.</summary>
/// <param name="Name">Its IRI.</param>
/// <param name="Parameters">Its parameters, in the order in which <paramref name="Run"/> gets them.</param>
/// <param name="Outputs">The IRIs that its result goes by.</param>
/// <param name="Run">What it does: from one choice of values to any number of results.</param>
internal sealed record RmlFunction(string Name, IReadOnlyList<FunctionParameter> Parameters, IReadOnlyList<string> Outputs, Func<FunctionCall, IEnumerable<FunctionValue>> Run);

/// <summary>A parameter: the IRIs that it goes by, and what a call must give.</summary>
/// <param name="Names">Its IRI and that of its predicate: mappings use either.</param>
/// <param name="IsRequired">Whether there is no result without it.</param>
/// <param name="IsList">Whether the function takes all values at once; otherwise it runs for each of them.</param>
internal sealed record FunctionParameter(IReadOnlyList<string> Names, bool IsRequired, bool IsList);

/// <summary>A value as functions give it.</summary>
internal readonly record struct FunctionValue(string Text, ValueKind Kind = ValueKind.Text)
{
    public static IEnumerable<FunctionValue> None => [];

    public static IEnumerable<FunctionValue> Of(string? text) => text is null ? None : [new FunctionValue(text)];

    public static IEnumerable<FunctionValue> Of(bool truth) => [new FunctionValue(truth ? "true" : "false", ValueKind.Boolean)];

    public static IEnumerable<FunctionValue> Of(long number) => [new FunctionValue(number.ToString(CultureInfo.InvariantCulture), ValueKind.Integer)];

    public static IEnumerable<FunctionValue> Of(double number) => double.IsFinite(number)
        ? double.IsInteger(number) && Math.Abs(number) < 1e15 ? Of((long)number) : [new FunctionValue(number.ToString("R", CultureInfo.InvariantCulture), ValueKind.Double)]
        : None;
}

/// <summary>The inputs of one call.</summary>
internal sealed class FunctionCall(RmlOptions options, IReadOnlyList<IReadOnlyList<string>> inputs)
{
    /// <summary>The most characters that a function may give.</summary>
    public const int MaxResult = 16 << 20;

    public RmlOptions Options => options;

    /// <summary>A text, or <see langword="null"/> where none was given.</summary>
    public string? this[int parameter] => inputs[parameter].Count > 0 ? inputs[parameter][0] : null;

    /// <summary>A text that was given for certain.</summary>
    public string Text(int parameter) => inputs[parameter][0];

    /// <summary>All values of a parameter.</summary>
    public IReadOnlyList<string> List(int parameter) => inputs[parameter];

    /// <summary>A number, or <see langword="null"/> where the text is none.</summary>
    public double? Number(int parameter) =>
        this[parameter] is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A whole number, or <see langword="null"/> where the text is none.</summary>
    public int? Integer(int parameter) =>
        this[parameter] is { } text && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a text is <c>true</c>.</summary>
    public bool Truth(int parameter) => this[parameter] is "true" or "1";
}
