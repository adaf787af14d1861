using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

/// <summary>What a context says of one term (JSON-LD 1.1 API §4.1, term definition). It does not change once the context is made.</summary>
internal sealed class TermDefinition
{
    /// <summary>The IRI, blank node or keyword; <see langword="null"/> where the term is switched off.</summary>
    internal string? Iri { get; set; }

    /// <summary>Whether the term may be the prefix of a compact IRI.</summary>
    internal bool IsPrefix { get; set; }

    internal bool IsProtected { get; set; }

    internal bool IsReverse { get; set; }

    internal Containers Container { get; set; }

    /// <summary><c>@id</c>, <c>@vocab</c>, <c>@json</c>, <c>@none</c> or a datatype.</summary>
    internal string? TypeMapping { get; set; }

    internal bool HasLanguage { get; set; }

    internal string? Language { get; set; }

    internal bool HasDirection { get; set; }

    internal string? Direction { get; set; }

    internal string? IndexMapping { get; set; }

    internal string? Nest { get; set; }

    /// <summary>The context that holds below this term.</summary>
    internal JsonItem? Context { get; set; }

    /// <summary>What addresses in <see cref="Context"/> are relative to.</summary>
    internal string? BaseUrl { get; set; }

    internal bool Has(Containers container) => (Container & container) != Containers.None;

    internal bool SaysSameAs(TermDefinition other) =>
        Iri == other.Iri && IsPrefix == other.IsPrefix && IsReverse == other.IsReverse && Container == other.Container && TypeMapping == other.TypeMapping
        && HasLanguage == other.HasLanguage && Language == other.Language && HasDirection == other.HasDirection && Direction == other.Direction
        && IndexMapping == other.IndexMapping && Nest == other.Nest && JsonItem.Same(Context, other.Context);
}

/// <summary>The values of <c>@container</c>.</summary>
[Flags]
internal enum Containers
{
    None = 0,
    Graph = 1,
    Id = 2,
    Index = 4,
    Language = 8,
    List = 16,
    Set = 32,
    Type = 64,
}
