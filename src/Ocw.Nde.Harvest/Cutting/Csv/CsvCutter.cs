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

    private readonly CsvDialect _dialect = context.Source.Csv;
    private readonly byte _quote = (byte)context.Source.Csv.Quote;
    private readonly List<CutItem> _found = [];
    private ByteWindow _window = null!;
    private CsvRowReader _rows = null!;
    private CsvHeader _header = null!;
    private CsvKey _key = null!;
    private CsvRecordWriter? _writer;
    private CsvValues _single = null!;
    private string? _groupKey;
    private long _groupLine;
    private DateTimeOffset? _groupDatestamp;
    private long _groupStart;
    private long _groupEnd;

    /// <summary>Cuts a document.</summary>
    /// <exception cref="InvalidDataException">The document is damaged, or has no column of the name that the settings give.</exception>
    public IEnumerable<CutItem> Cut(Utf8Text text)
    {
        _window = new ByteWindow(text, context.Options.MaxRecordBytes);
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
        context.HighWaterMark = Math.Max(context.HighWaterMark, _window?.HighWaterMark ?? 0);
        _window?.Dispose();
        _writer?.Dispose();
    }

    private CutItem[] Drain()
    {
        CutItem[] items = [.. _found];
        _found.Clear();
        return items;
    }

    private bool Prepare()
    {
        while (_window.Bytes.Length < SampleLength && _window.Fill())
        {
        }

        SkipBlankLines();
        if (_window.Bytes.IsEmpty)
            return false;

        var declared = _dialect.Separator is null ? CsvDialectGuess.Declared(_window.Bytes) : null;
        if (declared is { } line)
            _window.Advance(line.Length);
        var endsWithReturn = CsvDialectGuess.EndsWithReturn(_window.Bytes);
        var maxColumns = context.Options.MaxColumns;
        var separator = _dialect.Separator is { } given ? (byte)given
            : declared?.Separator ?? CsvDialectGuess.Separator(_window.Bytes, _window.IsFinal, _quote, maxColumns, endsWithReturn);
        _rows = new CsvRowReader(separator, _quote, maxColumns, endsWithReturn);
        _single = new CsvValues(_quote);
        var values = _dialect.ValueSeparator is null ? CsvDialectGuess.ValueSeparators(_window.Bytes, _window.IsFinal, _rows, separator) : null;
        _header = CsvHeader.Create(_dialect.Columns ?? ReadHeader(), _dialect, values);
        _key = CsvKey.Find(context.Source, _header, _window.Bytes, _window.IsFinal, _rows);
        _writer = new CsvRecordWriter(_header, _quote);
        Say(values);
        return true;
    }

    private void Say(CsvValueSeparators? values)
    {
        if (values is not null)
        {
            var columns = values.Columns is null ? "all columns" : string.Join(", ", values.Columns.Select(column => $"'{_header.Columns[column]}'"));
            _found.Add(context.Noticed("value-separator-found", $"'{values.Separator}' stands between several values of one cell in {columns}; set valueSeparator to another text, or to an empty one, if that is wrong."));
        }

        if (_key.IsFoundOut)
            _found.Add(context.Noticed("key-column-found", $"The key of a record is read from the column '{_header.Columns[_key.Columns[0]]}'; set the key in the settings of the source if that is wrong."));
    }

    private void SkipBlankLines()
    {
        while (_window.Bytes.IndexOf((byte)'\n') is >= 0 and var end && _window.Bytes[..end].Trim(" \t\r"u8).IsEmpty)
            _window.Advance(end + 1);
    }

    private List<string> ReadHeader()
    {
        var state = Read(out var length);
        if (state != CsvRowState.Row)
            throw new InvalidDataException($"line {_window.Line} should name the columns, but {(state == CsvRowState.Blank ? "it is blank" : _rows.Problem)}");
        var names = _rows.Cells.Select(cell => Encoding.UTF8.GetString(_single.Single(_window.Bytes, cell))).ToList();
        _window.Advance(length);
        return names;
    }

    private CsvRowState Read(out int length)
    {
        while (true)
        {
            var bytes = _window.Bytes;
            var isEnd = _window.IsFinal || _window.IsFull;
            var state = _rows.Read(bytes, isEnd, out length);
            if (state != CsvRowState.NeedsMore)
                return state;
            _window.Fill();
        }
    }

    private bool ReadRow()
    {
        if (_window.Bytes.IsEmpty && !_window.Fill())
            return false;
        var state = Read(out var length);
        if (length == 0)
            return false;
        var isLast = _window.IsFinal && length == _window.Bytes.Length && _window.Bytes[^1] is not ((byte)'\n' or (byte)'\r');
        if (state == CsvRowState.Malformed)
            SetAside("csv-not-readable", $"{_rows.Problem}. The line is set aside; correct it at the source.", isLast);
        else if (state == CsvRowState.Row)
            TakeRow(length, isLast);
        _window.Advance(length);
        return true;
    }

    private void TakeRow(int length, bool isLast)
    {
        var row = _window.Bytes[..length];
        if (!HasRightWidth(row))
        {
            SetAside("csv-row-width", $"The row has {_rows.Cells.Count} columns, the header has {_header.Columns.Count}. It is set aside; look for a missing quote or a separator inside a value.", isLast);
            return;
        }

        var identifier = _key.Of(row, _rows.Cells, _single);
        if (identifier is null)
        {
            SetAside("key-missing", $"The row has no value in the key column {_key.Describe(_header)}. It is set aside; fill in the key at the source.", isLast: false);
            return;
        }

        var datestamp = _key.DatestampOf(row, _rows.Cells, _single);
        if (_dialect.GroupRows)
            AddToGroup(identifier, datestamp, row);
        else
            Add(identifier, datestamp, _window.Line, context.KeysOnly ? [] : _writer!.Write(row, _rows.Cells), _window.Offset, _window.Offset + length);
    }

    // More cells than columns are no loss when they are empty: many exports end every row with a separator.
    private bool HasRightWidth(ReadOnlySpan<byte> row)
    {
        var cells = _rows.Cells;
        if (cells.Count < _header.Columns.Count)
            return false;
        for (var extra = _header.Columns.Count; extra < cells.Count; extra++)
        {
            if (!row.Slice(cells[extra].Start, cells[extra].Length).Trim(" \t"u8).IsEmpty)
                return false;
        }

        return true;
    }

    private void AddToGroup(string identifier, DateTimeOffset? datestamp, ReadOnlySpan<byte> row)
    {
        if (_groupKey != identifier)
        {
            EndGroup();
            (_groupKey, _groupLine, _groupDatestamp, _groupStart) = (identifier, _window.Line, datestamp, _window.Offset);
        }

        if (_writer!.GroupedRows == context.Options.MaxRowsPerGroup)
            _found.Add(context.FaultAt(_window.Line, "csv-group-too-long", $"More than {context.Options.MaxRowsPerGroup:N0} rows have this key; the rest is set aside.", identifier));
        if (_writer.GroupedRows < context.Options.MaxRowsPerGroup)
            _writer.AddToGroup(row, _rows.Cells);
        _groupDatestamp = datestamp > _groupDatestamp ? datestamp : _groupDatestamp;
        _groupEnd = _window.Offset + row.Length;
    }

    private void EndGroup()
    {
        if (_groupKey is null)
            return;
        var content = _writer!.WriteGroup();
        Add(_groupKey, _groupDatestamp, _groupLine, context.KeysOnly ? [] : content, _groupStart, _groupEnd);
        _groupKey = null;
    }

    private void Add(string identifier, DateTimeOffset? datestamp, long line, byte[] content, long start, long end) =>
        _found.Add(context.Placed(new CutItem.Record(new HarvestedRecord(identifier, datestamp, IsDeleted: false, content, "text/csv", $"{context.Origin}, line {line}", context.PayloadHash)), start, end - start));

    private void SetAside(string code, string reason, bool isLast)
    {
        _found.Add(context.FaultAt(_window.Line, code, reason));
        if (isLast)
            _found.Add(context.EndedEarly("cut-off", "The file ends in the middle of a row: it seems to be cut off. Fetch or make it again.", _window.Line));
    }
}
