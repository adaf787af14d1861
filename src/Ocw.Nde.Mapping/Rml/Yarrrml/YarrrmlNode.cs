using YamlDotNet.RepresentationModel;

namespace Ocw.Nde.Mapping.Rml.Yarrrml;

/// <summary>A node of a YARRRML document, with the spellings that its keys may have and faults that say the line.</summary>
internal readonly struct YarrrmlNode(YamlNode node, string file)
{
    public long Line => node.Start.Line;

    /// <summary>The text of a scalar, or <see langword="null"/> for another node.</summary>
    public string? Text => (node as YamlScalarNode)?.Value;

    public bool IsMap => node is YamlMappingNode;

    public bool IsList => node is YamlSequenceNode;

    /// <summary>The members of a list; a single node is a list of itself.</summary>
    public IEnumerable<YarrrmlNode> Items
    {
        get
        {
            var path = file;
            return node is YamlSequenceNode list ? list.Children.Select(c => new YarrrmlNode(c, path)) : [this];
        }
    }

    /// <summary>The keys with their nodes.</summary>
    public IEnumerable<(string Key, YarrrmlNode Value)> Entries
    {
        get
        {
            var path = file;
            return node is YamlMappingNode map ? map.Children.Select(c => ((c.Key as YamlScalarNode)?.Value ?? "", new YarrrmlNode(c.Value, path))) : throw Fault("keys with values are expected here.");
        }
    }

    /// <summary>What stands under the first of these keys that is there.</summary>
    public YarrrmlNode? Get(params ReadOnlySpan<string> keys)
    {
        if (node is not YamlMappingNode map)
            return null;
        foreach (var key in keys)
        {
            if (map.Children.TryGetValue(new YamlScalarNode(key), out var value))
                return new YarrrmlNode(value, file);
        }

        return null;
    }

    /// <summary>A text that must stand under one of these keys.</summary>
    public string Required(params ReadOnlySpan<string> keys) => Get(keys)?.Text ?? throw Fault($"«{keys[^1]}» is missing.");

    /// <summary>A fault at this node.</summary>
    public RmlException Fault(string message) => new(file, Line, message);
}
