using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Rdf.Terms;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Ocw.Nde.Mapping.Tests.Support;

/// <summary>Reads mapping settings from YAML, as the node does.</summary>
internal static class Yaml
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    public static readonly MappingContext Context = new("https://node.example/", "museum", "collectie", new Iri("https://node.example/id/dataset/collectie"));

    public static MappingSettings Settings(string yaml) => Deserializer.Deserialize<MappingSettings>(yaml);

    public static MappingProfile Profile(string yaml, MappingContext? context = null) =>
        MappingProfile.Load(Settings(yaml), context ?? Context, Path.Combine(Ocw.Nde.TestSupport.SharedData.ProjectRoot, "sparql", "mappings"));
}
