namespace Ocw.Nde.Termen.GraphQl;

/// <summary>The kinds of value that a scalar may be given as.</summary>
public enum ScalarKind
{
    /// <summary>A whole number, as it is written.</summary>
    Int,

    /// <summary>A number with a fraction or exponent, as it is written.</summary>
    Float,

    /// <summary>A string.</summary>
    String,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,
}

/// <summary>A value as the client gives it, in the document or in a variable.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The text of a string, else what is written.</param>
public readonly record struct ScalarInput(ScalarKind Kind, string Text)
{
    /// <summary>The value as the client wrote it.</summary>
    public override string ToString() => Kind == ScalarKind.String ? System.Text.Json.JsonSerializer.Serialize(Text, Execution.GraphQlJson.Strings) : Text;
}
