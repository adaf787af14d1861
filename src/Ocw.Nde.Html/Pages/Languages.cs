using Ocw.Nde.Html.Pages;

namespace Ocw.Nde.Html;

/// <summary>The language of the text of an element (HTML §3.2.6.2).</summary>
internal static class Languages
{
    private const int MaxLength = 255;

    /// <summary>The tag that an element gives itself: empty for «no language», <see langword="null"/> where it gives none.</summary>
    internal static string? Own(PageElement element) =>
        (element.Find(PageNames.Xml, "lang") ?? element["lang"] ?? element["xml:lang"])?.Trim();

    /// <summary>Whether a text is a language tag as RDF takes it: <c>[a-zA-Z]+ ('-' [a-zA-Z0-9]+)*</c>.</summary>
    internal static bool IsTag(string tag)
    {
        if (tag.Length is 0 or > MaxLength)
            return false;
        var isFirst = true;
        foreach (var range in tag.AsSpan().Split('-'))
        {
            var part = tag.AsSpan(range);
            if (part.IsEmpty || (isFirst ? part.ContainsAnyExcept(Letters) : part.ContainsAnyExcept(LettersAndDigits)))
                return false;
            isFirst = false;
        }

        return true;
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}
