using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>Finds the terms of one source whose names are near: for proposals only.</summary>
internal static class NearFinder
{
    private const double LeastLikeness = 0.6;
    private const int MaxContained = 20;

    internal static void Add(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        if (value.Label.IsEmpty || LabelKeys.WordCount(value.Label.Direct) > LabelKeys.MaxWordsForVariants)
            return;
        ByPlaceName(index, value, found);
        ByInitial(index, value, found);
        BySpelling(index, value, found);
        foreach (var name in value.AlternateNames)
            ByAlternateName(index, name, found);
        if (found.Count == 0)
            ByContainedWords(index, value, found);
    }

    // «Plantage Accaribo» and «Accaribo», either way round; the kind that was taken off must fit.
    private static void ByPlaceName(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        if (!value.MayBePlace)
            return;
        var (name, kind) = PlaceKindWords.TakeOff(value.Label.Direct);
        if (name.Length > 0)
        {
            var words = TextFolder.SortWords(name);
            AddPlaces(index, TermKeyKind.Words, words, kind, found);
            AddPlaces(index, TermKeyKind.PlaceName, words, kind, found);
            AddSpelledPlaces(index, name, kind, found);
        }

        AddPlaces(index, TermKeyKind.PlaceName, value.Label.Sorted, value.Kinds, found);
    }

    private static void AddPlaces(SourceIndex index, TermKeyKind key, string words, PlaceKinds kind, Dictionary<int, Candidate> found)
    {
        foreach (var label in CandidateFinder.Labels(index, key, words))
        {
            var term = index.LabelTerms[label];
            if (PlaceKindWords.AreCompatible(index.Facts[term].PlaceKinds, kind))
                CandidateFinder.At(found, index, term).Match(MatchLevel.PlaceName, index.LabelText(label), null, AlignmentReasons.PlaceNameEqual, 1);
        }
    }

    private static void AddSpelledPlaces(SourceIndex index, string name, PlaceKinds kind, Dictionary<int, Candidate> found)
    {
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Skeleton, Spelling.Skeleton(name)))
        {
            var term = index.LabelTerms[label];
            if (PlaceKindWords.AreCompatible(index.Facts[term].PlaceKinds, kind))
                AddNear(index, label, name, found);
        }
    }

    private static void ByInitial(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        if (value.Person is not { Surname.Length: > 0 } person)
            return;
        var surname = Spelling.Skeleton(person.Surname);
        if (person.Given.Count > 0)
            AddNames(index, $"{surname} {person.Given[0].Text[0]}", person, found);
        AddNames(index, surname, person, found);
    }

    private static void AddNames(SourceIndex index, string key, PersonName person, Dictionary<int, Candidate> found)
    {
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Initial, key))
        {
            var text = index.LabelText(label);
            var form = LabelForm.Parse(text);
            var other = PersonName.Parse(form.Base);
            var (reason, fit) = PersonName.Compare(person, other) switch
            {
                GivenNameRelation.Same => (AlignmentReasons.LabelNear, 1.0),
                GivenNameRelation.Compatible => (AlignmentReasons.NameCompatible, 0.9),
                GivenNameRelation.FirstOnly => (AlignmentReasons.NameCompatible, 0.6),
                GivenNameRelation.Absent when string.Equals(person.Surname, other.Surname, StringComparison.Ordinal) => (AlignmentReasons.SurnameOnly, 0.3),
                _ => ("", 0.0),
            };
            if (fit > 0)
                CandidateFinder.At(found, index, index.LabelTerms[label]).Match(MatchLevel.Name, text, form, reason, fit * Similarity.Edits(person.Surname, other.Surname));
        }
    }

    private static void BySpelling(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Stems, Spelling.Stems(value.Label.Direct)))
            AddNear(index, label, value.Label.Direct, found);
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Skeleton, Spelling.Skeleton(value.Label.Direct)))
            AddNear(index, label, value.Label.Direct, found);
    }

    private static void AddNear(SourceIndex index, int label, string direct, Dictionary<int, Candidate> found)
    {
        var text = index.LabelText(label);
        var form = LabelForm.Parse(text);
        var likeness = Math.Max(Similarity.Edits(direct, form.Direct), Similarity.Edits(TextFolder.SortWords(direct), form.Sorted));

        // Another number of the same word is near however much the ending differs: «bokaal» and «bokalen».
        if (string.Equals(Spelling.NumberForm(direct), Spelling.NumberForm(form.Direct), StringComparison.Ordinal))
            likeness = 0.8 + (0.2 * likeness);
        if (likeness >= LeastLikeness)
            CandidateFinder.At(found, index, index.LabelTerms[label]).Match(MatchLevel.Near, text, form, AlignmentReasons.LabelNear, likeness);
    }

    private static void ByAlternateName(SourceIndex index, LabelForm name, Dictionary<int, Candidate> found)
    {
        foreach (var term in CandidateFinder.TermsNamed(index, name))
            CandidateFinder.At(found, index, term).Match(MatchLevel.PlaceName, name.Text, null, AlignmentReasons.AlternateNameEqual, 0.9);
    }

    private static void ByContainedWords(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        // One word within a person's name says nothing, unless it is the surname.
        var surname = value.HoldsNames && value.Person is { Given.Count: 0 } person ? person.Surname : null;
        using var words = new WordMatcher(index, value.Label.Direct, lastIsPrefix: false);
        if (words.IsEmpty)
            return;
        foreach (var label in words.Labels().Where(label => (TermLabelKind)index.LabelKinds[label] != IndexFormat.NotationKind).Take(MaxContained))
        {
            var text = index.LabelText(label);
            var form = LabelForm.Parse(text);
            if (surname is not null && !string.Equals(PersonName.Parse(form.Base).Surname, surname, StringComparison.Ordinal))
                continue;
            var likeness = Similarity.Words(value.Label.Sorted, form.Sorted);
            CandidateFinder.At(found, index, index.LabelTerms[label]).Match(MatchLevel.Contained, text, form, AlignmentReasons.WordsContained, likeness);
        }
    }
}
