using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>A part of a shapes graph that is not well-formed or not supported, and what was done with it instead.</summary>
/// <param name="Shape">The shape that it stands in.</param>
/// <param name="Kind">Whether the part still counts.</param>
/// <param name="Message">What is wrong, and the consequence.</param>
public sealed record ShapesNotice(RdfTerm Shape, ShapesNoticeKind Kind, LocalizedText Message);

/// <summary>What became of a faulty part of a shapes graph.</summary>
public enum ShapesNoticeKind : byte
{
    /// <summary>It was read in another way, which the message names.</summary>
    Reinterpreted,

    /// <summary>It is not checked at all.</summary>
    NotChecked,

    /// <summary>It cannot be carried out, and the standard demands that a validation fails on it: everything else was checked, but «conforms» is not established.</summary>
    Failure,
}
