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
        Point = ReadPoint();
        Broader = [.. Many(AlignmentContext.Broader).Select(LabelForm.Parse).Where(form => !form.IsEmpty)];
        AlternateNames = [.. Many(AlignmentContext.AlternateName).Select(LabelForm.Parse).Where(form => !form.IsEmpty && !string.Equals(form.Sorted, Label.Sorted, StringComparison.Ordinal)).Take(MaxAlternateNames)];
        Identifiers = ReadIdentifiers();
        Person = MayBeAgent ? PersonName.Parse(Label.Base) : null;
    }

    internal const int MaxLabel = 1000;

    internal const int MaxAlternateNames = 20;

    internal AlignmentQuery Query => _query;

    internal FieldRule Rule { get; }

    internal LabelForm Label { get; }

    /// <summary>The words of the whole label with its qualifiers, sorted.</summary>
    internal string WholeSorted { get; }

    internal LifeYears Years { get; }

    internal int? WorkYear { get; }

    internal PlaceKinds Kinds { get; }

    internal Coordinates? Point { get; }

    internal IReadOnlyList<LabelForm> Broader { get; }

    internal IReadOnlyList<LabelForm> AlternateNames { get; }

    internal IReadOnlyList<string> Identifiers { get; }

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
        foreach (var note in kinds == PlaceKinds.None ? Many(AlignmentContext.Note) : [])
            kinds |= PlaceKindWords.OfNote(note);
        return kinds;
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

    private List<string> ReadIdentifiers()
    {
        var identifiers = Many(AlignmentContext.Identifier).Where(text => text.Contains(':', StringComparison.Ordinal)).ToList();
        if (_query.Label.Contains("://", StringComparison.Ordinal) && !_query.Label.Trim().Contains(' ', StringComparison.Ordinal))
            identifiers.Add(_query.Label.Trim());
        return identifiers;
    }
}
