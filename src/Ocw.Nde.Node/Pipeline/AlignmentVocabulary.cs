using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>The words in which the evidence of an alignment is written: SSSOM (https://w3id.org/sssom/), OWL annotations, SEMAPV, and the node's own.</summary>
internal static class AlignmentVocabulary
{
    public const string Sssom = "https://w3id.org/sssom/";
    public const string Semapv = "https://w3id.org/semapv/vocab/";
    public const string Model = "https://w3id.org/ocw-nde/model#";
    public const string Owl = "http://www.w3.org/2002/07/owl#";
    public const string Skos = "http://www.w3.org/2004/02/skos/core#";

    public const string Mapping = Sssom + "Mapping";
    public const string Source = Owl + "annotatedSource";
    public const string Predicate = Owl + "annotatedProperty";
    public const string Target = Owl + "annotatedTarget";
    public const string SubjectLabel = Sssom + "subject_label";
    public const string Justification = Sssom + "mapping_justification";
    public const string Confidence = Sssom + "confidence";
    public const string Tool = Sssom + "mapping_tool";
    public const string ToolVersion = Sssom + "mapping_tool_version";
    public const string SubjectType = Sssom + "subject_type";
    public const string SubjectSource = Sssom + "subject_source";
    public const string ObjectSourceVersion = Sssom + "object_source_version";
    public const string ReviewerLabel = Sssom + "reviewer_label";
    public const string ReviewDate = Sssom + "review_date";
    public const string Date = "http://purl.org/dc/terms/created";
    public const string ObjectSource = Sssom + "object_source";
    public const string Field = Model + "alignedField";
    public const string MatchedLabel = Model + "matchedLabel";
    public const string Score = Model + "score";
    public const string Reason = Model + "reason";
    public const string Status = Model + "alignmentStatus";
    public const string Accepted = Model + "Accepted";
    public const string Proposed = Model + "Proposed";
    public const string ExactMatch = Skos + "exactMatch";

    // What identifies beyond the label: the match rests on more than words.
    private static readonly string[] s_evidence = ["birth-year-equal", "death-year-equal", "coordinates-near", "country-equal", "broader-equal", "alternate-name-decides", "qualifier-agrees"];

    /// <summary>The relation as an IRI of SKOS.</summary>
    public static string PredicateOf(AlignmentRelation relation) => Skos + (relation switch { AlignmentRelation.Broad => "broadMatch", AlignmentRelation.Close => "closeMatch", _ => "exactMatch" });

    /// <summary>The kind of justification (SEMAPV) that the reasons amount to.</summary>
    public static string JustificationOf(IReadOnlyList<string> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        bool Has(string code) => reasons.Any(reason => reason == code || reason.StartsWith(code + "=", StringComparison.Ordinal));
        if (Has(AlignmentReasons.DecidedByPerson))
            return Semapv + "ManualMappingCuration";
        if (Has(AlignmentReasons.IdentifierEqual) || Has(AlignmentReasons.IdentifierMatched))
            return Semapv + "MappingChaining";
        if (Array.Exists(s_evidence, Has))
            return Semapv + "CompositeMatching";
        return Semapv + (Has(AlignmentReasons.LabelEqual) || Has(AlignmentReasons.AlternativeLabelEqual) || Has(AlignmentReasons.HiddenLabelEqual) || Has(AlignmentReasons.NotationEqual) ? "LexicalMatching" : "LexicalSimilarityThresholdMatching");
    }
}
