using System.Text.Json.Serialization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>What an index file says of itself: of which source and version it is, how much is in it, and what was left out.</summary>
internal sealed record IndexDescription
{
    public required string Id { get; init; }

    public required string TitleNl { get; init; }

    public required string TitleEn { get; init; }

    public required string Graph { get; init; }

    public string? IriPrefix { get; init; }

    public TermGenres Genres { get; init; }

    // Sorted, so that equal sources have equal descriptions.
    public required SortedDictionary<string, TermGenres> GenresByType { get; init; }

    public required IReadOnlyList<string> SourceLanguages { get; init; }

    public string? Licence { get; init; }

    public NotationSyntax NotationSyntax { get; init; }

    public required string Marker { get; init; }

    public DateTimeOffset BuiltAt { get; init; }

    public int Terms { get; init; }

    public int Labels { get; init; }

    public int Notations { get; init; }

    public int SkippedLabels { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    internal static IndexDescription Of(TermSource source, string marker) => new()
    {
        Id = source.Id,
        TitleNl = source.TitleNl,
        TitleEn = source.TitleEn,
        Graph = source.Graph.Value,
        IriPrefix = source.IriPrefix,
        Genres = source.Genres,
        GenresByType = new SortedDictionary<string, TermGenres>(source.GenresByType.ToDictionary(), StringComparer.Ordinal),
        SourceLanguages = source.Languages,
        Licence = source.Licence,
        NotationSyntax = source.Notations,
        Marker = marker,
        Languages = [],
    };

    internal TermSource ToSource() => new()
    {
        Id = Id,
        TitleNl = TitleNl,
        TitleEn = TitleEn,
        Graph = new Iri(Graph),
        IriPrefix = IriPrefix,
        Genres = Genres,
        GenresByType = GenresByType,
        Languages = SourceLanguages,
        Licence = Licence,
        Notations = NotationSyntax,
    };

    /// <summary>Whether this index was made from the same description and the same version of the terms.</summary>
    internal bool IsFor(TermSource source, string marker)
    {
        var other = Of(source, marker);
        return string.Equals(Marker, marker, StringComparison.Ordinal)
            && string.Equals(Id, other.Id, StringComparison.Ordinal)
            && string.Equals(TitleNl, other.TitleNl, StringComparison.Ordinal)
            && string.Equals(TitleEn, other.TitleEn, StringComparison.Ordinal)
            && string.Equals(Graph, other.Graph, StringComparison.Ordinal)
            && string.Equals(IriPrefix, other.IriPrefix, StringComparison.Ordinal)
            && string.Equals(Licence, other.Licence, StringComparison.Ordinal)
            && Genres == other.Genres
            && NotationSyntax == other.NotationSyntax
            && SourceLanguages.SequenceEqual(other.SourceLanguages, StringComparer.Ordinal)
            && GenresByType.SequenceEqual(other.GenresByType);
    }
}

[JsonSerializable(typeof(IndexDescription))]
internal sealed partial class IndexJson : JsonSerializerContext;
