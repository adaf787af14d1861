using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>The values of one property in one row: cells without their quotes, split where they hold several values, empty ones left out.</summary>
internal sealed class CsvValues(byte quote)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<(int Start, int Length)> _values = [];

    public int Count => _values.Count;

    public ReadOnlySpan<byte> this[int index] => _text.WrittenSpan.Slice(_values[index].Start, _values[index].Length);

    /// <summary>Takes the values of a property from a row.</summary>
    public void Read(CsvProperty property, ReadOnlySpan<byte> row, IReadOnlyList<CsvCell> cells)
    {
        _text.ResetWrittenCount();
        _values.Clear();
        foreach (var column in property.Columns)
        {
            if (column.Index >= cells.Count || cells[column.Index].Length == 0)
                continue;
            var start = _text.WrittenCount;
            Unquote(row, cells[column.Index]);
            Split(column, start, _text.WrittenCount - start);
        }
    }

    /// <summary>The one value of a cell, without quotes and surrounding white space.</summary>
    public ReadOnlySpan<byte> Single(ReadOnlySpan<byte> row, CsvCell cell)
    {
        _text.ResetWrittenCount();
        Unquote(row, cell);
        return _text.WrittenSpan.Trim(" \t\r\n"u8);
    }

    private void Unquote(ReadOnlySpan<byte> row, CsvCell cell)
    {
        var bytes = row.Slice(cell.Start, cell.Length);
        while (cell.HasDoubledQuotes && bytes.IndexOf(quote) is >= 0 and var at)
        {
            _text.Write(bytes[..(at + 1)]);
            bytes = bytes[(at + 2)..];
        }

        _text.Write(bytes);
    }

    private void Split(CsvColumn column, int start, int length)
    {
        var cell = _text.WrittenSpan.Slice(start, length);
        var separator = column.ValueSeparator.AsSpan();
        if (separator.IsEmpty || (column.IsFoundOut && !CsvValueSeparators.Splits(cell, separator[0])))
        {
            Add(start, length, trim: false);
            return;
        }

        while (cell.IndexOf(separator) is >= 0 and var at)
        {
            Add(start, at, trim: true);
            start += at + separator.Length;
            cell = cell[(at + separator.Length)..];
        }

        Add(start, cell.Length, trim: true);
    }

    private void Add(int start, int length, bool trim)
    {
        var value = _text.WrittenSpan.Slice(start, length);
        var trimmed = value.Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty)
            return;
        if (!trim)
            _values.Add((start, length));
        else
            _values.Add((start + (length - value.TrimStart(" \t\r\n"u8).Length), trimmed.Length));
    }
}
