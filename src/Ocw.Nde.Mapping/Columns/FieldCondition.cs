using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Settings;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>Whether a rule holds for an element: a field has, or has not, certain values.</summary>
internal sealed class FieldCondition(RuleCondition condition, FieldPath[] fields)
{
    /// <summary>The fields that it asks for.</summary>
    public IReadOnlyList<FieldPath> Fields { get; } = fields;

    /// <summary>Whether it holds.</summary>
    public bool Holds(SourceNode scope)
    {
        var values = Fields.SelectMany(f => f.Select(scope)).Where(n => n.HasText).Select(n => n.Text!.Trim()).ToList();
        if (condition.Empty)
            return values.Count == 0;
        if (condition.IsNot.Count > 0 && values.Exists(v => condition.IsNot.Contains(v, StringComparer.OrdinalIgnoreCase)))
            return false;
        if (condition.Is.Count > 0)
            return values.Exists(v => condition.Is.Contains(v, StringComparer.OrdinalIgnoreCase));
        return condition.IsNot.Count > 0 || values.Count > 0;
    }
}
