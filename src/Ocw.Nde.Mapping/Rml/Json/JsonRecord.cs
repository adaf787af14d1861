using System.Globalization;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Json;

/// <summary>A value of a JSON document as a record.</summary>
internal sealed class JsonRecord(JsonTree tree, string source, bool natural) : RecordNode
{
    private readonly List<int> _found = [];

    /// <summary>The node that is the record.</summary>
    public int Node { get; set; } = JsonTree.Root;

    /// <summary>Its number in the source, from 1.</summary>
    public long Number { get; set; }

    public JsonTree Tree => tree;

    public string Source => source;

    public bool Natural => natural;

    public override string Place => string.Create(CultureInfo.InvariantCulture, $"{source}, record {Number}");

    public override void Find(Query query, ValueList values)
    {
        var path = (JsonPath)query;
        if (path.TrySingle(tree, Node, out var single))
        {
            if (single >= 0)
                tree.AddTo(values, single, natural);
            return;
        }

        _found.Clear();
        path.Select(tree, Node, _found);
        foreach (var node in _found)
            tree.AddTo(values, node, natural);
    }
}
