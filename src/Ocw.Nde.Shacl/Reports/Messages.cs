using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>Chooses among messages in several languages.</summary>
internal static class Messages
{
    /// <summary>The message in a language or a variant of it; failing that without language, in English, or the first.</summary>
    internal static string Pick(IReadOnlyList<Literal> messages, string language) =>
        (messages.FirstOrDefault(message => IsIn(message, language))
            ?? messages.FirstOrDefault(message => message.Language is null)
            ?? messages.FirstOrDefault(message => IsIn(message, "en"))
            ?? (messages.Count > 0 ? messages[0] : null))?.LexicalForm ?? string.Empty;

    private static bool IsIn(Literal message, string language) =>
        message.Language is { } tag
        && tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == language.Length || tag[language.Length] == '-');
}
