using System.Collections.Frozen;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>
/// Reads the language of a label as people mean it: BCP 47 wants the code of two letters where a language has one, but catalogues write <c>dut</c>, <c>nld</c> or <c>ger</c>,
/// and who asks for Dutch wants these too.
/// </summary>
internal static class LanguageCodes
{
    // ISO 639-2, both its bibliographic and its terminological codes, of the languages of Dutch collections.
    private static readonly FrozenDictionary<string, string> Codes = (
        "dut nl nld nl eng en ger de deu de fre fr fra fr spa es ita it por pt lat la gre el ell el rus ru pol pl cze cs ces cs dan da swe sv nor no fin fi hun hu tur tr ara ar heb he "
        + "chi zh zho zh jpn ja kor ko ind id may ms msa ms jav jv sun su fry fy afr af gle ga wel cy cym cy cat ca rum ro ron ro bul bg hrv hr srp sr ukr uk vie vi tha th hin hi ben bn urd ur per fa fas fa arm hy hye hy")
        .Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The tag, in lower case, with the short code of its language; <c>_</c> between its parts is read as <c>-</c>.</summary>
    public static string Short(string tag)
    {
        if (tag.Length is 0 or 2)
            return tag;
        tag = tag.Replace('_', '-');
        var dash = tag.IndexOf('-', StringComparison.Ordinal);
        return Codes.TryGetValue(dash < 0 ? tag : tag[..dash], out var code) ? code + (dash < 0 ? "" : tag[dash..]) : tag;
    }
}
