namespace Ocw.Nde.Termen.GraphQl;

/// <summary>A directive (§3.13).</summary>
/// <param name="Name">The name, without <c>@</c>.</param>
/// <param name="Description">What it does.</param>
/// <param name="Locations">Where it may stand, as the specification names the places.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record DirectiveDefinition(string Name, string Description, IReadOnlyList<string> Locations, params IReadOnlyList<InputValue> Arguments)
{
    private static readonly GraphQlType RequiredBoolean = GraphQlScalars.Boolean.NonNull();

    public static DirectiveDefinition Include { get; } = new(
        "include", "Directs the executor to include this field or fragment only when the `if` argument is true.", ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
        new InputValue("if", RequiredBoolean, "Included when true."));

    public static DirectiveDefinition Skip { get; } = new(
        "skip", "Directs the executor to skip this field or fragment when the `if` argument is true.", ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
        new InputValue("if", RequiredBoolean, "Skipped when true."));

    public static DirectiveDefinition Deprecated { get; } = new(
        "deprecated", "Marks an element of a GraphQL schema as no longer supported.",
        ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE", "DIRECTIVE_DEFINITION"],
        new InputValue("reason", GraphQlScalars.String, "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).") { Default = "\"No longer supported\"" });

    public static DirectiveDefinition SpecifiedBy { get; } = new(
        "specifiedBy", "Exposes a URL that specifies the behavior of this scalar.", ["SCALAR"],
        new InputValue("url", GraphQlScalars.String.NonNull(), "The URL that specifies the behavior of this scalar."));

    public static DirectiveDefinition OneOf { get; } = new(
        "oneOf", "Indicates exactly one field must be supplied and this field must not be `null`.", ["INPUT_OBJECT"]);

    public static DirectiveDefinition Stream { get; } = new(
        "stream", "Gives the items of this list in parts, each as soon as it is there, to clients that accept `multipart/mixed` or `text/event-stream`; to others it changes nothing. Only on lists that can be streamed.",
        ["FIELD"],
        new InputValue("if", RequiredBoolean, "Streamed when true.") { Default = "true" },
        new InputValue("label", GraphQlScalars.String, "A name for the parts of this list, given with them."),
        new InputValue("initialCount", GraphQlScalars.Int.NonNull(), "How many items the first part waits for.") { Default = "0" });

    /// <summary>All directives that a server of this engine knows.</summary>
    public static IReadOnlyList<DirectiveDefinition> All { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf, Stream];

    public static DirectiveDefinition? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
