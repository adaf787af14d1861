using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>What the rules share while one document is checked.</summary>
internal sealed class ValidationContext(GraphQlSchema schema, Document document, GraphQlLimits limits)
{
    private readonly List<GraphQlError> _errors = [];

    public GraphQlSchema Schema { get; } = schema;

    public Document Document { get; } = document;

    public GraphQlLimits Limits { get; } = limits;

    public IReadOnlyList<GraphQlError> Errors => _errors;

    /// <summary>The fragments by name; the first of those that share one.</summary>
    public Dictionary<string, FragmentNode> Fragments { get; } = document.Fragments.DistinctBy(f => f.FragmentName, StringComparer.Ordinal).ToDictionary(f => f.FragmentName, StringComparer.Ordinal);

    /// <summary>What is known of each operation and fragment.</summary>
    public Dictionary<DefinitionNode, DefinitionFacts> Facts { get; } = new(ReferenceEqualityComparer.Instance);

    public void Report(string message, params IReadOnlyList<SourceLocation> locations) => Report(GraphQlCodes.Validation, message, locations);

    public void Report(string code, string message, IReadOnlyList<SourceLocation> locations)
    {
        if (_errors.Count < Limits.MaxErrors)
            _errors.Add(new GraphQlError(message, code) { Locations = locations });
    }
}

/// <summary>What a definition uses.</summary>
internal sealed class DefinitionFacts
{
    public List<FragmentSpreadNode> Spreads { get; } = [];

    public List<VariableUse> Variables { get; } = [];
}

/// <summary>A variable where a value is expected.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">The type expected there.</param>
/// <param name="HasDefault">Whether the place has a value of its own when the variable has none.</param>
/// <param name="IsOneOf">Whether it stands in an input object of which exactly one field is given.</param>
internal sealed record VariableUse(VariableNode Node, GraphQlType Type, bool HasDefault, bool IsOneOf);
