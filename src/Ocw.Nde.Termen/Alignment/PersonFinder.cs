using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>Finds people whose surname is that of the value, or part of it, and whose forenames may be the same.</summary>
internal static class PersonFinder
{
    // Beyond this a surname alone is no lead: the first initial must agree as well.
    private const int MaxNamesakes = 256;

    internal static void Add(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        if (value.Person is not { Surname.Length: > 0 } person)
            return;
        var whole = Spelling.Skeleton(person.Surname);
        if (person.Given.Count > 0)
            AddNames(index, CandidateFinder.Labels(index, TermKeyKind.Initial, $"{whole} {person.Given[0].Text[0]}"), person, found);
        AddNames(index, CandidateFinder.Labels(index, TermKeyKind.Initial, whole), person, found);
        foreach (var surname in LabelKeys.Surnames(person))
        {
            var labels = index.Find(StableHash.Of(TermKeyKind.Surname, surname));
            if (labels.Length <= MaxNamesakes)
                AddNames(index, labels, person, found);
        }
    }

    private static void AddNames(SourceIndex index, ReadOnlySpan<int> labels, PersonName person, Dictionary<int, Candidate> found)
    {
        foreach (var label in labels)
        {
            var form = LabelForm.Parse(index.LabelText(label));
            var other = PersonName.Parse(form.Base);
            var given = GivenNames.Compare(person.Given, other.Given);
            var (reason, fit) = Fit(given, person.Given.Count == other.Given.Count);
            if (fit == 0 || (given.First == GivenNameMatch.Absent && !string.Equals(person.Surname, other.Surname, StringComparison.Ordinal)))
                continue;
            CandidateFinder.At(found, index, index.LabelTerms[label]).Match(MatchLevel.Name, label, form, reason, fit * Math.Max(0.5, Similarity.Edits(person.Surname, other.Surname)));
        }
    }

    private static (string Reason, double Fit) Fit(GivenNames given, bool sameCount) => given.First switch
    {
        GivenNameMatch.Same when sameCount && given is { IsLater: false, Disagreeing: 0 } => (AlignmentReasons.LabelNear, 1),
        GivenNameMatch.Same => (AlignmentReasons.NameCompatible, 0.9),
        GivenNameMatch.Variant => (AlignmentReasons.NameVariant, 0.85),
        GivenNameMatch.Initial or GivenNameMatch.InitialBoth => (AlignmentReasons.NameCompatible, given.IsLater ? 0.6 : 0.8),
        GivenNameMatch.VariantInitial => (AlignmentReasons.NameVariant, 0.5),
        GivenNameMatch.Absent => (AlignmentReasons.SurnameOnly, 0.3),
        _ => ("", 0),
    };
}
