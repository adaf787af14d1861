namespace Ocw.Nde.Node.Localization;

/// <summary>The two languages that the node speaks to people.</summary>
internal enum Language
{
    /// <summary>Dutch.</summary>
    Dutch,

    /// <summary>English.</summary>
    English,
}

/// <summary>A text in both languages.</summary>
/// <param name="Nl">The Dutch text.</param>
/// <param name="En">The English text.</param>
internal readonly record struct LocalizedText(string Nl, string En)
{
    /// <summary>The text in the asked language.</summary>
    public string In(Language language) => language == Language.Dutch ? Nl : En;

    /// <inheritdoc/>
    public override string ToString() => En;
}

/// <summary>Finds out which language to speak.</summary>
internal static class Languages
{
    /// <summary>The BCP 47 tag: <c>nl</c> or <c>en</c>.</summary>
    public static string Tag(this Language language) => language == Language.Dutch ? "nl" : "en";

    /// <summary>The language of a tag such as <c>nl-NL</c>; anything that is not Dutch is English.</summary>
    public static Language FromTag(string? tag) =>
        tag is not null && tag.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? Language.Dutch : Language.English;

    /// <summary>The language of the person at the terminal: OCWNDE_LANG, else LC_ALL, LC_MESSAGES or LANG.</summary>
    public static Language OfTerminal(Func<string, string?> environment)
    {
        foreach (var name in (ReadOnlySpan<string>)["OCWNDE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (environment(name) is { Length: > 0 } value)
                return FromTag(value);
        }

        return Language.English;
    }
}
