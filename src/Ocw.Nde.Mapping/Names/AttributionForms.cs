using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Names;

/// <summary>Parts a name from the words of attribution that stand before or behind it.</summary>
internal static partial class AttributionForms
{
    /// <summary>The qualifier and the name; <see langword="null"/> when there is none. What may be the name of a firm («Atelier Van Lieshout») is a name.</summary>
    public static (string Qualifier, string Name)? Split(string text)
    {
        foreach (var form in (ReadOnlySpan<Regex>)[Before(), Workshop(), Behind(), Doubt(), DoubtBefore()])
        {
            if (form.Match(text) is { Success: true } match)
                return (match.Groups["qualifier"].Value.Trim(), match.Groups["name"].Value.Trim(' ', ','));
        }

        return null;
    }

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private const string Sure = "[Vv]roeger|[Vv]oorheen|[Mm]ogelijk|[Ww]aarschijnlijk|[Vv]ermoedelijk|[Mm]isschien|[Ff]ormerly|[Pp]ossibly|[Pp]robably|[Ww]ahrscheinlich|[Vv]ermutlich";

    private const string Words =
        "[Tt]oegeschreven aan|[Tt]oegeschr\\. aan|[Tt]oegeschr\\.|[Nn]aar (het |een )?(origineel|ontwerp|voorbeeld|tekening|schilderij|prent|gravure|foto) van|[Nn]aar|[Oo]mgeving van|[Kk]ring van|[Nn]avolger van|[Vv]olgeling van|[Ll]eerling van|" +
        "[Ii]n de (stijl|trant|manier) van|[Ss]tijl van|[Mm]anier van|[Kk]opie naar|[Kk]opie van|[Gg]ekopieerd naar|[Aa]ttributed to|[Aa]fter|[Cc]ircle of|[Ff]ollower of|[Mm]anner of|[Ss]tyle of|[Pp]upil of|[Cc]opy after|" +
        "[Zz]ugeschrieben an|[Nn]ach|[Uu]mkreis von|[Nn]achfolger von|[Kk]opie nach|[Aa]ttribué à|[Dd]['’]après|[Cc]ercle de|[Ss]uiveur de";

    [GeneratedRegex($"^(?<qualifier>(({Sure}) )?({Words})|({Sure})):?\\s+(?<name>(\\p{{Lu}}|['’]|(van|de|den|der|ter|ten|von|du|le|la) ).*)$", Options)]
    private static partial Regex Before();

    // Written small it is a word, written large the name of a firm.
    [GeneratedRegex("^(?<qualifier>(atelier|werkplaats|school|studio|workshop|werkstatt)( van| of| von| de))\\s+(?<name>\\p{Lu}.*)$", Options)]
    private static partial Regex Workshop();

    [GeneratedRegex($"^(?<name>.*\\p{{L}}[^(\\[]*?)\\s*([(\\[]|,\\s)(?<qualifier>({Words}|[Tt]oegeschreven|[Oo]mgeving|[Kk]ring|[Nn]avolger|[Aa]telier( van)?|[Ww]erkplaats( van)?|[Ss]chool( van)?|[Kk]opie|{Sure}|[Aa]ttributed|[Ww]orkshop( of)?|[Ss]tudio( of)?|[Zz]ugeschrieben)\\.?)[)\\]]?$", Options)]
    private static partial Regex Behind();

    [GeneratedRegex(@"^(?<name>.*[\p{L}.])\s*[(\[]?(?<qualifier>\?)[)\]]?$", Options)]
    private static partial Regex Doubt();

    // «? Amsterdam: Wed. C. Kok», «[?] Jan Steen»
    [GeneratedRegex(@"^[(\[]?(?<qualifier>\?)[)\]]?\s*(?<name>\p{Lu}.*\p{L}.*)$", Options)]
    private static partial Regex DoubtBefore();
}
