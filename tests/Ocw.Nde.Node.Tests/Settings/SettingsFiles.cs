using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Tests.Settings;

/// <summary>Writes settings files to a folder of their own and reads them.</summary>
internal sealed class SettingsFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("ocwnde-settings-").FullName;

    public const string GoodSource =
        """
        id: proef
        title: { nl: Proefcollectie, en: Trial collection }
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution:
          id: museum
          name: Museum
        harvest:
          protocol: files
          locations: [ objecten.csv ]
        mapping:
          profile: columns
        """;

    public (NodeSettings? Settings, List<SettingsError> Errors) ReadNode(string yaml, string? data = null)
    {
        var errors = new List<SettingsError>();
        return (NodeSettingsReader.Read(Write("node.yaml", yaml), data, errors), errors);
    }

    public (SourceSettings? Settings, List<SettingsError> Errors) ReadSource(string yaml, Func<string, string?>? environment = null)
    {
        var errors = new List<SettingsError>();
        return (new SourceSettingsReader(environment ?? (_ => null)).Read(Write("bron.yaml", yaml), errors), errors);
    }

    public string Write(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
