namespace Ocw.Nde.Sparql.Functions;

/// <summary>Three-valued logic (SPARQL 1.1 §17.2).</summary>
internal enum Truth : byte
{
    False,

    True,

    Error,
}

internal static class Truths
{
    internal static Truth Of(bool value) => value ? Truth.True : Truth.False;

    /// <summary>The effective boolean value (§17.2.2). A number or boolean with an impossible lexical form is false, any other literal an error.</summary>
    internal static Truth EffectiveBooleanValue(in Value value) => value.Kind switch
    {
        ValueKind.Boolean => Of(value.AsBoolean),
        ValueKind.String => Of(value.Text!.Length > 0),
        ValueKind.LangString => Of(value.Text!.Length > 0),
        ValueKind.Integer => Of(value.IsBigInteger || value.AsInteger != 0),
        ValueKind.Decimal => Of(value.AsDecimal != 0),
        ValueKind.Float or ValueKind.Double => Of(value.AsDouble != 0 && !double.IsNaN(value.AsDouble)),
        ValueKind.Other when Datatypes.TryGet(value.Detail!, out var known) && (known.Kind == ValueKind.Boolean || known.Kind.IsNumeric) => Truth.False,
        _ => Truth.Error,
    };

    internal static Value ToValue(this Truth truth) => truth switch
    {
        Truth.True => Value.True,
        Truth.False => Value.False,
        _ => Value.Error,
    };
}
