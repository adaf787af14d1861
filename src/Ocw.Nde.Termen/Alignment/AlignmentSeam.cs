using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>A value of a dataset that asks for a shared term: one per minted node, however many records use it.</summary>
/// <param name="Node">The IRI that the mapping minted for the value; a link is <c>Node schema:sameAs Term</c>.</param>
/// <param name="Field">The role in which it is used: <c>creator</c>, <c>place</c>, <c>about</c>, <c>material</c>, <c>type</c>, …</param>
/// <param name="Label">The institution's own words.</param>
/// <param name="Language">Their language, if known.</param>
/// <param name="Notation">A notation or code, if the source gives one (Iconclass).</param>
/// <param name="Context">What else the record knows of it: <c>birth</c>, <c>death</c>, <c>date</c>, <c>broader</c>, <c>identifier</c>…</param>
public sealed record AlignmentQuery(
    Iri Node,
    string Field,
    string Label,
    string? Language,
    string? Notation,
    IReadOnlyDictionary<string, string> Context);

/// <summary>A term that a value was compared with, with the outcome.</summary>
/// <param name="Query">The value.</param>
/// <param name="Term">The term.</param>
/// <param name="Source">The id of the terminology source.</param>
/// <param name="MatchedLabel">The label or notation of the term that matched.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Status">Whether it is published or waits for a person.</param>
/// <param name="Reasons">Why, as stable codes with their values (<c>label-equal</c>, <c>only-candidate</c>, <c>birth-year-equal</c>, <c>type-contradicts</c> …).</param>
public sealed record Alignment(
    AlignmentQuery Query,
    Iri Term,
    string Source,
    string MatchedLabel,
    double Score,
    AlignmentStatus Status,
    IReadOnlyList<string> Reasons)
{
    /// <summary>How the term relates to the value: the same, or broader (a composed notation on a listed one), which is no <c>schema:sameAs</c>.</summary>
    public AlignmentRelation Relation { get; init; }
}

/// <summary>How a term relates to a value.</summary>
public enum AlignmentRelation
{
    /// <summary>They mean the same: <c>schema:sameAs</c>, <c>skos:exactMatch</c>.</summary>
    Exact,

    /// <summary>The term is broader: <c>skos:broadMatch</c>.</summary>
    Broad,

    /// <summary>They mean nearly the same, and which of the two is broader is not known: <c>skos:closeMatch</c>, which is no <c>schema:sameAs</c>.</summary>
    Close,
}

/// <summary>What is done with an <see cref="Alignment"/>.</summary>
public enum AlignmentStatus
{
    /// <summary>Sure enough: a link is published.</summary>
    Accepted,

    /// <summary>Waits for a person in the proposals graph.</summary>
    Proposed,
}
