using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>What the index holds of one source.</summary>
/// <param name="Source">The source, as it was described when the index was made.</param>
/// <param name="Marker">The version of the terms that it was made from.</param>
/// <param name="Terms">The number of terms.</param>
/// <param name="Labels">The number of labels.</param>
/// <param name="SkippedLabels">Labels that were empty after folding or too long.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="BuiltAt">When it was made.</param>
public sealed record TermIndexStatus(TermSource Source, string Marker, int Terms, int Labels, int SkippedLabels, long Bytes, DateTimeOffset BuiltAt);

/// <summary>What building the index of one source gave.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Terms">The number of terms.</param>
/// <param name="Labels">The number of labels.</param>
/// <param name="SkippedLabels">Labels that were empty after folding or too long.</param>
/// <param name="DuplicateTerms">Terms whose IRI came twice; the first counts.</param>
/// <param name="OutsidePrefix">Labelled subjects of the graph that are no terms since their IRI lacks the prefix of the source; if there are no terms, the prefix is wrong.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record TermIndexReport(string SourceId, int Terms, int Labels, int SkippedLabels, int DuplicateTerms, int OutsidePrefix, long Bytes, TimeSpan Elapsed)
{
    /// <summary>Texts that were mended since their UTF-8 had been encoded twice.</summary>
    public int MendedTexts { get; init; }

    /// <summary>Terms with more values of one property than <see cref="TermIndexOptions.MaxValuesPerTerm"/>; the rest of those was left out. At most 20 are named.</summary>
    public IReadOnlyList<string> BoundedTerms { get; init; } = [];
}
