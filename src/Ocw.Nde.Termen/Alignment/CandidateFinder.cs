using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>Finds the terms of one source that have the value's own name: by identifier, by notation, by equal label.</summary>
internal static class CandidateFinder
{
    /// <summary>The most labels that are looked at for one key; a value with more namesakes is not decided by its label anyway.</summary>
    internal const int MaxLabels = 64;

    internal static Dictionary<int, Candidate> Equal(SourceIndex index, AlignmentValue value)
    {
        var found = new Dictionary<int, Candidate>();
        ByIdentifier(index, value, found);
        if (value.Query.Notation is { Length: > 0 } notation)
            ByNotation(index, notation, found);
        if (value.Label.IsEmpty)
            return found;

        ByWords(index, value.Label.Sorted, value, found);
        if (!string.Equals(value.WholeSorted, value.Label.Sorted, StringComparison.Ordinal))
            ByWords(index, value.WholeSorted, value, found);
        return found;
    }

    /// <summary>The terms that bear this name, for other names of the same value.</summary>
    internal static HashSet<int> TermsNamed(SourceIndex index, LabelForm name) => [.. TermsNamed(index, name, MatchLevel.LabelEqual).Keys];

    /// <summary>The terms that bear this name at least as well as <paramref name="least"/>, each with how well.</summary>
    internal static Dictionary<int, MatchLevel> TermsNamed(SourceIndex index, LabelForm name, MatchLevel least)
    {
        var terms = new Dictionary<int, MatchLevel>();
        foreach (var label in Labels(index, TermKeyKind.Words, name.Sorted))
        {
            var level = LabelComparison.Compare(name, LabelForm.Parse(index.LabelText(label))).Level;
            var term = index.LabelTerms[label];
            if (level >= least && level > terms.GetValueOrDefault(term))
                terms[term] = level;
        }

        return terms;
    }

    internal static ReadOnlySpan<int> Labels(SourceIndex index, TermKeyKind kind, string key)
    {
        var labels = key.Length == 0 ? [] : index.Find(StableHash.Of(kind, key));
        return labels[..Math.Min(labels.Length, MaxLabels)];
    }

    internal static Candidate At(Dictionary<int, Candidate> found, SourceIndex index, int term)
    {
        if (!found.TryGetValue(term, out var candidate))
            found.Add(term, candidate = new Candidate(index, term));
        return candidate;
    }

    private static void ByIdentifier(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        foreach (var identifier in value.Identifiers)
        {
            if (index.FindIri(identifier) is var term and >= 0)
                At(found, index, term).Match(MatchLevel.Identifier, identifier, null, AlignmentReasons.IdentifierEqual, 1);
            foreach (var matched in index.Find(StableHash.Of(TermKeyKind.ExactMatch, identifier)))
                At(found, index, matched).Match(MatchLevel.Identifier, identifier, null, AlignmentReasons.IdentifierMatched, 0.9);
        }
    }

    private static void ByNotation(SourceIndex index, string notation, Dictionary<int, Candidate> found)
    {
        var terms = NotationFinder.Find(index, notation);
        foreach (var term in terms.Terms)
        {
            var candidate = At(found, index, term);
            candidate.IsComposed = terms.Composed is not null;
            candidate.Match(MatchLevel.Notation, terms.Notation, null, candidate.IsComposed ? AlignmentReasons.NotationComposed : AlignmentReasons.NotationEqual, 1);
        }
    }

    private static void ByWords(SourceIndex index, string sortedWords, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        foreach (var label in Labels(index, TermKeyKind.Words, sortedWords))
        {
            var text = index.LabelText(label);
            var form = LabelForm.Parse(text);
            var (level, reason) = LabelComparison.Compare(value.Label, form);
            if (level == MatchLevel.None)
                continue;
            var kind = (TermLabelKind)index.LabelKinds[label];
            if (level == MatchLevel.LabelEqual)
                reason = LabelComparison.ReasonOf(kind);
            // The likeness ranks labels of one term: the better kind, and a label in the value's language, comes first.
            var likeness = 1 - (0.01 * (int)kind) - (LanguageDiffers(index, label, value) ? 0.1 : 0);
            At(found, index, index.LabelTerms[label]).Match(level, label, form, reason, likeness);
        }
    }

    /// <summary>Whether both languages are known and are not the same, for values that are words of a language.</summary>
    private static bool LanguageDiffers(SourceIndex index, int label, AlignmentValue value) =>
        !value.HoldsNames && value.Query.Language is { Length: > 0 } language && index.LabelLanguage(label) is { Length: > 0 } other
        && other is not ("und" or "mul" or "zxx") && !LabelChoice.SameLanguage(language, other);
}
