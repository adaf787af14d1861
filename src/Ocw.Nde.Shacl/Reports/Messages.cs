using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>Chooses among messages in several languages.</summary>
internal static class Messages
{
    /// <summary>The text of <see cref="Best"/>; empty where there is no message.</summary>
    internal static string Pick(IReadOnlyList<Literal> messages, string language) => Best(messages, language)?.LexicalForm ?? string.Empty;

    /// <summary>
    /// The message in exactly the language; failing that in the language without its variant (<c>nl</c> for <c>nl-BE</c>), in a variant of it,
    /// without language tag, in English, or the first.
    /// </summary>
    internal static Literal? Best(IReadOnlyList<Literal> messages, string language)
    {
        if (messages.Count < 2)
            return messages.Count == 0 ? null : messages[0];
        for (var range = language; range.Length > 0; range = Shorter(range))
        {
            if (messages.FirstOrDefault(message => string.Equals(message.Language, range, StringComparison.OrdinalIgnoreCase)) is { } exact)
                return exact;
        }

        return messages.FirstOrDefault(message => IsIn(message, language))
            ?? messages.FirstOrDefault(message => message.Language is null)
            ?? messages.FirstOrDefault(message => IsIn(message, "en"))
            ?? messages[0];
    }

    private static string Shorter(string range) => range.LastIndexOf('-') is var end && end < 0 ? "" : range[..end];

    private static bool IsIn(Literal message, string language) =>
        message.Language is { } tag
        && tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == language.Length || tag[language.Length] == '-');
}
