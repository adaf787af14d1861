using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Where the key and the date of change of a row are.</summary>
internal sealed record CsvKey(IReadOnlyList<int> Columns, int? DatestampColumn, bool IsFoundOut)
{
    /// <summary>The columns that the settings name, or the one that looks like a key.</summary>
    /// <exception cref="InvalidDataException">No column has a name that the settings give.</exception>
    public static CsvKey Find(FileSource source, CsvHeader header, ReadOnlySpan<byte> sample, bool isWhole, CsvRowReader rows)
    {
        int? datestamp = source.DatestampPath is { } path ? Column(header, path) ?? throw Missing("datestamp", [path], header) : null;
        if (source.KeyPaths.Count == 0)
            return new CsvKey([Guess(header.Columns.Count, sample, isWhole, rows)], datestamp, IsFoundOut: true);
        var columns = source.KeyPaths.Select(name => Column(header, name)).OfType<int>().ToArray();
        return columns.Length > 0 ? new CsvKey(columns, datestamp, IsFoundOut: false) : throw Missing("key", source.KeyPaths, header);
    }

    /// <summary>The key of a row: the first of its key columns that is not empty.</summary>
    public string? Of(ReadOnlySpan<byte> row, IReadOnlyList<CsvCell> cells, CsvValues reader)
    {
        foreach (var column in Columns)
        {
            var value = reader.Single(row, cells[column]);
            if (!value.IsEmpty)
                return Encoding.UTF8.GetString(value);
        }

        return null;
    }

    /// <summary>The date of change of a row, if it has one that can be read.</summary>
    public DateTimeOffset? DatestampOf(ReadOnlySpan<byte> row, IReadOnlyList<CsvCell> cells, CsvValues reader) =>
        DatestampColumn is { } column ? Datestamp.Parse(Encoding.UTF8.GetString(reader.Single(row, cells[column]))) : null;

    /// <summary>The key columns by name, for messages.</summary>
    public string Describe(CsvHeader header) => string.Join(" or ", Columns.Select(column => $"'{header.Columns[column]}'"));

    private static int? Column(CsvHeader header, string name) =>
        header.Columns.ToList().FindIndex(column => column == name) is >= 0 and var exact ? exact
        : header.Columns.ToList().FindIndex(column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var alike ? alike
        : null;

    private static int Guess(int width, ReadOnlySpan<byte> sample, bool isWhole, CsvRowReader rows)
    {
        var seen = new HashSet<string>?[Math.Min(width, 64)];
        for (var column = 0; column < seen.Length; column++)
            seen[column] = new HashSet<string>(StringComparer.Ordinal);
        while (!sample.IsEmpty && rows.Read(sample, isWhole, out var length) is var state and not CsvRowState.NeedsMore)
        {
            for (var column = 0; state == CsvRowState.Row && rows.Cells.Count == width && column < seen.Length; column++)
            {
                var value = sample.Slice(rows.Cells[column].Start, rows.Cells[column].Length).Trim(" \t"u8);
                if (value.IsEmpty || seen[column]?.Add(Encoding.UTF8.GetString(value)) == false)
                    seen[column] = null;
            }

            sample = sample[length..];
        }

        return Math.Max(0, Array.FindIndex(seen, values => values is not null));
    }

    private static InvalidDataException Missing(string what, IReadOnlyList<string> names, CsvHeader header) =>
        new($"no column is named {string.Join(" or ", names.Select(name => $"'{name}'"))}, the {what} in the settings of the source; the columns are {string.Join(", ", header.Columns.Take(60).Select(name => $"'{name}'"))}");
}
