using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>Finds the terms of one source whose names are near: for proposals only.</summary>
internal static class NearFinder
{
    private const double LeastLikeness = 0.6;
    private const double SureLikeness = 0.9;
    private const int MaxContained = 20;
    private const int MaxBearers = 3;

    internal static void Add(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        if (value.Label.IsEmpty || LabelKeys.WordCount(value.Label.Direct) > LabelKeys.MaxWordsForVariants)
            return;
        ByPlaceName(index, value, found);
        PersonFinder.Add(index, value, found);
        BySpelling(index, value, found);
        if (!found.Values.Any(candidate => candidate.Level > MatchLevel.Near || (candidate.Level == MatchLevel.Near && candidate.Likeness >= SureLikeness)))
        {
            ByContainedWords(index, value, found);
            PhraseFinder.AddContained(index, value, found);
        }

        if (!value.HoldsNames && !found.Values.Any(candidate => candidate.Level >= MatchLevel.Near && candidate.Likeness >= SureLikeness))
            PhraseFinder.AddNoted(index, value, found);
    }

    /// <summary>Terms that bear the value's word in another number.</summary>
    internal static void AddNumberVariants(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Stems, Spelling.Stems(value.Label.Direct)))
            AddNear(index, label, value.Label.Direct, found);
    }

    // «Plantage Accaribo» and «Accaribo», either way round; the kind that was taken off must fit.
    private static void ByPlaceName(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        if (!value.MayBePlace)
            return;
        foreach (var (known, country) in PlaceNames.Of(value.Label.Direct))
            AddKnown(index, known, country, found);
        var (name, kind) = PlaceKindWords.TakeOff(value.Label.Direct);
        if (name.Length > 0)
        {
            var words = TextFolder.SortWords(name);
            AddPlaces(index, TermKeyKind.Words, words, kind, found);
            AddPlaces(index, TermKeyKind.PlaceName, words, kind, found);
            AddSpelledPlaces(index, TermKeyKind.Skeleton, Spelling.Skeleton(name), name, kind, found);
            AddSpelledPlaces(index, TermKeyKind.Consonants, Spelling.Consonants(name), name, kind, found);
        }

        AddPlaces(index, TermKeyKind.PlaceName, value.Label.Sorted, value.Kinds, found);
    }

    // «Bombay» and «Mumbai»; a place of that name in another country is another place.
    private static void AddKnown(SourceIndex index, string name, CountryCode country, Dictionary<int, Candidate> found)
    {
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Words, name))
        {
            var term = index.LabelTerms[label];
            if (index.Facts[term].Country is { IsNone: false } own && own != country)
                continue;
            var form = LabelForm.Parse(index.LabelText(label));
            if (string.Equals(form.Sorted, TextFolder.SortWords(name), StringComparison.Ordinal))
                CandidateFinder.At(found, index, term).Match(MatchLevel.PlaceName, label, form, AlignmentReasons.PlaceNameKnown, 1);
        }
    }

    private static void AddPlaces(SourceIndex index, TermKeyKind key, string words, PlaceKinds kind, Dictionary<int, Candidate> found)
    {
        foreach (var label in CandidateFinder.Labels(index, key, words))
        {
            var term = index.LabelTerms[label];
            if (!PlaceKindWords.AreCompatible(index.Facts[term].PlaceKinds, kind))
                continue;
            var candidate = CandidateFinder.At(found, index, term);
            candidate.TakenKind |= kind;
            candidate.Match(MatchLevel.PlaceName, index.LabelText(label), null, AlignmentReasons.PlaceNameEqual, 1);
        }
    }

    private static void AddSpelledPlaces(SourceIndex index, TermKeyKind key, string text, string name, PlaceKinds kind, Dictionary<int, Candidate> found)
    {
        foreach (var label in CandidateFinder.Labels(index, key, text))
        {
            var term = index.LabelTerms[label];
            if (!PlaceKindWords.AreCompatible(index.Facts[term].PlaceKinds, kind))
                continue;
            AddNear(index, label, name, found);
            if (found.TryGetValue(term, out var candidate))
                (candidate.TakenKind, candidate.TakenName) = (candidate.TakenKind | kind, name);
        }
    }

    private static void BySpelling(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        AddNumberVariants(index, value, found);
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Skeleton, Spelling.Skeleton(value.Label.Direct)))
            AddNear(index, label, value.Label.Direct, found);
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Consonants, Spelling.Consonants(value.Label.Direct)))
            AddNear(index, label, value.Label.Direct, found);
    }

    private static void AddNear(SourceIndex index, int label, string direct, Dictionary<int, Candidate> found)
    {
        var form = LabelForm.Parse(index.LabelText(label));

        // Labels of the same words were compared before, with their qualifiers.
        if (string.Equals(direct, form.Direct, StringComparison.Ordinal))
            return;
        var likeness = Math.Max(Similarity.Edits(direct, form.Direct), Similarity.Edits(TextFolder.SortWords(direct), form.Sorted));

        // Another number of the same word is near however much the ending differs: «bokaal» and «bokalen».
        var isNumberVariant = string.Equals(Spelling.NumberForm(direct), Spelling.NumberForm(form.Direct), StringComparison.Ordinal);
        if (isNumberVariant)
            likeness = 0.8 + (0.2 * likeness);
        if (likeness >= LeastLikeness)
            CandidateFinder.At(found, index, index.LabelTerms[label]).Match(MatchLevel.Near, label, form, AlignmentReasons.LabelNear, likeness, isNumberVariant);
    }

    private static void ByContainedWords(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        // One word within a person's name says nothing, unless it is the surname or few have it.
        var surname = value.HoldsNames && value.Person is { Given.Count: 0 } person ? person.Surname : null;
        using var words = new WordMatcher(index, value.Label.Direct, lastIsPrefix: false);
        if (words.IsEmpty)
            return;
        var labels = words.Labels().Where(label => (TermLabelKind)index.LabelKinds[label] != IndexFormat.NotationKind).Take(MaxContained).ToList();
        foreach (var label in labels)
        {
            var form = LabelForm.Parse(index.LabelText(label));
            if (surname is not null && labels.Count > MaxBearers && !string.Equals(PersonName.Parse(form.Base).Surname, surname, StringComparison.Ordinal))
                continue;
            var likeness = Similarity.Words(value.Label.Sorted, form.Sorted);
            CandidateFinder.At(found, index, index.LabelTerms[label]).Match(MatchLevel.Contained, label, form, AlignmentReasons.WordsContained, likeness);
        }
    }
}
