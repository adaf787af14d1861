using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Cuts separated values into one JSON object per row, or per group of rows with the same key.</summary>
/// <remarks>
/// 1. Blank lines at the start are skipped; the separator is given, declared by <c>sep=</c>, or found out from the first part.
/// 2. The header row names the columns; the key column is given, or the first whose values in the first part are all there and all different.
/// 3. Each row becomes a record; one of another width, or without key, or that cannot be read, is set aside with its line.
/// </remarks>
internal sealed class CsvCutter(CutContext context) : IDisposable
{
    private const int SampleLength = 512 << 10;

    private readonly CsvDialect dialect = context.Source.Csv;
    private readonly byte quote = (byte)context.Source.Csv.Quote;
    private readonly List<CutItem> found = [];
    private ByteWindow window = null!;
    private CsvRowReader rows = null!;
    private CsvHeader header = null!;
    private CsvKey key = null!;
    private CsvRecordWriter? writer;
    private CsvValues single = null!;
    private string? groupKey;
    private long groupLine;
    private DateTimeOffset? groupDatestamp;

    /// <summary>Cuts a document.</summary>
    /// <exception cref="InvalidDataException">The document is damaged, or has no column of the name that the settings give.</exception>
    public IEnumerable<CutItem> Cut(Utf8Text text)
    {
        window = new ByteWindow(text, context.Options.MaxRecordBytes);
        if (!Prepare())
        {
            yield return context.Noticed("empty-document", "The file holds no rows.");
            yield break;
        }

        foreach (var item in Drain())
            yield return item;
        while (ReadRow())
        {
            foreach (var item in Drain())
                yield return item;
        }

        EndGroup();
        foreach (var item in Drain())
            yield return item;
    }

    public void Dispose()
    {
        context.HighWaterMark = Math.Max(context.HighWaterMark, window?.HighWaterMark ?? 0);
        window?.Dispose();
        writer?.Dispose();
    }

    private CutItem[] Drain()
    {
        CutItem[] items = [.. found];
        found.Clear();
        return items;
    }

    private bool Prepare()
    {
        while (window.Bytes.Length < SampleLength && window.Fill())
        {
        }

        SkipBlankLines();
        if (window.Bytes.IsEmpty)
            return false;

        var declared = dialect.Separator is null ? CsvDialectGuess.Declared(window.Bytes) : null;
        if (declared is { } line)
            window.Advance(line.Length);
        var endsWithReturn = CsvDialectGuess.EndsWithReturn(window.Bytes);
        var maxColumns = context.Options.MaxColumns;
        var separator = dialect.Separator is { } given ? (byte)given
            : declared?.Separator ?? CsvDialectGuess.Separator(window.Bytes, window.IsFinal, quote, maxColumns, endsWithReturn);
        rows = new CsvRowReader(separator, quote, maxColumns, endsWithReturn);
        single = new CsvValues(quote);
        var values = dialect.ValueSeparator is null ? CsvDialectGuess.ValueSeparators(window.Bytes, window.IsFinal, rows, separator) : null;
        header = CsvHeader.Create(dialect.Columns ?? ReadHeader(), dialect, values);
        key = CsvKey.Find(context.Source, header, window.Bytes, window.IsFinal, rows);
        writer = new CsvRecordWriter(header, quote);
        Say(values);
        return true;
    }

    private void Say(CsvValueSeparators? values)
    {
        if (values is not null)
        {
            var columns = values.Columns is null ? "all columns" : string.Join(", ", values.Columns.Select(column => $"'{header.Columns[column]}'"));
            found.Add(context.Noticed("value-separator-found", $"'{values.Separator}' stands between several values of one cell in {columns}; set valueSeparator to another text, or to an empty one, if that is wrong."));
        }

        if (key.IsFoundOut)
            found.Add(context.Noticed("key-column-found", $"The key of a record is read from the column '{header.Columns[key.Columns[0]]}'; set the key in the settings of the source if that is wrong."));
    }

    private void SkipBlankLines()
    {
        while (window.Bytes.IndexOf((byte)'\n') is >= 0 and var end && window.Bytes[..end].Trim(" \t\r"u8).IsEmpty)
            window.Advance(end + 1);
    }

    private List<string> ReadHeader()
    {
        var state = Read(out var length);
        if (state != CsvRowState.Row)
            throw new InvalidDataException($"line {window.Line} should name the columns, but {(state == CsvRowState.Blank ? "it is blank" : rows.Problem)}");
        var names = rows.Cells.Select(cell => Encoding.UTF8.GetString(single.Single(window.Bytes, cell))).ToList();
        window.Advance(length);
        return names;
    }

    private CsvRowState Read(out int length)
    {
        while (true)
        {
            var bytes = window.Bytes;
            var isEnd = window.IsFinal || window.IsFull;
            var state = rows.Read(bytes, isEnd, out length);
            if (state != CsvRowState.NeedsMore)
                return state;
            window.Fill();
        }
    }

    private bool ReadRow()
    {
        if (window.Bytes.IsEmpty && !window.Fill())
            return false;
        var state = Read(out var length);
        if (length == 0)
            return false;
        var isLast = window.IsFinal && length == window.Bytes.Length && window.Bytes[^1] is not ((byte)'\n' or (byte)'\r');
        if (state == CsvRowState.Malformed)
            SetAside("csv-not-readable", $"{rows.Problem}. The line is set aside; correct it at the source.", isLast);
        else if (state == CsvRowState.Row)
            TakeRow(length, isLast);
        window.Advance(length);
        return true;
    }

    private void TakeRow(int length, bool isLast)
    {
        var row = window.Bytes[..length];
        if (!HasRightWidth(row))
        {
            SetAside("csv-row-width", $"The row has {rows.Cells.Count} columns, the header has {header.Columns.Count}. It is set aside; look for a missing quote or a separator inside a value.", isLast);
            return;
        }

        var identifier = key.Of(row, rows.Cells, single);
        if (identifier is null)
        {
            SetAside("key-missing", $"The row has no value in the key column {key.Describe(header)}. It is set aside; fill in the key at the source.", isLast: false);
            return;
        }

        var datestamp = key.DatestampOf(row, rows.Cells, single);
        if (dialect.GroupRows)
            AddToGroup(identifier, datestamp, row);
        else
            Add(identifier, datestamp, window.Line, context.KeysOnly ? [] : writer!.Write(row, rows.Cells));
    }

    // More cells than columns are no loss when they are empty: many exports end every row with a separator.
    private bool HasRightWidth(ReadOnlySpan<byte> row)
    {
        var cells = rows.Cells;
        if (cells.Count < header.Columns.Count)
            return false;
        for (var extra = header.Columns.Count; extra < cells.Count; extra++)
        {
            if (!row.Slice(cells[extra].Start, cells[extra].Length).Trim(" \t"u8).IsEmpty)
                return false;
        }

        return true;
    }

    private void AddToGroup(string identifier, DateTimeOffset? datestamp, ReadOnlySpan<byte> row)
    {
        if (groupKey != identifier)
        {
            EndGroup();
            (groupKey, groupLine, groupDatestamp) = (identifier, window.Line, datestamp);
        }

        if (writer!.GroupedRows == context.Options.MaxRowsPerGroup)
            found.Add(context.FaultAt(window.Line, "csv-group-too-long", $"More than {context.Options.MaxRowsPerGroup:N0} rows have this key; the rest is set aside.", identifier));
        if (writer.GroupedRows < context.Options.MaxRowsPerGroup)
            writer.AddToGroup(row, rows.Cells);
        groupDatestamp = datestamp > groupDatestamp ? datestamp : groupDatestamp;
    }

    private void EndGroup()
    {
        if (groupKey is null)
            return;
        var content = writer!.WriteGroup();
        Add(groupKey, groupDatestamp, groupLine, context.KeysOnly ? [] : content);
        groupKey = null;
    }

    private void Add(string identifier, DateTimeOffset? datestamp, long line, byte[] content) =>
        found.Add(new CutItem.Record(new HarvestedRecord(identifier, datestamp, IsDeleted: false, content, "text/csv", $"{context.Origin}, line {line}", context.PayloadHash)));

    private void SetAside(string code, string reason, bool isLast)
    {
        found.Add(context.FaultAt(window.Line, code, reason));
        if (isLast)
            found.Add(context.EndedEarly("cut-off", "The file ends in the middle of a row: it seems to be cut off. Fetch or make it again.", window.Line));
    }
}
