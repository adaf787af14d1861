namespace Ocw.Nde.Harvest;

/// <summary>How a CSV file is written; what is not set is found out from its first part.</summary>
public sealed record CsvDialect
{
    /// <summary>Everything is found out.</summary>
    public static CsvDialect Auto { get; } = new();

    /// <summary>Between columns: one of <c>,</c> <c>;</c> tab <c>|</c> or another ASCII character.</summary>
    public char? Separator { get; init; }

    /// <summary>Around a value that holds separators or line ends; doubled inside. Default <c>"</c>.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>Between several values in one cell, in every column. <see langword="null"/>: found out; empty: cells are never split.</summary>
    public string? ValueSeparator { get; init; }

    /// <summary>Between several values in a cell of the named column; goes before <see cref="ValueSeparator"/>, empty for a column that is not split.</summary>
    public IReadOnlyDictionary<string, string> ColumnValueSeparators { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The names of the columns for a file without header row; <see langword="null"/> when the first row that is not blank names them.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Whether rows with the same key, one after another, are one record; different values of a column become several values. Default <see langword="false"/>.</summary>
    public bool GroupRows { get; init; }
}
