using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml.Model;

namespace Ocw.Nde.Mapping.Rml.Csv;

/// <summary>Reads rows of a table in UTF-8 (RFC 4180, with the dialect of CSV on the Web). A row's fields are valid until the next one is read.</summary>
internal sealed class CsvReader
{
    private readonly Stream _stream;
    private readonly string _name;
    private readonly int _maxRow;
    private readonly byte _delimiter;
    private readonly int _quote;
    private readonly bool _doubleQuote;
    private readonly bool _trimStart;
    private readonly bool _trimEnd;
    private readonly byte[]? _comment;
    private readonly bool _skipBlank;
    private readonly List<(int Field, int Start, int End)> _escaped = [];
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _isComplete;
    private (int Start, int Length)[] _fields = new (int, int)[16];
    private long _line = 1;

    public CsvReader(Stream stream, string name, CsvDialect dialect, int maxRow)
    {
        _stream = stream;
        _name = name;
        _maxRow = maxRow;
        _delimiter = (byte)dialect.Delimiter;
        _quote = dialect.Quote ?? -1;
        _doubleQuote = dialect.DoubleQuote;
        _trimStart = dialect.TrimStart;
        _trimEnd = dialect.TrimEnd;
        _comment = dialect.CommentPrefix is { } prefix ? Encoding.UTF8.GetBytes(prefix) : null;
        _skipBlank = dialect.SkipBlankRows;
        Fill();
        if (_buffer.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8))
            _start += 3;
        for (var skip = dialect.SkipRows; skip > 0 && ReadRow(); skip--)
        {
        }
    }

    /// <summary>The number of fields of the row.</summary>
    public int Count { get; private set; }

    /// <summary>The line that the row begins on, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>One field.</summary>
    public ReadOnlyMemory<byte> this[int index] => _buffer.AsMemory(_fields[index].Start, _fields[index].Length);

    /// <summary>Whether the row is well-formed UTF-8.</summary>
    public bool IsText { get; private set; }

    /// <summary>Reads the next row that is neither a comment nor, where the dialect says so, blank. A lone empty line never is a row.</summary>
    /// <exception cref="RmlException">A row is too long, or a quoted field never ends.</exception>
    public bool ReadRow()
    {
        while (true)
        {
            Line = _line;
            if (!ParseRow(out var next))
                return false;
            var row = _buffer.AsSpan(_start, next - _start);
            var isComment = _comment is not null && row.StartsWith(_comment);
            var isBlank = Count == 1 && _fields[0].Length == 0 && row.Length <= 2;
            IsText = System.Text.Unicode.Utf8.IsValid(row);
            _start = next;
            if (!isComment && !isBlank && !(_skipBlank && IsEmpty()))
                return true;
        }
    }

    private bool IsEmpty()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_fields[i].Length > 0)
                return false;
        }

        return true;
    }

    // A row that is cut off by the end of the buffer is read again when more has come.
    private bool ParseRow(out int next)
    {
        next = 0;
        while (true)
        {
            if (_start == _end && _isComplete)
                return false;
            var lines = _line;
            if (_start < _end && TryParse(out next, ref lines))
            {
                _line = lines;
                return true;
            }

            if (_isComplete)
                throw new RmlException(_name, Line, "a quoted field begins in this row and never ends; put two quotes where one belongs to the text.");
            Fill();
        }
    }

    private bool TryParse(out int next, ref long lines)
    {
        Count = 0;
        _escaped.Clear();
        next = 0;
        var at = _start;
        while (true)
        {
            int stop;
            if (at < _end && _buffer[at] == _quote)
            {
                if (!TryParseQuoted(at, out var field, out stop, ref lines))
                    return false;
                Add(field);
            }
            else
            {
                var length = _buffer.AsSpan(at, _end - at).IndexOfAny(_delimiter, (byte)'\n', (byte)'\r');
                stop = length < 0 ? _end : at + length;
                if (length < 0 && !_isComplete)
                    return false;
                Add(Trimmed(at, stop));
            }

            if (stop < _end && _buffer[stop] == _delimiter)
            {
                at = stop + 1;
                continue;
            }

            if (!EndRow(stop, out next, ref lines))
                return false;
            foreach (var (field, start, end) in _escaped)
                _fields[field] = Unescape(start, end, _fields[field].Start + _fields[field].Length);
            return true;
        }
    }

    private bool EndRow(int stop, out int next, ref long lines)
    {
        next = stop;
        if (stop == _end)
            return _isComplete;
        next = stop + 1;
        if (_buffer[stop] == (byte)'\r')
        {
            if (next == _end && !_isComplete)
                return false;
            if (next < _end && _buffer[next] == (byte)'\n')
                next++;
        }

        lines++;
        return true;
    }

    // What stands between the closing quote and the delimiter belongs to the field, as spreadsheets take it.
    private bool TryParseQuoted(int at, out (int Start, int Length) field, out int stop, ref long lines)
    {
        field = default;
        stop = 0;
        var quote = (byte)_quote;
        var read = at + 1;
        var hasEscapes = false;
        while (true)
        {
            var length = _doubleQuote ? _buffer.AsSpan(read, _end - read).IndexOf(quote) : _buffer.AsSpan(read, _end - read).IndexOfAny(quote, (byte)'\\');
            if (length < 0)
                return false;
            var found = read + length;
            if (found + 1 == _end && !_isComplete)
                return false;
            lines += _buffer.AsSpan(read, length).Count((byte)'\n');
            if (!_doubleQuote && _buffer[found] == (byte)'\\' && found + 1 < _end)
            {
                hasEscapes = true;
                read = found + 2;
                continue;
            }

            if (_doubleQuote && found + 1 < _end && _buffer[found + 1] == quote)
            {
                hasEscapes = true;
                read = found + 2;
                continue;
            }

            var rest = _buffer.AsSpan(found + 1, _end - found - 1).IndexOfAny(_delimiter, (byte)'\n', (byte)'\r');
            if (rest < 0 && !_isComplete)
                return false;
            stop = rest < 0 ? _end : found + 1 + rest;
            field = (at + 1, stop - at - 1);
            if (hasEscapes || stop > found + 1)
                _escaped.Add((Count, at + 1, found));
            else
                field.Length = found - at - 1;
            return true;
        }
    }

    // Only now that the whole row is there: until then it may be read again from its start.
    private (int Start, int Length) Unescape(int start, int end, int stop)
    {
        var write = start;
        for (var read = start; read < stop; read++)
        {
            if (read == end)
                continue;
            if (read < end && _buffer[read] == (_doubleQuote ? (byte)_quote : (byte)'\\'))
                read++;
            _buffer[write++] = _buffer[read];
        }

        return (start, write - start);
    }

    private (int Start, int Length) Trimmed(int start, int stop)
    {
        while (_trimStart && start < stop && _buffer[start] is (byte)' ' or (byte)'\t')
            start++;
        while (_trimEnd && stop > start && _buffer[stop - 1] is (byte)' ' or (byte)'\t')
            stop--;
        return (start, stop - start);
    }

    private void Add((int Start, int Length) field)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, Count * 2);
        _fields[Count++] = field;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length > _maxRow)
                throw new RmlException(_name, Line, string.Create(CultureInfo.InvariantCulture, $"a row is longer than {_maxRow} bytes. Perhaps a quote is not closed."));
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _isComplete = read == 0;
    }
}
