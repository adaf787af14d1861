namespace Ocw.Nde.Node.Features.Resources;

/// <summary>One resource as a page shows it: merged over the channels that describe it.</summary>
public sealed record ResourceView
{
    /// <summary>The IRI.</summary>
    public required string Iri { get; init; }

    /// <summary>Its name in the asked language, or the last part of the IRI.</summary>
    public required string Title { get; init; }

    /// <summary>Its description, or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>The names of its classes.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The IRIs of its classes.</summary>
    public IReadOnlyList<string> TypeIris { get; init; } = [];

    /// <summary>Images that may be shown.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Its properties in reading order.</summary>
    public IReadOnlyList<PropertyView> Properties { get; init; } = [];

    /// <summary>What links to it.</summary>
    public IReadOnlyList<LinkView> Incoming { get; init; } = [];

    /// <summary>The channels whose source no longer shows it, each with the moment (xsd:dateTime) since when.</summary>
    public IReadOnlyList<(string Source, string Since)> NotFoundSince { get; init; } = [];

    /// <summary>Whether no source shows it any more.</summary>
    public bool IsNotFound => NotFoundSince.Count > 0 && NotFoundSince.Select(n => n.Source).Distinct(StringComparer.Ordinal).Count() >= Sources.Count;

    /// <summary>The datasets and channels that say something about it.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>A property with its values.</summary>
public sealed record PropertyView(string Iri, string Name, IReadOnlyList<ValueView> Values);

/// <summary>A value: a text, or a link with its name.</summary>
/// <param name="Text">What to show.</param>
/// <param name="Href">Where it leads, or <see langword="null"/> for a text.</param>
/// <param name="Language">The language of the text, or <see langword="null"/>.</param>
/// <param name="Sources">The dataset/channel pairs that state it.</param>
/// <param name="Details">Statements of a node that has no page of its own.</param>
public sealed record ValueView(string Text, string? Href, string? Language, IReadOnlyList<string> Sources, IReadOnlyList<PropertyView> Details);

/// <summary>Something that links here.</summary>
public sealed record LinkView(string Href, string Name, string Property);
