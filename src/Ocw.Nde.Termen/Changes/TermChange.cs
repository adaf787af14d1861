using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Changes;

/// <summary>What happened to a term between two versions of its source.</summary>
/// <param name="Kind">What.</param>
/// <param name="Iri">The term.</param>
/// <param name="Label">Its name, to show; of the old version where it is gone.</param>
/// <param name="Details">What came and what went; empty for terms that are new or gone.</param>
/// <param name="ReplacedBy">The terms that take its place, where the source says so.</param>
/// <param name="Term">The term as it is now; <see langword="null"/> where it is gone.</param>
public sealed record TermChange(TermChangeKind Kind, string Iri, string Label, IReadOnlyList<TermDetail> Details, IReadOnlyList<string> ReplacedBy, TermRecord? Term)
{
    /// <summary>Whether it may touch what the term is used for: it is gone, withdrawn or replaced, or its preferred name or its place changed.</summary>
    public bool ConcernsUses => Kind is TermChangeKind.Removed or TermChangeKind.Deprecated or TermChangeKind.Replaced
        || (Kind == TermChangeKind.Changed && Details.Any(detail => detail.Part is TermPart.PreferredLabel or TermPart.Broader or TermPart.Years));
}

/// <summary>The kinds of change.</summary>
public enum TermChangeKind
{
    /// <summary>New in the source.</summary>
    Added,

    /// <summary>Labels, notes, relations or facts are others.</summary>
    Changed,

    /// <summary>The source has withdrawn it.</summary>
    Deprecated,

    /// <summary>Withdrawn before, and valid again.</summary>
    Restored,

    /// <summary>The source names another term in its place (<c>dcterms:isReplacedBy</c>), be it withdrawn or gone.</summary>
    Replaced,

    /// <summary>The source does not have it any more.</summary>
    Removed,
}

/// <summary>The parts of a term.</summary>
public enum TermPart
{
    /// <summary>Preferred labels.</summary>
    PreferredLabel,

    /// <summary>Alternative labels.</summary>
    AlternativeLabel,

    /// <summary>Hidden labels.</summary>
    HiddenLabel,

    /// <summary>Definitions and notes.</summary>
    Note,

    /// <summary>Notations.</summary>
    Notation,

    /// <summary>Broader terms.</summary>
    Broader,

    /// <summary>Other relations and matches.</summary>
    Relation,

    /// <summary>Schemes and types.</summary>
    Type,

    /// <summary>Years of birth and death.</summary>
    Years,
}

/// <summary>What came and went in one part of a term.</summary>
/// <param name="Part">The part.</param>
/// <param name="Added">What is there now and was not: texts with their language (<c>vaas@nl</c>), or IRIs.</param>
/// <param name="Removed">What was there and is not any more.</param>
public sealed record TermDetail(TermPart Part, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);
