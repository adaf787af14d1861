using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Chooses the mapping profile of a source that names none, by the format of the first record in the archive.</summary>
internal sealed class FormatFinder(PayloadArchive archive, CutOptions options)
{
    /// <summary>The profile that fits; <see langword="null"/> when nothing has been harvested yet.</summary>
    /// <exception cref="SettingsException">The format is not known, or no profile fits it.</exception>
    public string? ProfileOf(SourceSettings source)
    {
        // The newest run first: a source that changed its format is mapped by what it gives now.
        var runs = archive.Runs(source.Harvest.Id).Where(run => run.Payloads.Count > 0).Reverse().ToList();
        if (runs.Count == 0)
            return null;
        var format = runs.Select(run => new RecordCutter(archive, source.Harvest, options).Format([run])).FirstOrDefault(found => found is not null);
        return ProfileFor(source, format);
    }

    /// <summary>The profile of a source for records of a format.</summary>
    /// <exception cref="SettingsException">The format is not known, or no profile fits it.</exception>
    public static string ProfileFor(SourceSettings source, RecordFormat? format) =>
        format?.Profiles.FirstOrDefault(profile => Directory.Exists(Path.Combine(ProgramFiles.Mappings, profile))) is { } fitting
            ? fitting
            : throw new SettingsException([new SettingsError(source.File, MappingSettingsReader.LineOf(source.File, "profile"), "mapping.profile", Missing(format))]);

    private static LocalizedText Missing(RecordFormat? format) => format is null
        ? new("ontbreekt, en de vorm van de records zegt niet welk profiel past: geef regels (rules), of een profiel", "is missing, and the form of the records does not tell which profile fits: give rules, or a profile")
        : new($"ontbreekt, en bij {format} hoort geen profiel: geef regels (rules), of een profiel", $"is missing, and no profile belongs to {format}: give rules, or a profile");
}
