using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>How many values an answer is expected to have: each field counts once for every item of the lists around it.</summary>
internal sealed class QueryCost(GraphQlSchema schema, IReadOnlyDictionary<string, FragmentNode> fragments, IReadOnlyDictionary<string, object?> variables, FieldCollector collector)
{
    /// <summary>The cost of an operation; an upper bound where fragments of several types stand side by side.</summary>
    public double Of(OperationNode operation) => Of(operation.Selections, schema.Query);

    private double Of(SelectionSetNode set, NamedType parent)
    {
        var cost = 0.0;
        foreach (var selection in set.Items.Where(collector.Stands))
        {
            cost += selection switch
            {
                FieldNode field => Of(field, schema.FieldOf(parent, field.Name)!),
                InlineFragmentNode inline => Of(inline.Selections, inline.TypeCondition is { } name ? schema.Find(name)! : parent),
                FragmentSpreadNode spread => Of(fragments[spread.Name].Selections, schema.Find(fragments[spread.Name].TypeCondition)!),
                _ => 0,
            };
        }

        return cost;
    }

    private double Of(FieldNode node, FieldDefinition field)
    {
        if (node.Selections is null)
            return 1;
        long items;
        try
        {
            items = field.ExpectedItems(LiteralCoercion.Arguments(field.Arguments, node.Arguments, variables));
        }
        catch (GraphQlException)
        {
            // The field will end in this error; it is told when the field is resolved.
            return 1;
        }

        return 1 + (Math.Max(0, items) * Of(node.Selections, field.Type.Named));
    }
}
