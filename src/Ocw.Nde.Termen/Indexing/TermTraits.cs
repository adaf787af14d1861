using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Fills in what a record says only indirectly: its genres, its kinds of place, and the years in its labels.</summary>
internal static class TermTraits
{
    internal static PlaceKinds Complete(TermRecord record, TermSource source)
    {
        record.Genres |= GenresOf(record, source);
        if (record.Birth is null && record.Death is null)
            TakeYearsFromLabels(record);
        return record.Genres == TermGenres.None || (record.Genres & TermGenres.Place) != TermGenres.None ? KindsOf(record) : PlaceKinds.None;
    }

    /// <summary>
    /// Eight times the binary logarithm of the inhabitants of a place, of what its rank lets expect where they are not counted, or of the statements about any
    /// other term: what is meant when a name is all that is known.
    /// </summary>
    internal static byte ProminenceOf(TermRecord record)
    {
        double size = Math.Max(0, record.Population ?? 0);
        if (size == 0 && (record.Genres & TermGenres.Place) != TermGenres.None)
            size = record.Types.Select(PopulationOfRank).DefaultIfEmpty(0).Max();
        if (size == 0)
            size = record.Labels.Count + record.Notes.Count + record.Relations.Count;
        return (byte)Math.Min(byte.MaxValue, 8 * Math.Log2(size + 1));
    }

    // Seats of government by GeoNames feature code: the medians of those that are counted.
    private static double PopulationOfRank(string type) => type[(type.LastIndexOfAny(['#', '.', '/']) + 1)..] switch
    {
        "PPLC" => 200_000,
        "PPLA" => 60_000,
        "PPLA2" => 12_000,
        "PPLA3" => 4_000,
        "PPLA4" => 2_000,
        _ => 0,
    };

    private static TermGenres GenresOf(TermRecord record, TermSource source)
    {
        var genres = TermGenres.None;
        foreach (var scheme in record.Schemes)
            genres |= source.GenresByType.GetValueOrDefault(scheme);
        foreach (var type in record.Types)
            genres |= source.GenresByType.GetValueOrDefault(type) | WellKnownTypes.GenresOf(type);
        return genres == TermGenres.None ? source.Genres : genres;
    }

    private static void TakeYearsFromLabels(TermRecord record)
    {
        foreach (var label in record.Labels)
        {
            if (!HasYear(label.Text) || LabelForm.Parse(label.Text).Years is not { IsEmpty: false } years)
                continue;
            record.Birth = years.Birth;
            record.Death = years.Death;
            return;
        }
    }

    // No year has fewer digits than three.
    private static bool HasYear(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            if (digits == 3)
                return true;
        }

        return false;
    }

    private static PlaceKinds KindsOf(TermRecord record)
    {
        var kinds = PlaceKinds.None;
        foreach (var type in record.Types)
            kinds |= PlaceKindWords.OfType(type);
        if (kinds != PlaceKinds.None)
            return kinds;

        // Only where there is no type: the qualifier of the preferred label, else the first words of a note.
        foreach (var label in record.Labels.Where(label => label.Kind == TermLabelKind.Preferred))
        {
            foreach (var qualifier in LabelForm.Parse(label.Text).Qualifiers)
                kinds |= PlaceKindWords.Of(qualifier);
        }

        foreach (var note in record.Notes)
        {
            if (kinds != PlaceKinds.None)
                break;
            kinds = PlaceKindWords.OfNote(note.Text);
        }

        return kinds;
    }
}
