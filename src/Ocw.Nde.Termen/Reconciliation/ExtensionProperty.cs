using System.Globalization;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Something of a term that data can be extended with.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="NameNl">Its Dutch name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="HoldsTerms">Whether its values are terms of the same service.</param>
/// <param name="Read">Its values.</param>
public sealed record ExtensionProperty(string Id, string NameNl, string NameEn, bool HoldsTerms, Func<Term, ExtensionRequest, IEnumerable<ExtensionValue>> Read)
{
    /// <summary>All properties, in the order in which they are proposed; the first three are those of NDE's Network of Terms.</summary>
    public static IReadOnlyList<ExtensionProperty> All { get; } =
    [
        new("prefLabels", "voorkeurslabels", "preferred labels", false, (term, request) => Labels(term, TermLabelKind.Preferred, request)),
        new("altLabels", "andere labels", "other labels", false, (term, request) => Labels(term, TermLabelKind.Alternative, request)),
        new("scopeNotes", "toelichtingen", "scope notes", false, (term, request) => Notes(term, TermNoteKind.ScopeNote, request)),
        new("definitions", "definities", "definitions", false, (term, request) => Notes(term, TermNoteKind.Definition, request)),
        new("broader", "ruimere termen", "broader terms", true, (term, request) => Terms(term.Broader, request)),
        new("narrower", "nauwere termen", "narrower terms", true, (term, request) => Terms(term.Narrower, request)),
        new("related", "verwante termen", "related terms", true, (term, request) => Terms(term.Related, request)),
        new("exactMatch", "gelijke termen elders", "the same term elsewhere", false, (term, _) => Matches(term, TermRelationKind.ExactMatch)),
        new("closeMatch", "bijna gelijke termen elders", "nearly the same term elsewhere", false, (term, _) => Matches(term, TermRelationKind.CloseMatch)),
        new("notations", "notaties", "notations", false, (term, _) => term.Notations.Select(ExtensionValue.OfText)),
        new("birth", "geboortejaar", "year of birth", false, (term, _) => Year(term.Birth)),
        new("death", "sterfjaar", "year of death", false, (term, _) => Year(term.Death)),
        new("coordinates", "coördinaten", "coordinates", false, (term, _) => Point(term)),
        new("latitude", "breedtegraad", "latitude", false, (term, _) => Degrees(term.Latitude)),
        new("longitude", "lengtegraad", "longitude", false, (term, _) => Degrees(term.Longitude)),
        new("types", "soorten", "types", false, (term, _) => term.Types.Concat(term.Schemes).Select(ExtensionValue.OfText)),
        new("status", "status", "status", false, (term, _) => [ExtensionValue.OfText(term.IsDeprecated ? "deprecated" : "current")]),
        new("replacedBy", "vervangen door", "replaced by", true, (term, request) => Terms(term.ReplacedBy, request)),
        new("source", "terminologiebron", "terminology source", false, (term, request) => [ExtensionValue.OfText(request.IsDutch ? term.Source.TitleNl : term.Source.TitleEn)]),
    ];

    /// <summary>The property of an identifier, or <see langword="null"/>.</summary>
    public static ExtensionProperty? Find(string id) => All.FirstOrDefault(property => string.Equals(property.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Its name: Dutch for «nl», else English.</summary>
    public string Name(string language) => language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? NameNl : NameEn;

    private static IEnumerable<ExtensionValue> Labels(Term term, TermLabelKind kind, ExtensionRequest request) =>
        request.InLanguage([.. term.Labels.Where(label => label.Kind == kind)], label => label.Language, term.Source.Languages).Select(label => new ExtensionValue(label.Text, Language: label.Language));

    private static IEnumerable<ExtensionValue> Notes(Term term, TermNoteKind kind, ExtensionRequest request) =>
        request.InLanguage([.. term.Notes.Where(note => note.Kind == kind)], note => note.Language, term.Source.Languages).Select(note => new ExtensionValue(note.Text, Language: note.Language));

    private static IEnumerable<ExtensionValue> Terms(IEnumerable<TermReference> terms, ExtensionRequest request) =>
        terms.Select(term => new ExtensionValue(CandidateText.Name(term, request.Languages), Id: term.Iri));

    private static IEnumerable<ExtensionValue> Matches(Term term, TermRelationKind kind) =>
        term.Matches.Where(match => match.Kind == kind).Select(match => ExtensionValue.OfText(match.Iri));

    private static IEnumerable<ExtensionValue> Year(int? year) => year is { } known ? [new ExtensionValue("", Number: known, IsWhole: true)] : [];

    private static IEnumerable<ExtensionValue> Degrees(double? degrees) => degrees is { } known ? [new ExtensionValue("", Number: Rounded(known))] : [];

    // The index keeps degrees to a metre; more decimals would be invented.
    private static double Rounded(double degrees) => Math.Round(degrees, 5);

    private static IEnumerable<ExtensionValue> Point(Term term) => term.Latitude is { } latitude && term.Longitude is { } longitude
        ? [ExtensionValue.OfText(string.Create(CultureInfo.InvariantCulture, $"{Rounded(latitude)},{Rounded(longitude)}"))]
        : [];
}

/// <summary>A value: a text, a number, or a term by name and identifier.</summary>
/// <param name="Text">The text, or the name of the term.</param>
/// <param name="Id">The identifier of the term.</param>
/// <param name="Language">The language of the text; empty if it has none.</param>
/// <param name="Number">The number.</param>
/// <param name="IsWhole">Whether the number is whole.</param>
public readonly record struct ExtensionValue(string Text, string? Id = null, string Language = "", double? Number = null, bool IsWhole = false)
{
    /// <summary>A text without language.</summary>
    public static ExtensionValue OfText(string text) => new(text);
}

/// <summary>What is asked of one property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Limit">The most values; 0 for all.</param>
/// <param name="Language">The language, <c>*</c> for all, or empty for the first of <paramref name="Languages"/> that has any.</param>
/// <param name="Languages">The languages of the request, best first.</param>
public sealed record ExtensionRequest(ExtensionProperty Property, int Limit, string Language, IReadOnlyList<string> Languages)
{
    internal bool IsDutch => Languages is ["nl", ..];

    internal IEnumerable<T> InLanguage<T>(IReadOnlyList<T> values, Func<T, string> languageOf, IReadOnlyList<string> ofSource)
    {
        if (values.Count == 0 || Language is "*")
            return values;
        if (Language.Length > 0)
            return values.Where(value => LabelChoice.SameLanguage(languageOf(value), Language));
        var best = values.Min(Cost);
        return values.Where(value => Cost(value) == best);

        // What has no language stands for every language that there is nothing in.
        int Cost(T value) => languageOf(value).Length == 0 ? 99 : LabelChoice.LanguageCost(languageOf(value), Languages, ofSource);
    }
}
