using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Ocw.Nde.Termen.Folding;

/// <summary>What folding makes of every character below U+3000: nothing, a separator, one character, or several.</summary>
/// <remarks>Made once from Unicode's own decompositions, so that folding a label is one array look-up a character.</remarks>
internal static class FoldTable
{
    /// <summary>The character vanishes: combining marks, apostrophes, soft hyphens.</summary>
    internal const char Drop = '\0';

    /// <summary>The character separates words.</summary>
    internal const char Separator = ' ';

    /// <summary>The character becomes several: see <see cref="Expansions"/>.</summary>
    internal const char Expand = '\uFFFF';

    /// <summary>The first character that the table does not cover.</summary>
    internal const int Limit = 0x3000;

    // Letters that Unicode does not decompose although catalogues treat them as variants.
    private static readonly FrozenDictionary<char, string> s_special = new Dictionary<char, string>
    {
        ['ß'] = "ss",
        ['ẞ'] = "ss",
        ['æ'] = "ae",
        ['Æ'] = "ae",
        ['œ'] = "oe",
        ['Œ'] = "oe",
        ['ø'] = "o",
        ['Ø'] = "o",
        ['đ'] = "d",
        ['Đ'] = "d",
        ['ð'] = "d",
        ['Ð'] = "d",
        ['þ'] = "th",
        ['Þ'] = "th",
        ['ł'] = "l",
        ['Ł'] = "l",
        ['ħ'] = "h",
        ['Ħ'] = "h",
        ['ı'] = "i",
        ['ŧ'] = "t",
        ['Ŧ'] = "t",
        ['ŋ'] = "n",
        ['Ŋ'] = "n",
    }.ToFrozenDictionary();

    // Apostrophes and the half rings and glottal stops of transliterations join what stands around them: «foto's», «Yu'pik», «Ḥijāz», «Oʻahu».
    private const string Joining = "'’‘`´ʹʺʻʼʽʾʿˈ\u00AD\u200B\u200C\u200D\u2060";

    private static readonly Dictionary<char, string> s_expansions = [];

    private static readonly char[] s_map = Build();

    /// <summary>The map; read with <c>Map[c]</c> for <c>c &lt; Limit</c>.</summary>
    internal static ReadOnlySpan<char> Map => s_map;

    /// <summary>The characters that become several.</summary>
    internal static IReadOnlyDictionary<char, string> Expansions => s_expansions;

    /// <summary>Whether the character is a combining mark that folding takes away: Latin, Greek, Cyrillic, Hebrew and Arabic marks, not the voicing marks of kana or Indic vowel signs.</summary>
    internal static bool IsFoldedMark(char c) => c is
        (>= '\u0300' and <= '\u036F') or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF')
        or (>= '\u20D0' and <= '\u20FF') or (>= '\uFE20' and <= '\uFE2F')
        or (>= '\u0591' and <= '\u05C7') or (>= '\u064B' and <= '\u065F') or '\u0670' or '\u0640';

    /// <summary>Whether a character that stays belongs to a word.</summary>
    internal static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static char[] Build()
    {
        var map = new char[Limit];
        for (var i = 0; i < Limit; i++)
        {
            var folded = FoldOne((char)i);
            map[i] = folded.Length switch
            {
                0 => Drop,
                1 => folded[0],
                _ => Expand,
            };
            if (folded.Length > 1)
                s_expansions[(char)i] = folded;
        }

        return map;
    }

    private static string FoldOne(char c)
    {
        if (s_special.TryGetValue(c, out var special))
            return special;
        if (Joining.Contains(c, StringComparison.Ordinal) || IsFoldedMark(c))
            return "";
        if (c < 0x20 || char.IsSurrogate(c))
            return " ";

        var text = new StringBuilder();
        foreach (var part in c.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (IsFoldedMark(part) || Joining.Contains(part, StringComparison.Ordinal))
                continue;
            var lower = char.ToLowerInvariant(part);
            if (s_special.TryGetValue(lower, out special))
                text.Append(special);
            else
                text.Append(IsWordCharacter(lower) ? lower : Separator);
        }

        return text.ToString();
    }
}
