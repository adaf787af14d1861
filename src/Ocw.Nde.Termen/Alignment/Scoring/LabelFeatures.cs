using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search.Words;

namespace Ocw.Nde.Termen.Alignment.Scoring;

/// <summary>How the label of the value and the best label of the term meet.</summary>
internal static class LabelFeatures
{
    internal static void Add(Candidate candidate, AlignmentValue value, float[] features)
    {
        switch (candidate.Level)
        {
            case MatchLevel.LabelEqual:
                features[(int)(candidate.LabelKind switch { TermLabelKind.Preferred => Feature.EqualPreferred, TermLabelKind.Alternative => Feature.EqualAlternative, _ => Feature.EqualHidden })] = 1;
                features[(int)Feature.ExactSpelling] = string.Equals(candidate.MatchedLabel, value.Label.Text, StringComparison.Ordinal) ? 1 : 0;
                break;
            case MatchLevel.QualifierOpen:
                features[(int)(candidate.Form?.Qualifiers.Count > 0 || candidate.Form?.Years.IsEmpty == false ? Feature.TermQualified : Feature.ValueQualified)] = 1;
                features[(int)Feature.QualifierAgrees] = candidate.Reasons.Contains(AlignmentReasons.QualifierAgrees) ? 1 : 0;
                break;
            case MatchLevel.QualifierDiffers:
                features[(int)Feature.QualifiersDiffer] = 1;
                break;
            case MatchLevel.PlaceName:
                features[(int)(candidate.MatchReason == AlignmentReasons.AlternateNameEqual ? Feature.OtherName : Feature.PlaceName)] = candidate.MatchReason == AlignmentReasons.PlaceNameKnown ? 0 : 1;
                break;
            case MatchLevel.Near or MatchLevel.Name:
                AddNear(candidate, value, features);
                break;
            case MatchLevel.Contained:
                features[(int)Feature.Contained] = 1;
                AddWords(candidate, value, features);
                break;
            case MatchLevel.Containing:
                features[(int)Feature.Containing] = 1;
                AddWords(candidate, value, features);
                break;
            case MatchLevel.Noted:
                features[(int)Feature.FromNote] = 1;
                AddNear(candidate, value, features);
                break;
        }

        if (candidate.Form is { Qualifiers.Count: > 0 } form && value.Label.Qualifiers.Count > 0)
        {
            var overlap = (float)Similarity.Words(Spelling.Stems(string.Join(' ', form.Qualifiers)), Spelling.Stems(string.Join(' ', value.Label.Qualifiers)));
            features[(int)Feature.QualifierOverlap] = overlap;
            features[(int)Feature.QualifiersDiffer] = overlap == 0 ? 1 : 0;
        }

        features[(int)Feature.CaseDiffers] = StartsLower(value.Label.Text) && StartsUpper(candidate.MatchedLabel) ? 1 : 0;
        features[(int)Feature.ShortLabel] = value.Label.Direct.Length <= 4 ? 1 : 0;
        features[(int)Feature.OneWord] = value.Label.Direct.Contains(' ', StringComparison.Ordinal) ? 0 : 1;
        if (!value.HoldsNames)
            AddLanguage(candidate, value, features);
    }

    private static void AddLanguage(Candidate candidate, AlignmentValue value, float[] features)
    {
        // A source that tags no label says nothing by not tagging this one.
        if (candidate.LabelLanguage.Length == 0 || string.IsNullOrEmpty(value.Query.Language))
            features[(int)Feature.LanguageUnknown] = candidate.Index.Description.Languages.Count > 1 && !string.IsNullOrEmpty(value.Query.Language) ? 1 : 0;
        else if (!LabelChoice.SameLanguage(candidate.LabelLanguage, value.Query.Language))
            features[(int)Feature.LanguageDiffers] = 1;
    }

    private static void AddNear(Candidate candidate, AlignmentValue value, float[] features)
    {
        var other = candidate.Form?.Direct ?? TextFolder.Fold(candidate.MatchedLabel);
        if (candidate.MatchReason == AlignmentReasons.NameOrderDiffers)
            features[(int)Feature.OrderDiffers] = 1;
        if (candidate.Level == MatchLevel.Name)
            return;
        var own = candidate.TakenName ?? value.Label.Direct;
        features[(int)Feature.Near] = candidate.Level == MatchLevel.Near ? 1 : 0;
        features[(int)Feature.NearPreferred] = candidate.LabelKind == TermLabelKind.Preferred ? 1 : 0;
        features[(int)Feature.NumberVariant] = candidate.IsNumberVariant ? 1 : 0;
        features[(int)Feature.NearLikeness] = (float)Similarity.Edits(own, other);
        features[(int)Feature.NearFair] = features[(int)Feature.NearLikeness] >= 0.75f ? 1 : 0;
        features[(int)Feature.NearGood] = features[(int)Feature.NearLikeness] >= 0.85f ? 1 : 0;
        features[(int)Feature.NearLetters] = Math.Min(16, own.Length) / 16f;
        features[(int)Feature.NearTrigrams] = (float)Similarity.Trigrams(own, other);
        features[(int)Feature.NearBeginning] = CommonBeginning(own, other);
        features[(int)Feature.NearEqualConsonants] = Spelling.Consonants(own) is { Length: > 0 } consonants && string.Equals(consonants, Spelling.Consonants(other), StringComparison.Ordinal) ? 1 : 0;
    }

    private static void AddWords(Candidate candidate, AlignmentValue value, float[] features)
    {
        var other = candidate.Form ?? LabelForm.Parse(candidate.MatchedLabel);
        features[(int)Feature.WordsShared] = (float)Similarity.Words(value.Label.Sorted, other.Sorted);
        var rarest = candidate.Level == MatchLevel.Contained ? value.Label.Direct : other.Direct;
        features[(int)Feature.WordRarity] = Rarity(candidate.Index, rarest);
        features[(int)Feature.LabelBegins] = candidate.Level == MatchLevel.Contained && other.Direct.StartsWith(value.Label.Direct + " ", StringComparison.Ordinal) ? 1 : 0;
        features[(int)Feature.QualifierNames] = candidate.MatchReason == AlignmentReasons.QualifierNames ? 1 : 0;
        features[(int)Feature.HeadShared] = string.Equals(LastWord(value.Label.Direct), LastWord(other.Direct), StringComparison.Ordinal) ? 1 : 0;
        features[(int)Feature.NearLikeness] = (float)Similarity.Edits(value.Label.Direct, other.Direct);
        features[(int)Feature.NearBeginning] = CommonBeginning(value.Label.Direct, other.Direct);
    }

    // A word that few labels have says which one is meant: «Tianguistenco», not «Pueblo».
    private static float Rarity(SourceIndex index, string folded)
    {
        var vocabulary = new Vocabulary(index);
        var rarity = 0f;
        foreach (var range in folded.AsSpan().Split(' '))
        {
            if (vocabulary.Find(folded.AsSpan(range)) is var word and >= 0)
                rarity = Math.Max(rarity, 1 / (1 + MathF.Log2(Math.Max(1, index.Postings(word).Length))));
        }

        return rarity;
    }

    private static string LastWord(string text) => text[(text.LastIndexOf(' ') + 1)..];

    private static float CommonBeginning(string left, string right) =>
        left.Length == 0 ? 0 : left.AsSpan().CommonPrefixLength(right) / (float)Math.Max(left.Length, right.Length);

    private static bool StartsLower(string text) => text.Length > 0 && char.IsLower(text[0]);

    private static bool StartsUpper(string text) => text.Length > 0 && char.IsUpper(text[0]);
}
