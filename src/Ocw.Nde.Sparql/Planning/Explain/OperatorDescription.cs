using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>An operator of a running or finished query as people and programs read it, with what it reads.</summary>
/// <param name="Name">The kind of operator.</param>
/// <param name="Detail">Its pattern, variables or condition; empty where there is nothing to say.</param>
/// <param name="EstimatedRows">How many rows were expected of it.</param>
/// <param name="Rows">How many it has given so far.</param>
/// <param name="Milliseconds">How long it took, with what it reads; 0 where that was not measured.</param>
/// <param name="Inputs">The operators that it reads.</param>
public sealed record OperatorDescription(
    string Name, string Detail, double EstimatedRows, long Rows, double Milliseconds, IReadOnlyList<OperatorDescription> Inputs)
{
    /// <summary>How long it took without what it reads.</summary>
    public double OwnMilliseconds => Math.Max(0, Milliseconds - Inputs.Sum(input => input.Milliseconds));

    /// <summary>One line for each operator, what it reads indented below it: <c>Scan ?s &lt;p&gt; ?o Pso [~120, 118 rows, 0.21 ms]</c>.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Append(text, 0);
        return text.ToString();
    }

    /// <summary>The tree as a JSON object: <c>operator</c>, <c>detail</c>, <c>estimatedRows</c>, <c>rows</c>, <c>milliseconds</c>, <c>ownMilliseconds</c>, <c>inputs</c>.</summary>
    public string ToJson() => JsonText.Of(Write);

    /// <summary>Writes the tree as a JSON object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("operator", Name);
        if (Detail.Length > 0)
            writer.WriteString("detail", Detail);
        writer.WriteNumber("estimatedRows", Math.Round(EstimatedRows, 1));
        writer.WriteNumber("rows", Rows);
        writer.WriteNumber("milliseconds", Math.Round(Milliseconds, 3));
        writer.WriteNumber("ownMilliseconds", Math.Round(OwnMilliseconds, 3));
        if (Inputs.Count > 0)
        {
            writer.WriteStartArray("inputs");
            foreach (var input in Inputs)
                input.Write(writer);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void Append(StringBuilder text, int depth)
    {
        text.Append(' ', depth * 2).Append(Name);
        if (Detail.Length > 0)
            text.Append(' ').Append(Detail);
        text.Append(CultureInfo.InvariantCulture, $" [~{EstimatedRows:0}, {Rows} rows");
        if (Milliseconds > 0)
            text.Append(CultureInfo.InvariantCulture, $", {OwnMilliseconds:0.00} ms");
        text.Append("]\n");
        foreach (var input in Inputs)
            input.Append(text, depth + 1);
    }
}
