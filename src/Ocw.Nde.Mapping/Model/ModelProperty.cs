using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Model;

/// <summary>What the shared model expects as the value of a property.</summary>
internal enum ValueKind
{
    /// <summary>Anything: kept as the source gives it.</summary>
    Any,

    /// <summary>A text with its language; several are allowed.</summary>
    Text,

    /// <summary>A text with its language, one per language.</summary>
    UniqueText,

    /// <summary>A simple string without language.</summary>
    String,

    /// <summary>An IRI.</summary>
    Iri,

    /// <summary>One date: SCHEMA-AP-NDE's DateShape.</summary>
    Date,

    /// <summary>An ISO 8601 date or interval, or a period as a term.</summary>
    Coverage,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A term of a vocabulary: <c>schema:DefinedTerm</c>.</summary>
    Term,

    /// <summary>A person or an organization, or which of the two is not known.</summary>
    Agent,

    /// <summary>A place.</summary>
    Place,

    /// <summary>A media object or IIIF manifest.</summary>
    Media,

    /// <summary>A node of the record itself with a class of its own.</summary>
    Node,
}

/// <summary>A property of the shared model: its friendly name, what it expects, and for values of shared vocabularies the field under which they are aligned.</summary>
/// <param name="Name">The friendly name that rules use.</param>
/// <param name="Predicate">The IRI.</param>
/// <param name="Kind">What it expects.</param>
/// <param name="Field">The alignment field of its value nodes (<c>creator</c>, <c>place</c>, …); also a part of their IRI. <see langword="null"/> for properties without value nodes.</param>
/// <param name="Types">The classes of its nodes.</param>
internal sealed record ModelProperty(string Name, Iri Predicate, ValueKind Kind, string? Field, IReadOnlyList<Iri> Types)
{
    /// <summary>Whether values become nodes.</summary>
    public bool HasNodes => Kind is ValueKind.Term or ValueKind.Agent or ValueKind.Place or ValueKind.Media or ValueKind.Node;
}
