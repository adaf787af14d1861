using System.Collections.Frozen;

namespace Ocw.Nde.Termen.Search;

/// <summary>The reasons of <see cref="TermHit"/>: stable codes, best first.</summary>
public static class SearchReasons
{
    /// <summary>The text is the IRI of the term.</summary>
    public const string IdentifierEqual = "identifier-equal";

    /// <summary>The text is the IRI of an exact match of the term.</summary>
    public const string IdentifierMatched = "identifier-matched";

    /// <summary>The text is the last part of the IRI.</summary>
    public const string LocalIdEqual = "local-id-equal";

    /// <summary>The notation is the text.</summary>
    public const string NotationEqual = "notation-equal";

    /// <summary>The notation begins with the text, or holds its words.</summary>
    public const string NotationStarts = "notation-starts";

    /// <summary>The text is a notation that is composed on this term's.</summary>
    public const string NotationComposed = "notation-composed";

    /// <summary>The label is the text, after folding.</summary>
    public const string LabelEqual = "label-equal";

    /// <summary>The label has the same words in another order.</summary>
    public const string WordsEqual = "words-equal";

    /// <summary>The label begins with the text.</summary>
    public const string LabelStarts = "label-starts";

    /// <summary>The label has the same words in another form: plural, inflection.</summary>
    public const string StemsEqual = "stems-equal";

    /// <summary>The words of the text stand together in the label.</summary>
    public const string PhraseContained = "phrase-contained";

    /// <summary>A word of the label fits the pattern.</summary>
    public const string PatternFits = "pattern-fits";

    /// <summary>All words of the text stand in the label.</summary>
    public const string WordsContained = "words-contained";

    /// <summary>All words of the text stand in the label, some in another form.</summary>
    public const string StemsContained = "stems-contained";

    /// <summary>The label has the parts of a compound in the text, or the compound of words in it.</summary>
    public const string CompoundParts = "compound-parts";

    /// <summary>The label is nearly the text: written together or apart, or in another spelling.</summary>
    public const string LabelNear = "label-near";

    /// <summary>The label has the words of the text but for typing errors.</summary>
    public const string Typo = "typo";

    /// <summary>The label has one part of a compound in the text.</summary>
    public const string CompoundPart = "compound-part";

    /// <summary>The words stand in a note of the term.</summary>
    public const string NoteContained = "note-contained";

    /// <summary>The term is none of those that the query leaves out.</summary>
    public const string NotExcluded = "not-excluded";

    private static readonly FrozenDictionary<string, (string Nl, string En)> s_words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        [IdentifierEqual] = ("de IRI is gelijk", "the IRI is the same"),
        [IdentifierMatched] = ("een exacte match van de term heeft deze IRI", "an exact match of the term has this IRI"),
        [LocalIdEqual] = ("het nummer aan het eind van de IRI is gelijk", "the number at the end of the IRI is the same"),
        [NotationEqual] = ("de notatie is gelijk", "the notation is the same"),
        [NotationStarts] = ("de notatie begint zo", "the notation begins so"),
        [NotationComposed] = ("de notatie is op die van deze term gebouwd", "the notation is composed on that of this term"),
        [LabelEqual] = ("het label is gelijk", "the label is the same"),
        [WordsEqual] = ("dezelfde woorden in een andere volgorde", "the same words in another order"),
        [LabelStarts] = ("het label begint zo", "the label begins so"),
        [StemsEqual] = ("dezelfde woorden in een andere vorm", "the same words in another form"),
        [PhraseContained] = ("de woorden staan samen in het label", "the words stand together in the label"),
        [PatternFits] = ("een woord van het label past op het patroon", "a word of the label fits the pattern"),
        [WordsContained] = ("alle woorden staan in het label", "all words stand in the label"),
        [StemsContained] = ("alle woorden staan in het label, in een andere vorm", "all words stand in the label, in another form"),
        [CompoundParts] = ("het label heeft de delen van de samenstelling", "the label has the parts of the compound"),
        [LabelNear] = ("het label is bijna gelijk geschreven", "the label is spelled nearly the same"),
        [Typo] = ("de woorden staan in het label, op een typefout na", "the words stand in the label but for a typing error"),
        [CompoundPart] = ("het label heeft één deel van de samenstelling", "the label has one part of the compound"),
        [NoteContained] = ("de woorden staan in een toelichting", "the words stand in a note"),
        [NotExcluded] = ("de term is niet uitgesloten", "the term is not left out"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes, best first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        IdentifierEqual, NotationEqual, LabelEqual, LocalIdEqual, IdentifierMatched, WordsEqual, NotationComposed, LabelStarts, NotationStarts, StemsEqual, PhraseContained, PatternFits, WordsContained,
        StemsContained, CompoundParts, LabelNear, Typo, CompoundPart, NoteContained, NotExcluded,
    ];

    /// <summary>A reason in words, in Dutch and English; the code itself if it is none of ours.</summary>
    public static (string Nl, string En) Explain(string reason) => s_words.GetValueOrDefault(reason, (reason, reason));
}
