namespace Ocw.Nde.Node.Settings;

/// <summary>One mistake in a settings file: where it is and what to do.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Key">The key, as a dotted path.</param>
/// <param name="Text">What is wrong and what is expected.</param>
internal sealed record SettingsError(string File, long Line, string Key, Localization.LocalizedText Text)
{
    /// <summary>The error as one line in a language.</summary>
    public string In(Localization.Language language) =>
        $"{File}{(Line > 0 ? ":" + Line.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}: {(Key.Length > 0 ? Key + ": " : "")}{Text.In(language)}";
}

/// <summary>Settings files hold mistakes: all of them, so that one round of correction is enough.</summary>
internal sealed class SettingsException(IReadOnlyList<SettingsError> errors)
    : Exception(string.Join('\n', errors.Select(e => e.In(Localization.Language.English))))
{
    /// <summary>Every mistake that was found.</summary>
    public IReadOnlyList<SettingsError> Errors { get; } = [.. errors.OrderBy(e => e.File, StringComparer.Ordinal).ThenBy(e => e.Line)];
}
