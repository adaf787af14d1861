using System.Collections.Frozen;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>The reasons of an <see cref="Alignment"/>: stable codes, some with a value (<c>birth-year-equal=1606</c>), and their words.</summary>
public static class AlignmentReasons
{
    /// <summary>A person decided; wins over everything.</summary>
    public const string DecidedByPerson = "decided-by-person";

    /// <summary>Other institutions decided so about the same words; the value is their number.</summary>
    public const string DecidedElsewhere = "decided-elsewhere";

    /// <summary>A person said of other terms that they are not meant; this one was not asked yet.</summary>
    public const string OthersRejected = "others-rejected";

    /// <summary>The source gives the IRI of the term.</summary>
    public const string IdentifierEqual = "identifier-equal";

    /// <summary>The source gives an IRI that the term names as exact match.</summary>
    public const string IdentifierMatched = "identifier-matched";

    /// <summary>The notation is equal.</summary>
    public const string NotationEqual = "notation-equal";

    /// <summary>The notation is composed on that of the term and means something narrower.</summary>
    public const string NotationComposed = "notation-composed";

    /// <summary>The preferred label is equal after folding.</summary>
    public const string LabelEqual = "label-equal";

    /// <summary>An alternative label is equal after folding.</summary>
    public const string AlternativeLabelEqual = "alternative-label-equal";

    /// <summary>A hidden label is equal after folding.</summary>
    public const string HiddenLabelEqual = "hidden-label-equal";

    /// <summary>No other term of the source fits.</summary>
    public const string OnlyCandidate = "only-candidate";

    /// <summary>Other terms of the source fit as well; the value is their number.</summary>
    public const string SeveralCandidates = "several-candidates";

    /// <summary>Of several terms only this one agrees in years.</summary>
    public const string YearsDecide = "years-decide";

    /// <summary>Of several terms only this one lies where the value lies.</summary>
    public const string CoordinatesDecide = "coordinates-decide";

    /// <summary>Of several terms only this one bears the other names too.</summary>
    public const string AlternateNameDecides = "alternate-name-decides";

    /// <summary>Years of birth are equal.</summary>
    public const string BirthYearEqual = "birth-year-equal";

    /// <summary>Years of death are equal.</summary>
    public const string DeathYearEqual = "death-year-equal";

    /// <summary>A year differs by one or two.</summary>
    public const string YearNear = "year-near";

    /// <summary>Years of birth contradict.</summary>
    public const string BirthYearDiffers = "birth-year-differs";

    /// <summary>Years of death contradict.</summary>
    public const string DeathYearDiffers = "death-year-differs";

    /// <summary>The lives do not overlap, or the object is older than its maker.</summary>
    public const string LifetimeContradicts = "lifetime-contradicts";

    /// <summary>The term is of a type that the field does not hold.</summary>
    public const string TypeContradicts = "type-contradicts";

    /// <summary>The kinds of place contradict.</summary>
    public const string PlaceKindContradicts = "place-kind-contradicts";

    /// <summary>The kinds of place agree.</summary>
    public const string PlaceKindEqual = "place-kind-equal";

    /// <summary>The broader term or place agrees.</summary>
    public const string BroaderEqual = "broader-equal";

    /// <summary>The source of the term places it elsewhere.</summary>
    public const string BroaderContradicts = "broader-contradicts";

    /// <summary>The coordinates agree; the value is the distance in kilometres.</summary>
    public const string CoordinatesNear = "coordinates-near";

    /// <summary>The coordinates contradict; the value is the distance in kilometres.</summary>
    public const string CoordinatesFar = "coordinates-far";

    /// <summary>The coordinates agree once north and south, east and west, or the two numbers are changed over; the value is the distance in kilometres.</summary>
    public const string CoordinatesMirrored = "coordinates-mirrored";

    /// <summary>The qualifier of one agrees with what is known of the other.</summary>
    public const string QualifierAgrees = "qualifier-agrees";

    /// <summary>Only one of the labels has a qualifier or years, and nothing says whether it applies.</summary>
    public const string QualifierOpen = "qualifier-open";

    /// <summary>The qualifiers differ.</summary>
    public const string QualifierDiffers = "qualifier-differs";

    /// <summary>The labels are equal but in different languages.</summary>
    public const string LanguageDiffers = "language-differs";

    /// <summary>The name has initials only, which does not identify a person.</summary>
    public const string InitialsOnly = "initials-only";

    /// <summary>Surname and forename stand in opposite order.</summary>
    public const string NameOrderDiffers = "name-order-differs";

    /// <summary>One name may be the shorter form of the other: initials or fewer forenames.</summary>
    public const string NameCompatible = "name-compatible";

    /// <summary>The forenames stand for one another («Frans» and «Franciscus»), or someone is called by a later one.</summary>
    public const string NameVariant = "name-variant";

    /// <summary>The surname is equal, one of the names has no forename.</summary>
    public const string SurnameOnly = "surname-only";

    /// <summary>The label is equal but for a word for the kind of place.</summary>
    public const string PlaceNameEqual = "place-name-equal";

    /// <summary>The label is a name of the same place in another language or from another time.</summary>
    public const string PlaceNameKnown = "place-name-known";

    /// <summary>The qualifier of the value is the label.</summary>
    public const string QualifierNames = "qualifier-names";

    /// <summary>The labels are equal but for plural, ending or spelling; the value is the likeness.</summary>
    public const string LabelNear = "label-near";

    /// <summary>All words of the value stand in the label.</summary>
    public const string WordsContained = "words-contained";

    /// <summary>All words of the label stand in the value: the term may be broader.</summary>
    public const string LabelContained = "label-contained";

    /// <summary>The note that the source gives of the value names the term.</summary>
    public const string NotedInSource = "noted-in-source";

    /// <summary>Another name that the source gives is equal.</summary>
    public const string AlternateNameEqual = "alternate-name-equal";

    /// <summary>Another name that the source gives leads to another term.</summary>
    public const string AlternateNameElsewhere = "alternate-name-elsewhere";

    /// <summary>A term of the same name was left out since it contradicts, and nothing confirms this one.</summary>
    public const string HomonymContradicted = "homonym-contradicted";

    /// <summary>Another term bears the word in another number; the value is its label.</summary>
    public const string NumberVariant = "number-variant";

    /// <summary>Another source has something else of this name; the value is its id.</summary>
    public const string OtherSourceDiffers = "other-source-differs";

    /// <summary>The place lies in the country that the value names.</summary>
    public const string CountryEqual = "country-equal";

    /// <summary>The value names another country.</summary>
    public const string CountryDiffers = "country-differs";

    /// <summary>Of the places of this name it is by far the largest.</summary>
    public const string Prominent = "prominent";

    /// <summary>The source has withdrawn the term.</summary>
    public const string Deprecated = "deprecated";

    private static readonly FrozenDictionary<string, (string Nl, string En)> s_texts = new Dictionary<string, (string Nl, string En)>(StringComparer.Ordinal)
    {
        [DecidedByPerson] = ("door een mens beslist", "decided by a person"),
        [DecidedElsewhere] = ("een andere instelling besliste zo", "another institution decided so"),
        [OthersRejected] = ("andere termen werden afgewezen, over deze is nog niet beslist", "other terms were rejected, this one is not decided on yet"),
        [IdentifierEqual] = ("de bron noemt de term zelf", "the source names the term itself"),
        [IdentifierMatched] = ("de bron noemt een gelijkgestelde term", "the source names a matching term"),
        [NotationEqual] = ("notatie gelijk", "notation equal"),
        [NotationComposed] = ("notatie samengesteld op die van de term (term is ruimer)", "notation composed on that of the term (term is broader)"),
        [LabelEqual] = ("voorkeurslabel gelijk", "preferred label equal"),
        [AlternativeLabelEqual] = ("alternatief label gelijk", "alternative label equal"),
        [HiddenLabelEqual] = ("verborgen label gelijk", "hidden label equal"),
        [OnlyCandidate] = ("enige kandidaat in de bron", "only candidate in the source"),
        [SeveralCandidates] = ("meerdere kandidaten in de bron", "several candidates in the source"),
        [YearsDecide] = ("de jaartallen wijzen één kandidaat aan", "the years single out one candidate"),
        [CoordinatesDecide] = ("de coördinaten wijzen één kandidaat aan", "the coordinates single out one candidate"),
        [AlternateNameDecides] = ("een andere naam wijst één kandidaat aan", "another name singles out one candidate"),
        [BirthYearEqual] = ("geboortejaar gelijk", "year of birth equal"),
        [DeathYearEqual] = ("sterfjaar gelijk", "year of death equal"),
        [YearNear] = ("jaartal scheelt één of twee", "a year differs by one or two"),
        [BirthYearDiffers] = ("geboortejaar verschilt", "year of birth differs"),
        [DeathYearDiffers] = ("sterfjaar verschilt", "year of death differs"),
        [LifetimeContradicts] = ("levensjaren spreken elkaar tegen", "lifetimes contradict"),
        [TypeContradicts] = ("soort term past niet bij het veld", "type of term does not fit the field"),
        [PlaceKindContradicts] = ("soort plaats verschilt", "kind of place differs"),
        [PlaceKindEqual] = ("soort plaats gelijk", "kind of place equal"),
        [BroaderEqual] = ("bovenliggende term gelijk", "broader term equal"),
        [BroaderContradicts] = ("ligt volgens de bron elders", "lies elsewhere according to the source"),
        [CoordinatesNear] = ("ligt op dezelfde plek (km)", "lies at the same spot (km)"),
        [CoordinatesFar] = ("ligt elders (km)", "lies elsewhere (km)"),
        [CoordinatesMirrored] = ("ligt op dezelfde plek als noord en zuid, oost en west of de twee getallen verwisseld zijn (km)", "lies at the same spot if north and south, east and west or the two numbers were swapped (km)"),
        [QualifierAgrees] = ("toevoeging tussen haakjes klopt met de context", "qualifier agrees with the context"),
        [QualifierOpen] = ("slechts één label heeft een toevoeging", "only one label has a qualifier"),
        [QualifierDiffers] = ("toevoegingen verschillen", "qualifiers differ"),
        [LanguageDiffers] = ("labels gelijk, talen verschillend", "labels equal, languages differ"),
        [InitialsOnly] = ("alleen voorletters: wijst geen persoon aan", "initials only: does not identify a person"),
        [NameOrderDiffers] = ("voor- en achternaam verwisseld", "surname and forename swapped"),
        [NameCompatible] = ("naam past: voorletters of minder voornamen", "name fits: initials or fewer forenames"),
        [NameVariant] = ("voornamen staan voor elkaar, of roepnaam", "forenames stand for one another, or a name by which someone is called"),
        [LabelContained] = ("het label staat in de waarde: de term is misschien ruimer", "the label stands in the value: the term may be broader"),
        [NotedInSource] = ("de toelichting van de bron noemt de term", "the source's note names the term"),
        [CountryEqual] = ("land gelijk", "country equal"),
        [CountryDiffers] = ("land verschilt", "country differs"),
        [Prominent] = ("verreweg de grootste plaats van die naam", "by far the largest place of that name"),
        [SurnameOnly] = ("alleen de achternaam is gelijk", "only the surname is equal"),
        [PlaceNameEqual] = ("naam gelijk zonder het woord voor de soort plaats", "name equal without the word for the kind of place"),
        [PlaceNameKnown] = ("naam van dezelfde plaats in een andere taal of tijd", "name of the same place in another language or time"),
        [QualifierNames] = ("de toevoeging tussen haakjes is het label", "the qualifier is the label"),
        [LabelNear] = ("label bijna gelijk (enkelvoud, meervoud of spelling)", "label nearly equal (singular, plural or spelling)"),
        [WordsContained] = ("alle woorden staan in het label", "all words stand in the label"),
        [AlternateNameEqual] = ("andere naam uit de bron gelijk", "another name given by the source is equal"),
        [AlternateNameElsewhere] = ("andere naam uit de bron wijst naar een andere term", "another name given by the source leads elsewhere"),
        [HomonymContradicted] = ("naamgenoot viel af, niets bevestigt deze term", "a namesake was ruled out, nothing confirms this term"),
        [NumberVariant] = ("een andere term heeft het woord in enkelvoud of meervoud", "another term has the word in singular or plural"),
        [OtherSourceDiffers] = ("een andere bron kent iets anders van deze naam", "another source has something else of this name"),
        [Deprecated] = ("term is vervallen", "term is withdrawn"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes.</summary>
    public static IEnumerable<string> All => s_texts.Keys;

    /// <summary>A reason in words: Dutch for «nl», else English; the value, if there is one, follows a colon. An unknown code is given back as it is.</summary>
    public static string Describe(string reason, string language)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(language);
        var equals = reason.IndexOf('=', StringComparison.Ordinal);
        var code = equals < 0 ? reason : reason[..equals];
        if (!s_texts.TryGetValue(code, out var texts))
            return reason;
        var text = language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? texts.Nl : texts.En;
        return equals < 0 ? text : $"{text}: {reason[(equals + 1)..]}";
    }
}
