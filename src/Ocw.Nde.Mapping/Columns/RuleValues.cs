using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Model;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>Which values a rule has for an element: fixed, from fields, from a template.</summary>
internal static class RuleValues
{
    /// <summary>The values.</summary>
    public static IEnumerable<RuleValue> Of(CompiledRule rule, SourceNode scope, RuleValue? within)
    {
        var address = rule.Shape.Kind is ValueKind.Iri or ValueKind.Media || rule.Template?.IsAddress == true;
        if (rule.Constant is { } constant)
            return [new RuleValue(constant, scope, 0, 1)];
        if (rule.Template is { } template && (rule.From.Length == 0 || !template.UsesValue))
        {
            if (rule.From.Length > 0 && !Parallel(rule.Reader.Read(scope), within).Any())
                return [];
            return template.Fill(scope, within?.Text, address) is { } filled ? [new RuleValue(filled, scope, 0, 1)] : [];
        }

        var values = Parallel(rule.Reader.Read(scope), within);
        return rule.Template is { } pattern
            ? values.Select(v => v with { Text = pattern.Fill(scope, v.Text, address) ?? "" }).Where(v => v.Text.Length > 0)
            : values;
    }

    /// <summary>Of fields that hold as many values as the field of the rule around it («A$B» beside «1600$1650») the value with the same number; all when that rule has one value; none when the numbers differ.</summary>
    public static IEnumerable<RuleValue> Parallel(List<RuleValue> values, RuleValue? within)
    {
        if (within is not { Count: > 1 } around || values.Count == 0)
            return values;
        return values[0].Count == around.Count ? values.Where(v => v.Index == around.Index) : [];
    }
}
