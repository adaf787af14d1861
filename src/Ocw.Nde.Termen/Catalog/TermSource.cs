using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Termen.Catalog;

/// <summary>A terminology source that the node keeps: a thesaurus or an authority list, whose terms stand as RDF in one graph of the store.</summary>
public sealed record TermSource
{
    /// <summary>The id by which settings, commands and answers name the source: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The Dutch name.</summary>
    public required string TitleNl { get; init; }

    /// <summary>The English name.</summary>
    public required string TitleEn { get; init; }

    /// <summary>The graph that holds the terms.</summary>
    public required Iri Graph { get; init; }

    /// <summary>What the IRIs of its terms start with; only subjects with this prefix are terms. <see langword="null"/>: every labelled subject is.</summary>
    public string? IriPrefix { get; init; }

    /// <summary>What its terms stand for, where neither scheme nor type of a term says it.</summary>
    public TermGenres Genres { get; init; }

    /// <summary>What the terms of one <c>skos:inScheme</c>, <c>rdf:type</c> or other type value stand for; wins from <see cref="Genres"/>.</summary>
    public IReadOnlyDictionary<string, TermGenres> GenresByType { get; init; } = new Dictionary<string, TermGenres>(StringComparer.Ordinal);

    /// <summary>The languages of its labels, main language first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The IRI of the licence.</summary>
    public string? Licence { get; init; }

    /// <summary>How notations are composed.</summary>
    public NotationSyntax Notations { get; init; }

    /// <summary>The mistakes in this description, each as one English sentence; empty when there are none.</summary>
    public IEnumerable<string> Faults()
    {
        if (Id.Length is 0 or > 60 || !Id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            yield return $"The id '{Id}' of a terminology source must be 1 to 60 lower-case letters, digits and hyphens, for instance 'rkd-artists'.";
        if (string.IsNullOrWhiteSpace(TitleNl) || string.IsNullOrWhiteSpace(TitleEn))
            yield return $"The terminology source '{Id}' needs a title in Dutch and in English (title: {{nl: …, en: …}}).";
        if (IriPrefix is { } prefix && !prefix.Contains(':', StringComparison.Ordinal))
            yield return $"The iriPrefix '{prefix}' of the terminology source '{Id}' is not an absolute IRI: give what all its term IRIs start with.";
    }
}

/// <summary>How the notations of a source are composed.</summary>
public enum NotationSyntax
{
    /// <summary>A notation is one code.</summary>
    Plain,

    /// <summary>Iconclass: base notations with bracketed names, <c>25F23(LION)</c>, and keys, <c>25F23(+12)</c>.</summary>
    Iconclass,
}
