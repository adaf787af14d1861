using System.Text;
using System.Xml;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Harvest;

/// <summary>The rows of a sheet as separated values in UTF-8, made as they are read.</summary>
/// <remarks>Each row has as many cells as the first one; empty cells at its end are left out or filled up. Empty rows are left out. A first line tells the separator.</remarks>
internal sealed class SheetStream : ReadOnlySequentialStream
{
    private readonly IEnumerator<IReadOnlyList<string>> _rows;
    private readonly string _origin;
    private readonly StringBuilder _line = new("sep=,\r\n");
    private byte[] _bytes = [];
    private int _position;
    private int _width;

    public SheetStream(IEnumerable<IReadOnlyList<string>> rows, string origin)
    {
        _rows = rows.GetEnumerator();
        _origin = origin;
        Encode();
    }

    /// <exception cref="InvalidDataException">The sheet is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_position == _bytes.Length)
        {
            if (!Next())
                return 0;
        }

        var length = Math.Min(buffer.Length, _bytes.Length - _position);
        _bytes.AsSpan(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
        base.Dispose(disposing);
    }

    private bool Next()
    {
        try
        {
            if (!_rows.MoveNext())
                return false;
        }
        catch (XmlException damaged)
        {
            throw new InvalidDataException($"the sheet {_origin} is damaged ({damaged.Message.TrimEnd('.')}); save or fetch the file again", damaged);
        }

        Write(_rows.Current);
        return true;
    }

    private void Write(IReadOnlyList<string> row)
    {
        var width = row.Count;
        while (width > 0 && row[width - 1].Length == 0)
            width--;
        if (width == 0)
            return;
        if (_width == 0)
            _width = width;
        for (var column = 0; column < Math.Max(width, _width); column++)
        {
            if (column > 0)
                _line.Append(',');
            if (column < width && row[column].Length > 0)
                _line.Append('"').Append(row[column].Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        _line.Append("\r\n");
        Encode();
    }

    private void Encode()
    {
        _bytes = Encoding.UTF8.GetBytes(_line.ToString());
        _line.Clear();
        _position = 0;
    }
}
