using System.Globalization;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Puts the values of one subject together to a <see cref="TermRecord"/>.</summary>
internal sealed class TermRecordBuilder(string iri, TermIndexOptions options, bool classesAreTerms = false)
{
    private readonly TermRecord _record = new() { Iri = iri };
    private readonly List<TermLabel> _plainNames = [];
    private readonly Dictionary<(string Text, string Language), int> _labelPlaces = [];
    private readonly HashSet<TermRelation> _relations = [];
    private bool _noTerm;

    /// <summary>How many texts had been encoded twice.</summary>
    internal int MendedTexts { get; private set; }

    internal void Literal(TermProperty property, string text, string language)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (DoubleEncoding.TryMend(text, out var mended))
        {
            text = mended;
            MendedTexts++;
        }

        switch (property)
        {
            case TermProperty.PreferredLabel:
                AddLabel(new TermLabel(TermLabelKind.Preferred, text.Trim(), language));
                break;
            case TermProperty.PlainName:
                _plainNames.Add(new TermLabel(TermLabelKind.Preferred, text.Trim(), language));
                break;
            case TermProperty.AlternativeLabel:
                AddLabel(new TermLabel(TermLabelKind.Alternative, text.Trim(), language));
                break;
            case TermProperty.HiddenLabel:
                AddLabel(new TermLabel(TermLabelKind.Hidden, text.Trim(), language));
                break;
            case TermProperty.Notation:
                AddOnce(_record.Notations, text.Trim());
                break;
            case TermProperty.Definition:
                AddNote(TermNoteKind.Definition, text, language);
                break;
            case TermProperty.ScopeNote:
                AddNote(TermNoteKind.ScopeNote, text, language);
                break;
            case TermProperty.Note:
                AddNote(TermNoteKind.Note, text, language);
                break;
            case TermProperty.Type:
                AddOnce(_record.Types, text.Trim());
                break;
            case TermProperty.Birth:
                _record.Birth ??= LifeYears.FirstYear(text);
                break;
            case TermProperty.Death:
                _record.Death ??= LifeYears.FirstYear(text);
                break;
            case TermProperty.Latitude when Degrees(text, 90) is { } latitude:
                _record.Latitude ??= latitude;
                break;
            case TermProperty.Longitude when Degrees(text, 180) is { } longitude:
                _record.Longitude ??= longitude;
                break;
            case TermProperty.WellKnownText when Coordinates.TryParse(text, out var point):
                _record.Latitude ??= point.Latitude;
                _record.Longitude ??= point.Longitude;
                break;
            case TermProperty.Country:
                _record.Country ??= text.Trim();
                break;
            case TermProperty.Population when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var population):
                _record.Population ??= population;
                break;
            case TermProperty.Deprecated:
                _record.IsDeprecated |= text.Trim() is "true" or "1";
                break;
            case TermProperty.ExactMatch or TermProperty.CloseMatch when text.Contains("://", StringComparison.Ordinal):
                Iri(property, text.Trim());
                break;
        }
    }

    internal void Iri(TermProperty property, string value)
    {
        switch (property)
        {
            case TermProperty.Scheme:
                AddOnce(_record.Schemes, value);
                break;
            case TermProperty.Type:
                _noTerm |= WellKnownTypes.IsNoTerm(value) || (!classesAreTerms && WellKnownTypes.IsClass(value));
                AddOnce(_record.Types, value);
                break;
            case TermProperty.ReplacedBy:
                _record.IsDeprecated = true;
                AddRelation(TermRelationKind.ReplacedBy, value);
                break;
            default:
                if (RelationOf(property) is { } kind)
                    AddRelation(kind, value);
                break;
        }
    }

    /// <summary>The record; nothing if the subject turns out to be no term or to have no usable label.</summary>
    internal TermRecord? Build()
    {
        // Names of other vocabularies are the preferred labels only where SKOS gives none.
        var hasPreferred = _record.Labels.Any(label => label.Kind == TermLabelKind.Preferred);
        foreach (var name in _plainNames)
            AddLabel(hasPreferred ? name with { Kind = TermLabelKind.Alternative } : name);
        return _noTerm || _record.Labels.Count == 0 ? null : _record;
    }

    private static TermRelationKind? RelationOf(TermProperty property) => property switch
    {
        TermProperty.Broader => TermRelationKind.Broader,
        TermProperty.Narrower => TermRelationKind.Narrower,
        TermProperty.Related => TermRelationKind.Related,
        TermProperty.ExactMatch => TermRelationKind.ExactMatch,
        TermProperty.CloseMatch => TermRelationKind.CloseMatch,
        TermProperty.BroadMatch => TermRelationKind.BroadMatch,
        TermProperty.NarrowMatch => TermRelationKind.NarrowMatch,
        TermProperty.RelatedMatch => TermRelationKind.RelatedMatch,
        TermProperty.SeeAlso => TermRelationKind.SeeAlso,
        _ => null,
    };

    private static double? Degrees(string text, double limit) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit ? degrees : null;

    // One text in one language counts once, as its best kind.
    private void AddLabel(TermLabel label)
    {
        if (_labelPlaces.TryAdd((label.Text, label.Language), _record.Labels.Count))
            _record.Labels.Add(label);
        else if (_labelPlaces[(label.Text, label.Language)] is var place && label.Kind < _record.Labels[place].Kind)
            _record.Labels[place] = label;
    }

    private void AddNote(TermNoteKind kind, string text, string language) =>
        _record.Notes.Add(new TermNote(kind, text.Length <= options.MaxNoteLength ? text : text[..options.MaxNoteLength], language));

    private void AddRelation(TermRelationKind kind, string other)
    {
        var relation = new TermRelation(kind, other);
        if (_relations.Add(relation))
            _record.Relations.Add(relation);
    }

    private static void AddOnce(IList<string> list, string value)
    {
        if (!list.Contains(value))
            list.Add(value);
    }
}
