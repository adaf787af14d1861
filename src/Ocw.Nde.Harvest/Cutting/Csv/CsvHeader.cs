using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>The columns of a CSV file as properties of a JSON object: columns with the same name are one property with several values.</summary>
internal sealed class CsvHeader
{
    private CsvHeader(IReadOnlyList<string> columns, IReadOnlyList<CsvProperty> properties)
    {
        Columns = columns;
        Properties = properties;
    }

    /// <summary>The names of the columns, in their order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The properties, in the order of their first column.</summary>
    public IReadOnlyList<CsvProperty> Properties { get; }

    /// <summary>Makes the properties of the columns.</summary>
    /// <param name="names">The cells of the header row; a column without a name is called by its number.</param>
    /// <param name="dialect">The value separators that the settings give.</param>
    /// <param name="found">The value separator that was found out, if none was given.</param>
    public static CsvHeader Create(IEnumerable<string> names, CsvDialect dialect, CsvValueSeparators? found)
    {
        var columns = names.Select((name, index) => name.Trim() is { Length: > 0 } given ? given : $"column {index + 1}").ToArray();
        var properties = columns
            .Select((name, index) => (Name: name, Column: new CsvColumn(index, Separator(name, index, dialect, found), IsFoundOut(name, dialect))))
            .GroupBy(column => column.Name, column => column.Column, StringComparer.Ordinal)
            .Select(group => new CsvProperty(group.Key, JsonEncodedText.Encode(group.Key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), [.. group]));
        return new CsvHeader(columns, [.. properties]);
    }

    private static bool IsFoundOut(string name, CsvDialect dialect) => !dialect.ColumnValueSeparators.ContainsKey(name) && dialect.ValueSeparator is null;

    private static byte[] Separator(string name, int index, CsvDialect dialect, CsvValueSeparators? found)
    {
        if (dialect.ColumnValueSeparators.TryGetValue(name, out var ofColumn))
            return Encoding.UTF8.GetBytes(ofColumn);
        if (dialect.ValueSeparator is not null)
            return Encoding.UTF8.GetBytes(dialect.ValueSeparator);
        return found is not null && found.Columns?.Contains(index) != false ? [(byte)found.Separator] : [];
    }
}

/// <summary>A property of the JSON object that a row becomes.</summary>
internal sealed record CsvProperty(string Name, JsonEncodedText Json, IReadOnlyList<CsvColumn> Columns);

/// <summary>One column of a property.</summary>
/// <param name="Index">Its place in the row.</param>
/// <param name="ValueSeparator">What stands between the values of a cell; empty if cells are not split.</param>
/// <param name="IsFoundOut">Whether the separator was found out, so that only cells that look like lists are split.</param>
internal sealed record CsvColumn(int Index, byte[] ValueSeparator, bool IsFoundOut);
