using System.Globalization;

namespace Ocw.Nde.Mapping.Rml.Functions;

/// <summary>GREL's functions on lists, truth values, numbers and dates.</summary>
internal static class GrelOtherFunctions
{
    private const string Grel = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";

    /// <summary>The functions.</summary>
    public static IReadOnlyList<RmlFunction> All { get; } =
    [
        Of("array_join", "stringOut", c => FunctionValue.Of(string.Join(c.Text(1), c.List(0))), List(), Single(true, "p_string_sep")),
        Of("array_length", "output_number", c => FunctionValue.Of(c.List(0).Count), List()),
        Of("array_get", "output_array", ArrayGet, List(), Single(true, "param_int_i_from", "p_int_i_from"), Single(false, "param_int_i_opt_to", "p_int_i_opt_to")),
        Of("array_slice", "output_array", ArraySlice, List(), Single(true, "param_int_i_from", "p_int_i_from"), Single(false, "param_int_i_opt_to", "p_int_i_opt_to")),
        Of("array_reverse", "output_array", c => c.List(0).Reverse().Select(v => new FunctionValue(v)), List()),
        Of("array_sort", "output_array", c => c.List(0).Order(StringComparer.Ordinal).Select(v => new FunctionValue(v)), List()),
        Of("array_uniques", "output_array", c => c.List(0).Distinct(StringComparer.Ordinal).Select(v => new FunctionValue(v)), List()),
        Of("array_sum", "output_number", c => Numbers(c.List(0)) is { } numbers ? FunctionValue.Of(numbers.Sum()) : [], List()),
        Of("boolean_and", "output_bool", c => FunctionValue.Of(c.List(0).All(IsTrue)), Flags()),
        Of("boolean_or", "output_bool", c => FunctionValue.Of(c.List(0).Any(IsTrue)), Flags()),
        Of("boolean_xor", "output_bool", c => FunctionValue.Of(c.List(0).Count(IsTrue) == 1), Flags()),
        Of("boolean_not", "output_bool", c => FunctionValue.Of(!c.Truth(0)), Single(true, "param_b", "bool_b", "p_bool")),
        Of("controls_if", "output_array", If, Single(true, "bool_b", "param_b", "p_bool"), Single(false, "any_true", "p_any_true"), Single(false, "any_false", "p_any_false")),
        Of("math_abs", "output_number", c => Math1(c, Math.Abs), Number()),
        Of("math_ceil", "output_number", c => Math1(c, Math.Ceiling), Number()),
        Of("math_floor", "output_number", c => Math1(c, Math.Floor), Number()),
        Of("math_round", "output_number", c => Math1(c, n => Math.Round(n, MidpointRounding.AwayFromZero)), Number()),
        Of("math_max", "output_number", c => Numbers(c.List(0)) is { Count: > 0 } n ? FunctionValue.Of(n.Max()) : [], Numbers()),
        Of("math_min", "output_number", c => Numbers(c.List(0)) is { Count: > 0 } n ? FunctionValue.Of(n.Min()) : [], Numbers()),
        Of("date_now", "date_output", c => FunctionValue.Of(c.Options.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
    ];

    private static RmlFunction Of(string name, string output, Func<FunctionCall, IEnumerable<FunctionValue>> run, params FunctionParameter[] parameters) =>
        new(Grel + name, parameters, GrelStringFunctions.Outputs(output), run);

    private static FunctionParameter List() => GrelStringFunctions.Parameter(true, true, "p_array_a", "param_a", "valueParam", "valueParameter");

    private static FunctionParameter Flags() => GrelStringFunctions.Parameter(true, true, "param_rep_b", "p_bool_rep");

    private static FunctionParameter Numbers() => GrelStringFunctions.Parameter(true, true, "p_dec_n", "param_n", "valueParam", "valueParameter");

    private static FunctionParameter Number() => GrelStringFunctions.Parameter(true, false, "p_dec_n", "param_n", "valueParam", "valueParameter");

    private static FunctionParameter Single(bool isRequired, params string[] names) => GrelStringFunctions.Parameter(isRequired, false, names);

    private static bool IsTrue(string text) => text is "true" or "1";

    private static List<double>? Numbers(IReadOnlyList<string> texts)
    {
        var numbers = new List<double>(texts.Count);
        foreach (var text in texts)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return null;
            numbers.Add(number);
        }

        return numbers;
    }

    private static IEnumerable<FunctionValue> Math1(FunctionCall call, Func<double, double> function) => call.Number(0) is { } number ? FunctionValue.Of(function(number)) : [];

    private static IEnumerable<FunctionValue> If(FunctionCall call) => FunctionValue.Of(call.Truth(0) ? call[1] : call[2]);

    private static IEnumerable<FunctionValue> ArrayGet(FunctionCall call)
    {
        if (call[2] is not null)
            return ArraySlice(call);
        var list = call.List(0);
        var at = call.Integer(1) is { } index && index < 0 ? list.Count + index : call.Integer(1) ?? -1;
        return at >= 0 && at < list.Count ? FunctionValue.Of(list[at]) : [];
    }

    private static IEnumerable<FunctionValue> ArraySlice(FunctionCall call)
    {
        var list = call.List(0);
        var from = Math.Clamp(call.Integer(1) is { } f ? f < 0 ? list.Count + f : f : 0, 0, list.Count);
        var to = Math.Clamp(call.Integer(2) is { } t ? t < 0 ? list.Count + t : t : list.Count, from, list.Count);
        return list.Skip(from).Take(to - from).Select(v => new FunctionValue(v));
    }
}
