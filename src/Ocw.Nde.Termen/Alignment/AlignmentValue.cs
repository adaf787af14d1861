using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>A value that asks for a term, taken apart once for all sources.</summary>
internal sealed class AlignmentValue
{
    private readonly AlignmentQuery _query;

    internal AlignmentValue(AlignmentQuery query, FieldRule rule)
    {
        _query = query;
        Rule = rule;
        Label = LabelForm.Parse(query.Label.Length <= MaxLabel ? query.Label : query.Label[..MaxLabel]);
        WholeSorted = TextFolder.SortWords(Label.Folded);
        Years = ReadYears();
        WorkYear = LifeYears.FirstYear(One(AlignmentContext.Date));
        Kinds = ReadKinds();
        NotedKinds = ReadNotedKinds();
        Point = ReadPoint();
        Broader = [.. Many(AlignmentContext.Broader).Select(LabelForm.Parse).Where(form => !form.IsEmpty)];
        AlternateNames = [.. Many(AlignmentContext.AlternateName).Select(LabelForm.Parse).Where(form => !form.IsEmpty && !string.Equals(form.Sorted, Label.Sorted, StringComparison.Ordinal)).Take(MaxAlternateNames)];
        Identifiers = ReadIdentifiers();
        NoteText = ReadNotes();
        NotedGenres = GenresIn(NoteText);
        Countries = ReadCountries();
        Person = MayBeAgent ? PersonName.Parse(Label.Base) : null;
    }

    internal const int MaxLabel = 1000;

    internal const int MaxAlternateNames = 20;

    internal const int MaxNote = 1000;

    private const int MaxNoteParts = 4;
    private const int MaxGenreWords = 24;

    internal AlignmentQuery Query => _query;

    internal FieldRule Rule { get; }

    internal LabelForm Label { get; }

    /// <summary>The words of the whole label with its qualifiers, sorted.</summary>
    internal string WholeSorted { get; }

    internal LifeYears Years { get; }

    internal int? WorkYear { get; }

    internal PlaceKinds Kinds { get; }

    /// <summary>Whether only a note gives these.</summary>
    internal bool AreKindsNoted { get; private set; }

    /// <summary>The kinds that the notes name beside the first: «plaats ; kecamatan».</summary>
    internal PlaceKinds NotedKinds { get; }

    internal Coordinates? Point { get; }

    internal IReadOnlyList<LabelForm> Broader { get; }

    internal IReadOnlyList<LabelForm> AlternateNames { get; }

    internal IReadOnlyList<string> Identifiers { get; }

    /// <summary>The folded words of the notes and descriptions, with a space at either end; empty if there are none.</summary>
    internal string NoteText { get; }

    /// <summary>The genres that words of the notes name: «… de gelijknamige etnische groep …».</summary>
    internal TermGenres NotedGenres { get; }

    /// <summary>The countries that the qualifiers, the broader places or, failing these, the notes name.</summary>
    internal IReadOnlySet<CountryCode> Countries { get; }

    /// <summary>The label as a person's name, where the field may hold people.</summary>
    internal PersonName? Person { get; }

    internal bool MayBeAgent => Rule.Genres == TermGenres.None || (Rule.Genres & TermGenres.Agent) != TermGenres.None;

    internal bool MayBePlace => Rule.Genres == TermGenres.None || (Rule.Genres & TermGenres.Place) != TermGenres.None;

    /// <summary>Whether the field holds names, which are the same in all languages.</summary>
    internal bool HoldsNames => Rule.Genres != TermGenres.None && (Rule.Genres & ~(TermGenres.Agent | TermGenres.Place)) == TermGenres.None;

    private string? One(string key) => _query.Context.TryGetValue(key, out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;

    private string[] Many(string key) =>
        One(key)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private LifeYears ReadYears()
    {
        var birth = LifeYears.FirstYear(One(AlignmentContext.Birth));
        var death = LifeYears.FirstYear(One(AlignmentContext.Death));
        return new LifeYears(birth ?? Label.Years.Birth, death ?? Label.Years.Death);
    }

    private PlaceKinds ReadKinds()
    {
        if (!MayBePlace)
            return PlaceKinds.None;
        var kinds = PlaceKinds.None;
        foreach (var type in Many(AlignmentContext.Type))
            kinds |= PlaceKindWords.OfType(type);
        foreach (var qualifier in Label.Qualifiers)
            kinds |= PlaceKindWords.Of(qualifier);
        if (kinds != PlaceKinds.None)
            return kinds;
        foreach (var note in Many(AlignmentContext.Note))
            kinds |= PlaceKindWords.OfNote(note);
        AreKindsNoted = kinds != PlaceKinds.None;
        return kinds;
    }

    private PlaceKinds ReadNotedKinds()
    {
        if (!MayBePlace)
            return PlaceKinds.None;
        var kinds = PlaceKinds.None;
        foreach (var note in Many(AlignmentContext.Note))
        {
            foreach (var part in note[..Math.Min(note.Length, MaxNote)].Split(';').Take(MaxNoteParts))
                kinds |= PlaceKindWords.OfNote(part);
        }

        return kinds & ~Kinds;
    }

    private Coordinates? ReadPoint()
    {
        if (!MayBePlace)
            return null;
        if (Coordinates.TryParse(One(AlignmentContext.Coordinates), out var point))
            return point;
        foreach (var note in Many(AlignmentContext.Note))
        {
            if (Coordinates.TryParse(note, out point))
                return point;
        }

        return null;
    }

    private static TermGenres GenresIn(string folded)
    {
        var genres = TermGenres.None;
        var before = "";
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxGenreWords))
        {
            genres |= GenreWords.Of(word) | (before.Length > 0 ? GenreWords.Of($"{before} {word}") : TermGenres.None);
            before = word;
        }

        return genres;
    }

    private string ReadNotes()
    {
        if (MayBePlace && Rule.Genres != TermGenres.None)
            return "";
        var text = string.Join(' ', Many(AlignmentContext.Note).Concat(Many(AlignmentContext.Description)));
        return text.Length == 0 ? "" : $" {TextFolder.Fold(text.AsSpan(0, Math.Min(text.Length, MaxNote)))} ";
    }

    private HashSet<CountryCode> ReadCountries()
    {
        var countries = new HashSet<CountryCode>();
        if (Rule.Genres != TermGenres.Place)
            return countries;
        foreach (var qualifier in Label.Qualifiers)
            countries.UnionWith(Catalog.Countries.Of(qualifier));
        foreach (var broader in Broader)
            countries.UnionWith(Catalog.Countries.Of(broader.Direct));
        foreach (var name in Many(AlignmentContext.AlternateName).Take(MaxAlternateNames))
        {
            foreach (var qualifier in LabelForm.Parse(name).Qualifiers)
                countries.UnionWith(Catalog.Countries.Of(qualifier));
        }

        if (countries.Count > 0)
            return countries;
        foreach (var note in Many(AlignmentContext.Note).Concat(Many(AlignmentContext.Description)))
            Catalog.Countries.AddNamedIn(note, countries);
        return countries;
    }

    private List<string> ReadIdentifiers()
    {
        var identifiers = Many(AlignmentContext.Identifier).Where(text => text.Contains(':', StringComparison.Ordinal)).ToList();
        if (_query.Label.Contains("://", StringComparison.Ordinal) && !_query.Label.Trim().Contains(' ', StringComparison.Ordinal))
            identifiers.Add(_query.Label.Trim());
        return identifiers;
    }
}
