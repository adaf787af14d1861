using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Which kind of attribution the words of a qualifier mean: «naar», «toegeschreven aan», «omgeving van», in Dutch, English, German and French.</summary>
internal static partial class AttributionWords
{
    // The first that fits: a copy after is a copy, «vroeger toegeschreven aan» no attribution of today, «mogelijk atelier van» the workshop.
    private static readonly (Regex Words, Iri Kind)[] Kinds =
    [
        (Formerly(), Kind("FormerlyAttributedTo")),
        (Copy(), Kind("CopyAfter")),
        (Workshop(), Kind("WorkshopOf")),
        (Circle(), Kind("CircleOf")),
        (Pupil(), Kind("PupilOf")),
        (Follower(), Kind("FollowerOf")),
        (School(), Kind("SchoolOf")),
        (Manner(), Kind("MannerOf")),
        (After(), Kind("After")),
        (AttributedTo(), Kind("AttributedTo")),
        (Possibly(), Kind("Possibly")),
    ];

    /// <summary>The kind, or <see langword="null"/> for words that are not known; they stay as they are.</summary>
    public static Iri? KindOf(string qualifier)
    {
        foreach (var (words, kind) in Kinds)
        {
            if (words.IsMatch(qualifier))
                return kind;
        }

        return null;
    }

    private static Iri Kind(string name) => new(Vocabulary.Ocwnde + name);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(vroeger|voorheen|eerder|voormalig\w*|formerly|previously|früher|ehemals|anciennement)\b", Options)]
    private static partial Regex Formerly();

    [GeneratedRegex(@"\b(kopie\w*|gekopieerd|copy|copyist|copied|kopist|copie|copiste)\b", Options)]
    private static partial Regex Copy();

    [GeneratedRegex(@"\b(atelier|werkplaats|workshop|werkstatt|studio)\b", Options)]
    private static partial Regex Workshop();

    [GeneratedRegex(@"\b(omgeving|kring|circle|umkreis|umfeld|entourage|cercle)\b", Options)]
    private static partial Regex Circle();

    [GeneratedRegex(@"\b(leerling(en)?|pupils?|schüler|élèves?)\b", Options)]
    private static partial Regex Pupil();

    [GeneratedRegex(@"\b(navolg\w*|follower\w*|nachfolg\w*|suiveur\w*)\b", Options)]
    private static partial Regex Follower();

    [GeneratedRegex(@"\b(school|schule|école)\b", Options)]
    private static partial Regex School();

    [GeneratedRegex(@"\b(stijl|manier|trant|style|manner|stil|art des|manière|imitat\w*)\b", Options)]
    private static partial Regex Manner();

    [GeneratedRegex(@"\b(naar|after|nach|d['’]après)\b", Options)]
    private static partial Regex After();

    [GeneratedRegex(@"\b(toegeschr\w*|toeg|toeschrijving|attributed|attribution|zugeschr\w*|attribué\w*)\b", Options)]
    private static partial Regex AttributedTo();

    [GeneratedRegex(@"\b(mogelijk|misschien|waarschijnlijk|vermoedelijk|possibly|probably|perhaps|möglich\w*|vielleicht|vermutlich|wahrscheinlich|peut-être|probablement)\b|\?", Options)]
    private static partial Regex Possibly();
}
