using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Alignment.Scoring;

/// <summary>What the note that the source gives of the value tells of a concept.</summary>
internal static class ConceptFeatures
{
    internal static void Add(Candidate candidate, AlignmentValue value, float[] features)
    {
        if (value.NoteText.Length == 0)
            return;
        var genres = candidate.Index.Facts[candidate.Term].Genres;
        if (value.NotedGenres != TermGenres.None && genres != TermGenres.None)
            features[(int)((value.NotedGenres & genres) != TermGenres.None ? Feature.NoteGenreFits : Feature.NoteGenreContradicts)] = 1;
        var named = 0;
        var first = int.MaxValue;
        foreach (var label in candidate.Index.Labels(candidate.Term).Labels)
        {
            var direct = LabelForm.Parse(label.Text).Direct;
            var at = direct.Length < 4 || string.Equals(direct, value.Label.Direct, StringComparison.Ordinal) ? -1 : value.NoteText.IndexOf($" {direct} ", StringComparison.Ordinal);
            if (at < 0)
                continue;
            named++;
            first = Math.Min(first, at);
        }

        if (named == 0)
            return;
        features[(int)Feature.NoteNamesTerm] = 1;
        features[(int)Feature.NoteFirst] = 1f / (1 + (first / 20f));
    }
}
