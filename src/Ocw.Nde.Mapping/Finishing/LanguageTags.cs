namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Language tags (BCP 47), by form only.</summary>
internal static class LanguageTags
{
    /// <summary>Whether a text has the form of a language tag: <c>nl</c>, <c>nl-BE</c>, <c>zh-Hant</c>.</summary>
    public static bool IsTag(string text)
    {
        var parts = text.Split('-');
        if (parts[0].Length is < 2 or > 8 || !parts[0].All(char.IsAsciiLetter))
            return false;
        return parts.Skip(1).All(p => p.Length is >= 1 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
    }
}
