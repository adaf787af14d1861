using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>Reads one row of separated values from a span (RFC 4180, with other separators, quotes and line ends).</summary>
internal sealed class CsvRowReader
{
    private static readonly SearchValues<byte> FunctionName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._"u8);

    private readonly byte _separator;
    private readonly byte _quote;
    private readonly int _maxColumns;
    private readonly bool _endsWithReturn;
    private readonly SearchValues<byte> _endOfPlainCell;
    private readonly List<CsvCell> _cells = [];

    /// <param name="separator">Between columns.</param>
    /// <param name="quote">Around values.</param>
    /// <param name="maxColumns">The most columns.</param>
    /// <param name="endsWithReturn">Whether rows end with a carriage return only; else a lone one is part of its value.</param>
    public CsvRowReader(byte separator, byte quote, int maxColumns, bool endsWithReturn = false)
    {
        _endsWithReturn = endsWithReturn;
        _separator = separator;
        _quote = quote;
        _maxColumns = maxColumns;
        _endOfPlainCell = SearchValues.Create([separator, endsWithReturn ? (byte)'\r' : (byte)'\n']);
    }

    /// <summary>The cells of the row that was read.</summary>
    public IReadOnlyList<CsvCell> Cells => _cells;

    /// <summary>Why a row was <see cref="CsvRowState.Malformed"/>.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Reads the row at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="isFinal">Whether nothing follows it.</param>
    /// <param name="length">The length of the row with its line end; of its first line when it is malformed.</param>
    public CsvRowState Read(ReadOnlySpan<byte> bytes, bool isFinal, out int length)
    {
        _cells.Clear();
        var position = 0;
        while (true)
        {
            var state = position < bytes.Length && bytes[position] == _quote
                ? ReadQuoted(bytes, isFinal, ref position)
                : ReadPlain(bytes, isFinal, ref position);
            if (state == CsvRowState.Malformed)
            {
                length = FirstLine(bytes, _endsWithReturn);
                return state;
            }

            if (state == CsvRowState.NeedsMore)
            {
                length = 0;
                return state;
            }

            if (position < bytes.Length && bytes[position] == _separator)
            {
                position++;
                if (_cells.Count < _maxColumns)
                    continue;
                Problem = $"the row has more than {_maxColumns:N0} columns";
                length = FirstLine(bytes, _endsWithReturn);
                return CsvRowState.Malformed;
            }

            return EndRow(bytes, position, out length);
        }
    }

    private CsvRowState EndRow(ReadOnlySpan<byte> bytes, int position, out int length)
    {
        length = Math.Min(position + 1, bytes.Length);
        return _cells.Count == 1 && !_cells[0].IsQuoted && bytes.Slice(_cells[0].Start, _cells[0].Length).TrimStart(" \t\r\n"u8).IsEmpty ? CsvRowState.Blank : CsvRowState.Row;
    }

    private CsvRowState ReadPlain(ReadOnlySpan<byte> bytes, bool isFinal, ref int position)
    {
        var formula = FormulaLength(bytes[position..]);
        var length = bytes[(position + formula)..].IndexOfAny(_endOfPlainCell);
        if (length >= 0)
            length += formula;
        if (length < 0)
        {
            if (!isFinal)
                return CsvRowState.NeedsMore;
            length = bytes.Length - position;
        }

        // The carriage return of CR LF belongs to the line end.
        var hasReturn = length > 0 && bytes[position + length - 1] == '\r' && (position + length == bytes.Length || bytes[position + length] == '\n');
        _cells.Add(new CsvCell(position, hasReturn ? length - 1 : length, IsQuoted: false, HasDoubledQuotes: false));
        position += length;
        return CsvRowState.Row;
    }

    // =NAME("a","b") as programs write it that quote nothing: up to the bracket that closes it, if a separator or line end follows.
    private int FormulaLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != (byte)'=')
            return 0;
        var name = bytes[1..].IndexOfAnyExcept(FunctionName);
        if (name < 1 || bytes[1 + name] != (byte)'(')
            return 0;
        var (depth, isText) = (0, false);
        for (var at = 1 + name; at < bytes.Length && bytes[at] is not ((byte)'\n' or (byte)'\r'); at++)
        {
            if (bytes[at] == (byte)'"')
                isText = !isText;
            else if (!isText && bytes[at] is (byte)'(' or (byte)')')
                depth += bytes[at] == (byte)'(' ? 1 : -1;
            if (depth == 0 && !isText)
                return at + 1 == bytes.Length || _endOfPlainCell.Contains(bytes[at + 1]) || bytes[at + 1] == (byte)'\r' ? at + 1 : 0;
        }

        return 0;
    }

    private CsvRowState ReadQuoted(ReadOnlySpan<byte> bytes, bool isFinal, ref int position)
    {
        var start = position + 1;
        var doubled = false;
        for (var at = start; ;)
        {
            var close = bytes[at..].IndexOf(_quote);
            if (close < 0)
            {
                Problem = "a quote is opened and never closed";
                return isFinal ? CsvRowState.Malformed : CsvRowState.NeedsMore;
            }

            at += close + 1;
            if (at == bytes.Length && !isFinal)
                return CsvRowState.NeedsMore;
            if (at < bytes.Length && bytes[at] == _quote)
            {
                doubled = true;
                at++;
                continue;
            }

            _cells.Add(new CsvCell(start, at - 1 - start, IsQuoted: true, doubled));
            return EndQuoted(bytes, isFinal, at, ref position);
        }
    }

    private CsvRowState EndQuoted(ReadOnlySpan<byte> bytes, bool isFinal, int at, ref int position)
    {
        while (at < bytes.Length && bytes[at] != _separator && (bytes[at] is (byte)' ' or (byte)'\t' || (bytes[at] == '\r' && !_endsWithReturn)))
            at++;
        position = at;
        if (at == bytes.Length)
            return isFinal ? CsvRowState.Row : CsvRowState.NeedsMore;
        if (bytes[at] == _separator || bytes[at] == (_endsWithReturn ? (byte)'\r' : (byte)'\n'))
            return CsvRowState.Row;
        Problem = $"after the closing quote of column {_cells.Count} comes something else than a separator; a quote inside a value must be doubled";
        return CsvRowState.Malformed;
    }

    private static int FirstLine(ReadOnlySpan<byte> bytes, bool endsWithReturn) => bytes.IndexOf(endsWithReturn ? (byte)'\r' : (byte)'\n') is >= 0 and var end ? end + 1 : bytes.Length;
}

/// <summary>Where a cell lies in its row, without its quotes.</summary>
internal readonly record struct CsvCell(int Start, int Length, bool IsQuoted, bool HasDoubledQuotes);

/// <summary>What came of reading a row.</summary>
internal enum CsvRowState
{
    /// <summary>A row.</summary>
    Row,

    /// <summary>A line without anything but white space.</summary>
    Blank,

    /// <summary>The row may go on behind the bytes that were given.</summary>
    NeedsMore,

    /// <summary>The row cannot be read.</summary>
    Malformed,
}
