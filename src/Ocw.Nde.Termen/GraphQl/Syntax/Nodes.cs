namespace Ocw.Nde.Termen.GraphQl.Syntax;

/// <summary>An executable document (§2.2).</summary>
internal sealed record Document(IReadOnlyList<OperationNode> Operations, IReadOnlyList<FragmentNode> Fragments);

internal enum OperationKind : byte
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>A part of a document that has selections: an operation or a fragment.</summary>
internal abstract record DefinitionNode(string? Name, IReadOnlyList<DirectiveNode> Directives, SelectionSetNode Selections, SourceLocation Location);

internal sealed record OperationNode(
    OperationKind Kind,
    string? Name,
    IReadOnlyList<VariableDefinitionNode> Variables,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode Selections,
    SourceLocation Location) : DefinitionNode(Name, Directives, Selections, Location);

internal sealed record FragmentNode(
    string FragmentName,
    string TypeCondition,
    SourceLocation TypeLocation,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode Selections,
    SourceLocation Location) : DefinitionNode(FragmentName, Directives, Selections, Location);

internal sealed record VariableDefinitionNode(string Name, TypeNode Type, ValueNode? Default, IReadOnlyList<DirectiveNode> Directives, SourceLocation Location);

/// <summary>Selections between braces. Compared by identity.</summary>
internal sealed class SelectionSetNode(IReadOnlyList<SelectionNode> items)
{
    public IReadOnlyList<SelectionNode> Items { get; } = items;
}

internal abstract record SelectionNode(IReadOnlyList<DirectiveNode> Directives, SourceLocation Location);

internal sealed record FieldNode(
    string? Alias,
    string Name,
    IReadOnlyList<ArgumentNode> Arguments,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode? Selections,
    SourceLocation Location) : SelectionNode(Directives, Location)
{
    /// <summary>The name in the answer.</summary>
    public string ResponseName => Alias ?? Name;
}

internal sealed record FragmentSpreadNode(string Name, IReadOnlyList<DirectiveNode> Directives, SourceLocation Location) : SelectionNode(Directives, Location);

internal sealed record InlineFragmentNode(
    string? TypeCondition,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode Selections,
    SourceLocation Location) : SelectionNode(Directives, Location);

internal sealed record ArgumentNode(string Name, ValueNode Value, SourceLocation Location);

internal sealed record DirectiveNode(string Name, IReadOnlyList<ArgumentNode> Arguments, SourceLocation Location);

/// <summary>A type as a variable definition writes it.</summary>
internal abstract record TypeNode(SourceLocation Location);

internal sealed record NamedTypeNode(string Name, SourceLocation Location) : TypeNode(Location);

internal sealed record ListTypeNode(TypeNode Item, SourceLocation Location) : TypeNode(Location);

internal sealed record NonNullTypeNode(TypeNode Inner, SourceLocation Location) : TypeNode(Location);

/// <summary>A value in a document (§2.9).</summary>
internal abstract record ValueNode(SourceLocation Location);

internal sealed record VariableNode(string Name, SourceLocation Location) : ValueNode(Location);

/// <summary>A number, string or boolean.</summary>
internal sealed record ScalarNode(ScalarKind Kind, string Text, SourceLocation Location) : ValueNode(Location);

internal sealed record NullNode(SourceLocation Location) : ValueNode(Location);

internal sealed record EnumNode(string Name, SourceLocation Location) : ValueNode(Location);

internal sealed record ListNode(IReadOnlyList<ValueNode> Items, SourceLocation Location) : ValueNode(Location);

internal sealed record ObjectNode(IReadOnlyList<ArgumentNode> Fields, SourceLocation Location) : ValueNode(Location);
