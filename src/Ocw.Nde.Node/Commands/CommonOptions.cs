using System.CommandLine;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Commands;

/// <summary>The options that all verbs share, and how a verb opens the node with them.</summary>
internal sealed class CommonOptions(Terminal terminal)
{
    /// <summary><c>--data DIR</c>.</summary>
    public Option<string?> Data { get; } = new("--data") { Description = "Gegevensmap / Data directory", HelpName = "DIR", Recursive = true };

    /// <summary><c>--settings FILE</c>.</summary>
    public Option<string?> Settings { get; } = new("--settings") { Description = "Instellingen, standaard node.yaml / Settings, node.yaml by default", HelpName = "FILE", Recursive = true };

    /// <summary><c>--lang nl|en</c>.</summary>
    public Option<string?> Language { get; } = new("--lang") { Description = "Taal van meldingen: nl of en / Language of messages: nl or en", HelpName = "nl|en", Recursive = true };

    /// <summary>The settings of the node, and the language of the terminal set.</summary>
    public NodeSettings ReadSettings(ParseResult parsed)
    {
        if (parsed.GetValue(Language) is { } language)
            terminal.Language = Languages.FromTag(language);
        return NodeConfiguration.Read(parsed.GetValue(Settings), parsed.GetValue(Data));
    }

    /// <summary>The ways out to the web, for a command that does not open the store: the contexts of JSON-LD documents come that way.</summary>
    public OutgoingWeb OpenWeb(ParseResult parsed) => new(ReadSettings(parsed), TimeProvider.System);

    /// <summary>The settings file that a command reads, or <see langword="null"/> if there is none.</summary>
    public string? SettingsFile(ParseResult parsed) =>
        parsed.GetValue(Settings) is { } named ? Path.GetFullPath(named) : File.Exists(NodeSettingsReader.FileName) ? Path.GetFullPath(NodeSettingsReader.FileName) : null;

    /// <summary>Opens the node with the sources of its folder and those of further files.</summary>
    public NodeHost Open(ParseResult parsed, IReadOnlyList<string>? files = null, Func<NodeSettings, NodeSettings>? change = null)
    {
        var settings = ReadSettings(parsed);
        settings = change?.Invoke(settings) ?? settings;
        return NodeHost.Open(settings, ReadSources(settings, files), TimeProvider.System);
    }

    /// <summary>The sources of the node's folder and those of further files.</summary>
    public IReadOnlyList<SourceSettings> ReadSources(NodeSettings settings, IReadOnlyList<string>? files = null) =>
        NodeConfiguration.ReadSources([.. NodeConfiguration.SourceFiles(settings).Concat(files ?? []).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)], terminal.Environment);
}
