using System.Text.Json;
using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>The selections of one name in the answer, for one object type. Made once for all objects of a list.</summary>
internal sealed class CollectedField(string name, FieldDefinition definition, ObjectType parent)
{
    private readonly Dictionary<ObjectType, CollectedField[]> _below = [];
    private ArgumentValues? _arguments;

    public string Name { get; } = name;

    public JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(name);

    public FieldDefinition Definition { get; } = definition;

    public ObjectType Parent { get; } = parent;

    public List<FieldNode> Nodes { get; } = [];

    /// <summary>The arguments.</summary>
    /// <exception cref="GraphQlException">One that is required has no value.</exception>
    public ArgumentValues Arguments(IReadOnlyDictionary<string, object?> variables) =>
        _arguments ??= LiteralCoercion.Arguments(Definition.Arguments, Nodes[0].Arguments, variables);

    /// <summary>The fields of its value, for one type of it.</summary>
    public CollectedField[] Below(ObjectType type, FieldCollector collector)
    {
        lock (_below)
        {
            if (!_below.TryGetValue(type, out var fields))
                _below.Add(type, fields = collector.Collect(type, Nodes.Where(n => n.Selections is not null).Select(n => n.Selections!)));
            return fields;
        }
    }

    /// <summary>The directive that streams it, if it is there and switched on.</summary>
    public ArgumentValues? Stream(IReadOnlyDictionary<string, object?> variables)
    {
        if (!Definition.IsStreamable || Nodes[0].Directives.FirstOrDefault(d => d.Name == DirectiveDefinition.Stream.Name) is not { } directive)
            return null;
        var arguments = LiteralCoercion.Arguments(DirectiveDefinition.Stream.Arguments, directive.Arguments, variables);
        return arguments.Get("if", true) ? arguments : null;
    }
}
