using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>Gathers the fields that are asked of an object (§6.3.2 <c>CollectFields</c>).</summary>
internal sealed class FieldCollector(GraphQlSchema schema, IReadOnlyDictionary<string, FragmentNode> fragments, IReadOnlyDictionary<string, object?> variables)
{
    public CollectedField[] Collect(ObjectType type, params IEnumerable<SelectionSetNode> sets)
    {
        var fields = new Dictionary<string, CollectedField>(StringComparer.Ordinal);
        var order = new List<CollectedField>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
            Collect(type, set, fields, order, seen);
        return [.. order];
    }

    /// <summary>Whether <c>@skip</c> and <c>@include</c> let a selection stand.</summary>
    public bool Stands(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name == DirectiveDefinition.Skip.Name && Condition(DirectiveDefinition.Skip, directive))
                return false;
            if (directive.Name == DirectiveDefinition.Include.Name && !Condition(DirectiveDefinition.Include, directive))
                return false;
        }

        return true;
    }

    private bool Condition(DirectiveDefinition definition, DirectiveNode directive) =>
        LiteralCoercion.Arguments(definition.Arguments, directive.Arguments, variables).Get("if", false);

    private void Collect(ObjectType type, SelectionSetNode set, Dictionary<string, CollectedField> fields, List<CollectedField> order, HashSet<string> seen)
    {
        foreach (var selection in set.Items)
        {
            if (!Stands(selection))
                continue;
            switch (selection)
            {
                case FieldNode node:
                    if (!fields.TryGetValue(node.ResponseName, out var field))
                    {
                        field = new CollectedField(node.ResponseName, schema.FieldOf(type, node.Name)!, type);
                        fields.Add(node.ResponseName, field);
                        order.Add(field);
                    }

                    field.Nodes.Add(node);
                    break;
                case FragmentSpreadNode spread when seen.Add(spread.Name) && Applies(type, fragments[spread.Name].TypeCondition):
                    Collect(type, fragments[spread.Name].Selections, fields, order, seen);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition):
                    Collect(type, inline.Selections, fields, order, seen);
                    break;
            }
        }
    }

    // DoesFragmentTypeApply
    private bool Applies(ObjectType type, string condition) => schema.Find(condition) is { } named && schema.PossibleTypes(named).Contains(type);
}
