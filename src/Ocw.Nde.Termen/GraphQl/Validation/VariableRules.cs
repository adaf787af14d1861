using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>Variables are defined once, of input types, used, and fit where they stand (§5.8).</summary>
internal static class VariableRules
{
    public static void Check(ValidationContext context)
    {
        foreach (var operation in context.Document.Operations)
        {
            foreach (var same in operation.Variables.GroupBy(v => v.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
                context.Report($"There can be only one variable named \"${same.Key}\".", [.. same.Select(v => v.Location)]);
            var types = Types(context, operation);
            var uses = context.Facts[operation].Variables
                .Concat(FragmentRules.Reachable(context, operation).SelectMany(f => context.Facts[f].Variables)).ToList();
            foreach (var use in uses)
                Use(context, operation, use, types);
            foreach (var variable in operation.Variables.Where(v => uses.TrueForAll(u => u.Node.Name != v.Name)))
                context.Report($"Variable \"${variable.Name}\" is never used{In(operation)}.", variable.Location);
        }
    }

    private static Dictionary<string, GraphQlType> Types(ValidationContext context, OperationNode operation)
    {
        var values = new ValueRules(context);
        var types = new Dictionary<string, GraphQlType>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables)
        {
            var type = context.Schema.TypeOf(variable.Type);
            if (type is null)
                context.Report($"Unknown type \"{NameOf(variable.Type)}\".{Suggestions.For(NameOf(variable.Type), context.Schema.Types.Select(t => t.Name))}", variable.Type.Location);
            else if (!type.IsInput)
                context.Report($"Variable \"${variable.Name}\" cannot be non-input type \"{type}\".", variable.Type.Location);
            else
                types[variable.Name] = type;
            if (type?.IsInput == true && variable.Default is { } value)
                values.Check(value, type, hasDefault: false, new DefinitionFacts());
        }

        return types;
    }

    private static void Use(ValidationContext context, OperationNode operation, VariableUse use, Dictionary<string, GraphQlType> types)
    {
        if (operation.Variables.FirstOrDefault(v => v.Name == use.Node.Name) is not { } variable)
            context.Report($"Variable \"${use.Node.Name}\" is not defined{(operation.Name is null ? "" : $" by operation \"{operation.Name}\"")}.", [use.Node.Location, operation.Location]);
        else if (types.TryGetValue(variable.Name, out var type) && !IsAllowed(variable, type, use))
            context.Report($"Variable \"${variable.Name}\" of type \"{type}\" used in position expecting type \"{use.Type}{(use.IsOneOf ? "!" : "")}\".", [variable.Location, use.Node.Location]);
    }

    // §5.8.5 All Variable Usages Are Allowed: a nullable variable may stand where a value is required if one of the two has a default.
    private static bool IsAllowed(VariableDefinitionNode variable, GraphQlType type, VariableUse use)
    {
        if (use.IsOneOf && type is not NonNullType)
            return false;
        if (use.Type is not NonNullType required || type is NonNullType)
            return Fits(type, use.Type);
        return (variable.Default is not null and not NullNode || use.HasDefault) && Fits(type, required.Inner);
    }

    // AreTypesCompatible
    private static bool Fits(GraphQlType variable, GraphQlType place) => (variable, place) switch
    {
        (NonNullType v, NonNullType p) => Fits(v.Inner, p.Inner),
        (_, NonNullType) => false,
        (NonNullType v, _) => Fits(v.Inner, place),
        (ListType v, ListType p) => Fits(v.Item, p.Item),
        _ => ReferenceEquals(variable, place),
    };

    private static string NameOf(TypeNode node) => node switch
    {
        NonNullTypeNode wrapper => NameOf(wrapper.Inner),
        ListTypeNode list => NameOf(list.Item),
        _ => ((NamedTypeNode)node).Name,
    };

    private static string In(OperationNode operation) => operation.Name is null ? "" : $" in operation \"{operation.Name}\"";
}
