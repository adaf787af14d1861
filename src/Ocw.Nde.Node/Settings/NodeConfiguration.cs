namespace Ocw.Nde.Node.Settings;

/// <summary>Finds and reads the settings of a command: <c>node.yaml</c> and the source files, all mistakes at once.</summary>
internal static class NodeConfiguration
{
    /// <summary>The base IRI of a node without a settings file.</summary>
    public const string DefaultBaseIri = "http://127.0.0.1:5080/";

    /// <summary>Reads the settings of the node.</summary>
    /// <param name="file">The file that was asked for, or <see langword="null"/> for <c>node.yaml</c> in the current folder if it is there.</param>
    /// <param name="data">The data directory that was asked for.</param>
    /// <exception cref="SettingsException">There are mistakes.</exception>
    public static NodeSettings Read(string? file, string? data)
    {
        if (file is null && !File.Exists(NodeSettingsReader.FileName))
            return WithoutFile(data);
        var errors = new List<SettingsError>();
        var settings = NodeSettingsReader.Read(file ?? NodeSettingsReader.FileName, data, errors);
        return errors.Count == 0 ? settings! : throw new SettingsException(errors);
    }

    /// <summary>Reads source files.</summary>
    /// <exception cref="SettingsException">There are mistakes, in any of them.</exception>
    public static IReadOnlyList<SourceSettings> ReadSources(IEnumerable<string> files, Func<string, string?> environment)
    {
        var errors = new List<SettingsError>();
        var reader = new SourceSettingsReader(environment);
        var sources = files.Select(f => reader.Read(f, errors)).OfType<SourceSettings>().ToList();
        foreach (var twice in sources.GroupBy(s => s.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            errors.Add(new(twice.Last().File, 1, "id", new($"«{twice.Key}» is ook het id van {twice.First().File}", $"«{twice.Key}» is the id of {twice.First().File} too")));
        foreach (var twice in sources.GroupBy(s => (s.Dataset, s.Channel)).Where(g => g.Count() > 1))
            errors.Add(new(twice.Last().File, 1, "channel", new($"kanaal {twice.Key.Channel} van dataset {twice.Key.Dataset} komt ook uit {twice.First().File}", $"channel {twice.Key.Channel} of dataset {twice.Key.Dataset} comes from {twice.First().File} too")));
        return errors.Count == 0 ? sources : throw new SettingsException(errors);
    }

    /// <summary>The source files of the node's folder, in order of name.</summary>
    public static IReadOnlyList<string> SourceFiles(NodeSettings settings) =>
        Directory.Exists(settings.SourcesDirectory)
            ? [.. Directory.EnumerateFiles(settings.SourcesDirectory).Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".yml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [];

    private static NodeSettings WithoutFile(string? data) => new()
    {
        BaseIri = DefaultBaseIri,
        DataDirectory = Path.GetFullPath(data ?? "data"),
        SourcesDirectory = Path.GetFullPath("sources"),
        HasFile = false,
    };
}
