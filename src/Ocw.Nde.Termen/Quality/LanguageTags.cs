using System.Collections.Frozen;

namespace Ocw.Nde.Termen.Quality;

/// <summary>Whether a language tag can be one of BCP 47: its primary language by ISO 639, the rest by form.</summary>
internal static class LanguageTags
{
    private static readonly FrozenSet<string> s_two = (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu "
        + "ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
        + "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Codes of ISO 639-2 that people write for languages that have a code of two letters.
    private static readonly FrozenSet<string> s_three = "ned nld dut eng ger deu fra fre spa esp ita lat por rus swe dan fin nor gre ell ara chi zho jpn tur fry pap ind".Split(' ').Where(code => code != "pap").ToFrozenSet(StringComparer.Ordinal);

    internal static bool IsKnown(string tag)
    {
        var parts = tag.Split('-');
        var primary = parts[0].ToLowerInvariant();
        if (primary is "x" or "i" || parts.Any(part => part.Length is 0 or > 8 || !part.All(char.IsAsciiLetterOrDigit)))
            return primary is "x" or "i" && parts.Length > 1;
        return primary.Length switch
        {
            2 => s_two.Contains(primary) && HasKnownRegion(parts),
            3 => !s_three.Contains(primary) && primary.All(char.IsAsciiLetter) && HasKnownRegion(parts),
            _ => false,
        };
    }

    // [region] two letters or three digits; [script] four letters; the rest are variants, which are not checked.
    private static bool HasKnownRegion(string[] parts) => !parts.Skip(1).Any(part => part.Length == 2 && part is "xx" or "XX");
}
