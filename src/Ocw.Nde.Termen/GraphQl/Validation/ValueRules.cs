using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>Values of the right type (§5.6); variables are noted for <see cref="VariableRules"/>.</summary>
internal sealed class ValueRules(ValidationContext context)
{
    public void Check(ValueNode node, GraphQlType type, bool hasDefault, DefinitionFacts facts, bool isOneOf = false)
    {
        switch (node)
        {
            case VariableNode variable:
                facts.Variables.Add(new VariableUse(variable, type, hasDefault, isOneOf));
                return;
            case NullNode:
                if (type is NonNullType || isOneOf)
                    Unfit(node, type);
                return;
        }

        switch (type.Nullable)
        {
            case ListType list when node is ListNode items:
                foreach (var item in items.Items)
                    Check(item, list.Item, hasDefault: false, facts);
                break;
            case ListType list:
                Check(node, list.Item, hasDefault: false, facts);
                break;
            case InputObjectType input when node is ObjectNode fields:
                Fields(fields, input, facts);
                break;
            case EnumType named:
                if (node is not EnumNode name)
                    Unfit(node, type);
                else if (named.Parse(name.Name) is null)
                    context.Report($"Value \"{name.Name}\" does not exist in \"{named}\" enum.{Suggestions.For(name.Name, named.Values.Select(v => v.Name))}", node.Location);
                break;
            case ScalarType scalar when node is ScalarNode literal:
                if (scalar.Parse(new ScalarInput(literal.Kind, literal.Text)) is null || (literal.Kind == ScalarKind.Float && ReferenceEquals(scalar, GraphQlScalars.Int)))
                    Unfit(node, type);
                break;
            default:
                Unfit(node, type);
                break;
        }
    }

    // §5.6.2 – §5.6.4
    private void Fields(ObjectNode node, InputObjectType type, DefinitionFacts facts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var given in node.Fields)
        {
            if (!seen.Add(given.Name))
                context.Report($"There can be only one input field named \"{given.Name}\".", given.Location);
            if (type.Find(given.Name) is { } field)
                Check(given.Value, field.Type, field.Default is not null, facts, type.IsOneOf);
            else
                context.Report($"Field \"{given.Name}\" is not defined by type \"{type}\".{Suggestions.For(given.Name, type.Fields.Select(f => f.Name))}", given.Location);
        }

        foreach (var field in type.Fields.Where(f => f.IsRequired && !seen.Contains(f.Name)))
            context.Report($"Field \"{type}.{field.Name}\" of required type \"{field.Type}\" was not provided.", node.Location);
        if (type.IsOneOf && seen.Count != 1)
            context.Report($"OneOf Input Object \"{type}\" must specify exactly one key.", node.Location);
    }

    private void Unfit(ValueNode node, GraphQlType type) =>
        context.Report($"Expected value of type \"{type}\", found {Shown(ValuePrinter.Print(node))}.", node.Location);

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
