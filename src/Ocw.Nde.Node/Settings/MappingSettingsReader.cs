using Ocw.Nde.Mapping.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Ocw.Nde.Node.Settings;

/// <summary>Reads the <c>mapping</c> part of a source file into the settings of the Mapping room.</summary>
internal static class MappingSettingsReader
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithTypeConverter(new TextListConverter())
        .Build();

    /// <summary>Reads the settings; <see langword="null"/> when the part is absent or has mistakes.</summary>
    public static MappingSettings? Read(YamlMap source, string file, List<SettingsError> errors)
    {
        if (source.Map("mapping") is not { } map)
            return null;
        try
        {
            using var text = new StringWriter();
            new YamlStream(new YamlDocument(map.Node)).Save(text, assignAnchors: false);
            var settings = Deserializer.Deserialize<MappingSettings>(text.ToString()) ?? new MappingSettings();
            // A mapping file is named as it lies from the source file.
            if (settings.Rml is { Length: > 0 } rml)
                settings.Rml = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, rml));
            return settings;
        }
        catch (YamlException e)
        {
            var message = (e.InnerException ?? e).Message;
            errors.Add(new(file, map.Node.Start.Line, "mapping", new($"{message}; zie docs/mapping.md voor de sleutels", $"{message}; docs/mapping.md lists the keys")));
            return null;
        }
    }

    /// <summary>The line of a key such as <c>rules[3].from</c> below <c>mapping</c> of a source file.</summary>
    public static long LineOf(string file, string path)
    {
        if (YamlMap.Load(file, [])?.Map("mapping") is not { } mapping)
            return 0;
        YamlNode node = mapping.Node;
        foreach (var step in path.Split('.', '[', ']').Where(s => s.Length > 0))
        {
            var next = node switch
            {
                YamlMappingNode m => m.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: { } key } && key == step).Value,
                YamlSequenceNode s when int.TryParse(step, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var i) && i < s.Children.Count => s.Children[i],
                _ => null,
            };
            if (next is null)
                break;
            node = next;
        }

        return node.Start.Line;
    }

    /// <summary>A list of texts, where one text may stand without brackets.</summary>
    private sealed class TextListConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(TextList);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            var list = new TextList();
            if (parser.TryConsume<YamlDotNet.Core.Events.Scalar>(out var one))
            {
                if (one.Value.Length > 0 || one.Style != ScalarStyle.Plain)
                    list.Add(one.Value);
                return list;
            }

            parser.Consume<YamlDotNet.Core.Events.SequenceStart>();
            while (!parser.TryConsume<YamlDotNet.Core.Events.SequenceEnd>(out _))
                list.Add(parser.Consume<YamlDotNet.Core.Events.Scalar>().Value);
            return list;
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            throw new NotSupportedException("Settings are only read.");
    }
}
