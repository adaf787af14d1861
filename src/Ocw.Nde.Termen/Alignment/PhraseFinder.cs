using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>Finds terms whose whole name stands within the value («Theravada» in «Theravada Buddhism»), or within the note that the source gives of it.</summary>
internal static class PhraseFinder
{
    private const int MaxWords = 4;
    private const int MaxNoteWords = 80;
    private const int MaxNoted = 24;
    private const int LeastLetters = 3;

    internal static void AddContained(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        // «Moki (Ancestral Puebloan)»: the qualifier may name the very term.
        foreach (var qualifier in value.HoldsNames ? [] : value.Label.Qualifiers)
            Add(index, qualifier, MatchLevel.Containing, AlignmentReasons.QualifierNames, 0.5, found);
        var words = value.Label.Direct.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
            return;
        for (var count = Math.Min(MaxWords, words.Length - 1); count > 0; count--)
        {
            for (var first = 0; first + count <= words.Length; first++)
                Add(index, string.Join(' ', words, first, count), MatchLevel.Containing, AlignmentReasons.LabelContained, count / (double)words.Length, found);
        }
    }

    internal static void AddNoted(SourceIndex index, AlignmentValue value, Dictionary<int, Candidate> found)
    {
        if (value.NoteText.Length == 0)
            return;
        var words = value.NoteText.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var noted = 0;
        for (var first = 0; first < Math.Min(words.Length, MaxNoteWords) && noted < MaxNoted; first++)
        {
            for (var count = Math.Min(MaxWords, words.Length - first); count > 0; count--)
                noted += Add(index, string.Join(' ', words, first, count), MatchLevel.Noted, AlignmentReasons.NotedInSource, 1.0 / (first + 2), found);
        }
    }

    private static int Add(SourceIndex index, string phrase, MatchLevel level, string reason, double likeness, Dictionary<int, Candidate> found)
    {
        if (phrase.Length < LeastLetters)
            return 0;
        var added = 0;
        foreach (var label in CandidateFinder.Labels(index, TermKeyKind.Words, TextFolder.SortWords(phrase)))
        {
            var form = LabelForm.Parse(index.LabelText(label));
            if (!string.Equals(form.Direct, phrase, StringComparison.Ordinal))
                continue;
            CandidateFinder.At(found, index, index.LabelTerms[label]).Match(level, label, form, reason, likeness);
            added++;
        }

        return added;
    }
}
