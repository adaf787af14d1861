using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>Arguments and directives (§5.4, §5.7).</summary>
internal sealed class ArgumentRules(ValidationContext context)
{
    private readonly ValueRules _values = new(context);

    public void Arguments(IReadOnlyList<ArgumentNode> given, IReadOnlyList<InputValue> known, string owner, SourceLocation location, DefinitionFacts facts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in given)
        {
            if (!seen.Add(argument.Name))
                context.Report($"There can be only one argument named \"{argument.Name}\".", argument.Location);
            if (known.FirstOrDefault(k => k.Name == argument.Name) is { } definition)
                _values.Check(argument.Value, definition.Type, definition.Default is not null, facts);
            else
                context.Report($"Unknown argument \"{argument.Name}\" on {owner}.{Suggestions.For(argument.Name, known.Select(k => k.Name))}", argument.Location);
        }

        foreach (var definition in known)
        {
            if (definition.IsRequired && !seen.Contains(definition.Name))
                context.Report($"The argument \"{definition.Name}\" of type \"{definition.Type}\" is required on {owner}, but it was not provided.", location);
        }
    }

    public void Directives(IReadOnlyList<DirectiveNode> directives, string location, DefinitionFacts facts)
    {
        if (directives.Count == 0)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            if (!seen.Add(directive.Name))
                context.Report($"The directive \"@{directive.Name}\" can only be used once at this location.", directive.Location);
            if (DirectiveDefinition.Find(directive.Name) is not { } definition)
            {
                context.Report($"Unknown directive \"@{directive.Name}\".{Suggestions.For(directive.Name, DirectiveDefinition.All.Select(d => d.Name))}", directive.Location);
                continue;
            }

            if (!definition.Locations.Contains(location, StringComparer.Ordinal))
                context.Report($"Directive \"@{directive.Name}\" may not be used on {location}.", directive.Location);
            Arguments(directive.Arguments, definition.Arguments, $"directive \"@{directive.Name}\"", directive.Location, facts);
        }
    }
}
