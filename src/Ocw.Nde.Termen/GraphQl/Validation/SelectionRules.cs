using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>Walks the selections of a definition with the types that they stand in: fields, leaves, fragments' types (§5.3.1, §5.3.3, §5.5).</summary>
internal sealed class SelectionRules(ValidationContext context)
{
    private readonly ArgumentRules _arguments = new(context);

    public void Walk(OperationNode operation)
    {
        var facts = Begin(operation);
        _arguments.Directives(operation.Directives, operation.Kind.ToString().ToUpperInvariant(), facts);
        foreach (var variable in operation.Variables)
            _arguments.Directives(variable.Directives, "VARIABLE_DEFINITION", facts);
        if (operation.Kind == OperationKind.Query)
            Walk(operation.Selections, context.Schema.Query, facts);
    }

    public void Walk(FragmentNode fragment)
    {
        var facts = Begin(fragment);
        _arguments.Directives(fragment.Directives, "FRAGMENT_DEFINITION", facts);
        if (TypeOf(fragment.TypeCondition, fragment.TypeLocation) is { } type)
            Walk(fragment.Selections, type, facts);
    }

    private DefinitionFacts Begin(DefinitionNode definition) => context.Facts[definition] = new DefinitionFacts();

    private void Walk(SelectionSetNode selections, NamedType parent, DefinitionFacts facts)
    {
        foreach (var selection in selections.Items)
        {
            switch (selection)
            {
                case FieldNode field:
                    Field(field, parent, facts);
                    break;
                case FragmentSpreadNode spread:
                    Spread(spread, parent, facts);
                    break;
                case InlineFragmentNode inline:
                    Inline(inline, parent, facts);
                    break;
            }
        }
    }

    private void Field(FieldNode node, NamedType parent, DefinitionFacts facts)
    {
        _arguments.Directives(node.Directives, "FIELD", facts);
        if (context.Schema.FieldOf(parent, node.Name) is not { } field)
        {
            var known = parent is FieldsType fields ? fields.Fields.Select(f => f.Name) : [];
            context.Report($"Cannot query field \"{node.Name}\" on type \"{parent}\".{Suggestions.For(node.Name, known)}", node.Location);
            return;
        }

        _arguments.Arguments(node.Arguments, field.Arguments, $"field \"{parent}.{field.Name}\"", node.Location, facts);
        var type = field.Type.Named;
        if (node.Directives.FirstOrDefault(d => d.Name == DirectiveDefinition.Stream.Name) is { } stream && !field.IsStreamable)
            context.Report($"The list \"{parent}.{field.Name}\" cannot be streamed.", stream.Location);
        if (type.IsLeaf && node.Selections is not null)
            context.Report($"Field \"{node.Name}\" must not have a selection since type \"{field.Type}\" has no subfields.", node.Location);
        else if (!type.IsLeaf && node.Selections is null)
            context.Report($"Field \"{node.Name}\" of type \"{field.Type}\" must have a selection of subfields: \"{node.Name} {{ … }}\".", node.Location);
        else if (node.Selections is not null)
            Walk(node.Selections, type, facts);
    }

    private void Spread(FragmentSpreadNode node, NamedType parent, DefinitionFacts facts)
    {
        _arguments.Directives(node.Directives, "FRAGMENT_SPREAD", facts);
        facts.Spreads.Add(node);
        if (!context.Fragments.TryGetValue(node.Name, out var fragment))
            context.Report($"Unknown fragment \"{node.Name}\".{Suggestions.For(node.Name, context.Fragments.Keys)}", node.Location);
        else if (context.Schema.Find(fragment.TypeCondition) is { } type && !Overlap(type, parent))
            context.Report($"Fragment \"{node.Name}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node.Location);
    }

    private void Inline(InlineFragmentNode node, NamedType parent, DefinitionFacts facts)
    {
        _arguments.Directives(node.Directives, "INLINE_FRAGMENT", facts);
        var type = parent;
        if (node.TypeCondition is { } condition)
        {
            if (TypeOf(condition, node.Location) is not { } named)
                return;
            if (!Overlap(named, parent))
                context.Report($"Fragment cannot be spread here as objects of type \"{parent}\" can never be of type \"{named}\".", node.Location);
            type = named;
        }

        Walk(node.Selections, type, facts);
    }

    // §5.5.1.2 Fragment Spread Type Existence, §5.5.1.3 Fragments On Composite Types
    private NamedType? TypeOf(string name, SourceLocation location)
    {
        if (context.Schema.Find(name) is not { } type)
        {
            context.Report($"Unknown type \"{name}\".{Suggestions.For(name, context.Schema.Types.Select(t => t.Name))}", location);
            return null;
        }

        if (type is FieldsType or UnionType)
            return type;
        context.Report($"A fragment cannot be on the type \"{name}\", which has no fields.", location);
        return null;
    }

    // §5.5.2.3 Fragment Spread Is Possible
    private bool Overlap(NamedType left, NamedType right)
    {
        foreach (var type in context.Schema.PossibleTypes(left))
        {
            if (context.Schema.PossibleTypes(right).Contains(type))
                return true;
        }

        // What has no fields at all is told elsewhere.
        return left is not (FieldsType or UnionType);
    }
}
