namespace Ocw.Nde.Termen.GraphQl;

/// <summary>The schema as data (§4).</summary>
internal static class Introspection
{
    private static readonly EnumType s_kind = new(
        "__TypeKind", "An enum describing what kind of type a given `__Type` is.",
        new EnumValue("SCALAR", "SCALAR", "Indicates this type is a scalar."),
        new EnumValue("OBJECT", "OBJECT", "Indicates this type is an object. `fields` and `interfaces` are valid fields."),
        new EnumValue("INTERFACE", "INTERFACE", "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields."),
        new EnumValue("UNION", "UNION", "Indicates this type is a union. `possibleTypes` is a valid field."),
        new EnumValue("ENUM", "ENUM", "Indicates this type is an enum. `enumValues` is a valid field."),
        new EnumValue("INPUT_OBJECT", "INPUT_OBJECT", "Indicates this type is an input object. `inputFields` is a valid field."),
        new EnumValue("LIST", "LIST", "Indicates this type is a list. `ofType` is a valid field."),
        new EnumValue("NON_NULL", "NON_NULL", "Indicates this type is a non-null. `ofType` is a valid field."));

    private static readonly EnumType s_location = new(
        "__DirectiveLocation", "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.",
        [.. Locations.Select(l => new EnumValue(l.Name, l.Name, "Location adjacent to " + l.Place + "."))]);

    private static readonly ObjectType<GraphQlType> s_type = new("__Type", """
        The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the `__TypeKind` enum.

        Depending on the kind of a type, certain fields describe information about that type. Scalar types provide no information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types provide the fields they describe. Abstract types, Union and Interface, provide the Object types possible at runtime. List and NonNull types compose other types.
        """);

    private static readonly ObjectType<FieldDefinition> s_field = new(
        "__Field", "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.");

    private static readonly ObjectType<InputValue> s_input = new(
        "__InputValue", "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.");

    private static readonly ObjectType<EnumValue> s_enumValue = new(
        "__EnumValue", "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an Enum value is returned in a JSON response as a string.");

    private static readonly ObjectType<DirectiveDefinition> s_directive = new("__Directive", """
        A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.

        In some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, such as conditionally including or skipping a field. Directives provide this by describing additional information to the executor.
        """);

    private static readonly InputValue s_deprecated = new("includeDeprecated", GraphQlScalars.Boolean) { Default = "false" };
    private static readonly InputValue s_deprecatedRequired = new("includeDeprecated", GraphQlScalars.Boolean.NonNull()) { Default = "false" };

    static Introspection()
    {
        GraphQlType text = GraphQlScalars.String;
        DescribeSchema(text);
        DescribeType(text);
        DescribeMembers(text);
        s_directive
            .Field("name", text.NonNull(), d => d.Name)
            .Field("description", text, d => d.Description)
            .Field("isRepeatable", GraphQlScalars.Boolean.NonNull(), _ => false)
            .Field("locations", s_location.NonNull().List().NonNull(), d => d.Locations)
            .Field("args", s_input.NonNull().List().NonNull(), (d, context) => new(Inputs(d.Arguments, context)), null, s_deprecated);
        AddDeprecation(s_directive, _ => null);
    }

    /// <summary><c>__Schema</c>.</summary>
    public static ObjectType<GraphQlSchema> SchemaType { get; } = new(
        "__Schema", "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, as well as the entry points for query, mutation, and subscription operations.");

    /// <summary><c>__typename</c>: answered by the executor from the type itself.</summary>
    public static FieldDefinition TypeName { get; } = new("__typename", GraphQlScalars.String.NonNull()) { Description = "The name of the current Object type at runtime.", Resolver = static (_, context) => new(context.ParentName) };

    /// <summary><c>__schema</c>.</summary>
    public static FieldDefinition SchemaField { get; } = new("__schema", SchemaType.NonNull())
    {
        Description = "Access the current type schema of this server.",
        Resolver = static (_, context) => new(context.Schema),
    };

    /// <summary><c>__type</c>.</summary>
    public static FieldDefinition TypeField { get; } = new("__type", s_type)
    {
        Description = "Request the type information of a single type.",
        Arguments = [new InputValue("name", GraphQlScalars.String.NonNull())],
        Resolver = static (_, context) => new(context.Schema.Find(context.Arguments.Get("name", ""))),
    };

    private static IEnumerable<(string Name, string Place)> Locations =>
    [
        ("QUERY", "a query operation"), ("MUTATION", "a mutation operation"), ("SUBSCRIPTION", "a subscription operation"), ("FIELD", "a field"),
        ("FRAGMENT_DEFINITION", "a fragment definition"), ("FRAGMENT_SPREAD", "a fragment spread"), ("INLINE_FRAGMENT", "an inline fragment"), ("VARIABLE_DEFINITION", "a variable definition"),
        ("SCHEMA", "a schema definition"), ("SCALAR", "a scalar definition"), ("OBJECT", "an object type definition"), ("FIELD_DEFINITION", "a field definition"),
        ("ARGUMENT_DEFINITION", "an argument definition"), ("INTERFACE", "an interface definition"), ("UNION", "a union definition"), ("ENUM", "an enum definition"),
        ("ENUM_VALUE", "an enum value definition"), ("INPUT_OBJECT", "an input object type definition"), ("INPUT_FIELD_DEFINITION", "an input object field definition"),
        ("DIRECTIVE_DEFINITION", "a directive definition"),
    ];

    private static void DescribeSchema(GraphQlType text) => SchemaType
        .Field("description", text, s => s.Description)
        .Field(new FieldDefinition("types", s_type.NonNull().List().NonNull()) { Description = "A list of all types supported by this server.", Items = _ => 50 }, (s, _) => new(s.Types))
        .Field("queryType", s_type.NonNull(), s => s.Query, "The type that query operations will be rooted at.")
        .Field("mutationType", s_type, _ => null, "If this server supports mutation, the type that mutation operations will be rooted at.")
        .Field("subscriptionType", s_type, _ => null, "If this server support subscription, the type that subscription operations will be rooted at.")
        .Field("directives", s_directive.NonNull().List().NonNull(), (_, _) => new(DirectiveDefinition.All), "A list of all directives supported by this server.", s_deprecatedRequired);

    private static void DescribeType(GraphQlType text) => s_type
        .Field("kind", s_kind.NonNull(), KindOf)
        .Field("name", text, t => (t as NamedType)?.Name)
        .Field("description", text, t => (t as NamedType)?.Description)
        .Field("specifiedByURL", text, t => (t as ScalarType)?.SpecifiedBy)
        .Field("fields", s_field.NonNull().List(), (t, context) => new(t is FieldsType type ? type.Fields.Where(f => Shows(context, f.DeprecationReason)) : null), null, s_deprecated)
        .Field("interfaces", s_type.NonNull().List(), t => (t as FieldsType)?.Interfaces)
        .Field("possibleTypes", s_type.NonNull().List(), (t, context) => new(t is InterfaceType or UnionType ? context.Schema.PossibleTypes(t.Named).ToArray() : null))
        .Field("enumValues", s_enumValue.NonNull().List(), (t, context) => new(t is EnumType type ? type.Values.Where(v => Shows(context, v.DeprecationReason)) : null), null, s_deprecated)
        .Field("inputFields", s_input.NonNull().List(), (t, context) => new(t is InputObjectType type ? Inputs(type.Fields, context) : null), null, s_deprecated)
        .Field("ofType", s_type, t => t is NonNullType required ? required.Inner : (t as ListType)?.Item)
        .Field("isOneOf", GraphQlScalars.Boolean, t => (t as InputObjectType)?.IsOneOf);

    private static void DescribeMembers(GraphQlType text)
    {
        s_field
            .Field("name", text.NonNull(), f => f.Name)
            .Field("description", text, f => f.Description)
            .Field("args", s_input.NonNull().List().NonNull(), (f, context) => new(Inputs(f.Arguments, context)), null, s_deprecated)
            .Field("type", s_type.NonNull(), f => f.Type);
        AddDeprecation(s_field, f => f.DeprecationReason);
        s_input
            .Field("name", text.NonNull(), i => i.Name)
            .Field("description", text, i => i.Description)
            .Field("type", s_type.NonNull(), i => i.Type)
            .Field("defaultValue", text, i => i.Default, "A GraphQL-formatted string representing the default value for this input value.");
        AddDeprecation(s_input, i => i.DeprecationReason);
        s_enumValue
            .Field("name", text.NonNull(), v => v.Name)
            .Field("description", text, v => v.Description);
        AddDeprecation(s_enumValue, v => v.DeprecationReason);
    }

    private static void AddDeprecation<T>(ObjectType<T> type, Func<T, string?> reason)
        where T : notnull => type
        .Field("isDeprecated", GraphQlScalars.Boolean.NonNull(), v => reason(v) is not null)
        .Field("deprecationReason", GraphQlScalars.String, reason);

    private static IEnumerable<InputValue> Inputs(IReadOnlyList<InputValue> inputs, Execution.FieldContext context) => inputs.Where(i => Shows(context, i.DeprecationReason));

    private static bool Shows(Execution.FieldContext context, string? deprecation) => deprecation is null || context.Arguments.Get("includeDeprecated", false);

    private static string KindOf(GraphQlType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };
}
