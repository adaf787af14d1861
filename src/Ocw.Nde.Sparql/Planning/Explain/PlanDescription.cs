using System.Globalization;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>A plan as people and programs read it: the operators as a tree, with the rows that are expected of each.</summary>
/// <param name="Operator">The name of the operator in the standard, or <c>Triple</c> for a pattern of a <c>Bgp</c>.</param>
/// <param name="Detail">Its variables, condition or pattern, in SPARQL syntax; empty where there is nothing to say.</param>
/// <param name="EstimatedRows">How many solutions are expected; for a triple pattern, how many it has by itself.</param>
/// <param name="Inputs">What it reads, in the order in which it runs.</param>
public sealed record PlanDescription(string Operator, string Detail, double EstimatedRows, IReadOnlyList<PlanDescription> Inputs)
{
    /// <summary>Describes a query, planned or not, with estimates for a dataset.</summary>
    public static PlanDescription Of(SparqlQuery query, PlanDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(dataset);
        return new PlanDescriber(dataset).Describe(query.Pattern, dataset.DefaultGraph);
    }

    /// <summary>One line for each operator, what it reads indented below it: <c>Join ~120</c>.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Append(text, 0);
        return text.ToString();
    }

    /// <summary>The tree as a JSON object: <c>operator</c>, <c>detail</c>, <c>estimatedRows</c>, <c>inputs</c>.</summary>
    public string ToJson() => JsonText.Of(Write);

    /// <summary>Writes the tree as a JSON object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("operator", Operator);
        if (Detail.Length > 0)
            writer.WriteString("detail", Detail);
        writer.WriteNumber("estimatedRows", Math.Round(EstimatedRows, 1));
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
        text.Append(' ', depth * 2).Append(Operator);
        if (Detail.Length > 0)
            text.Append(' ').Append(Detail);
        text.Append(CultureInfo.InvariantCulture, $"  ~{EstimatedRows:0}").Append('\n');
        foreach (var input in Inputs)
            input.Append(text, depth + 1);
    }
}
