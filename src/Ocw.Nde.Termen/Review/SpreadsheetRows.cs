using System.Text;

namespace Ocw.Nde.Termen.Review;

/// <summary>Reads the rows of a CSV file as spreadsheet programs write it: comma, semicolon or tab, whichever heads the file; lines counted.</summary>
internal sealed class SpreadsheetRows(string text)
{
    /// <summary>The most cells of a row.</summary>
    private const int MostCells = 200;

    private readonly char _separator = SeparatorOf(text);
    private int _at;
    private int _line = 1;

    /// <summary>The rows with the line on which each begins; empty ones are left out.</summary>
    public IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read()
    {
        while (_at < text.Length)
        {
            var line = _line;
            var cells = Row();
            if (cells.Exists(c => c.Length > 0))
                yield return (line, cells);
        }
    }

    private List<string> Row()
    {
        var cells = new List<string>();
        while (true)
        {
            var cell = _at < text.Length && text[_at] == '"' ? Quoted() : Plain();
            if (cells.Count < MostCells)
                cells.Add(SpreadsheetText.Decode(cell));
            if (_at >= text.Length)
                return cells;
            if (text[_at] == _separator)
            {
                _at++;
                continue;
            }

            EndOfLine();
            return cells;
        }
    }

    private string Plain()
    {
        var start = _at;
        while (_at < text.Length && text[_at] != _separator && text[_at] is not ('\r' or '\n'))
            _at++;
        return text[start.._at];
    }

    private string Quoted()
    {
        var cell = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] != '"')
            {
                if (text[_at] == '\n')
                    _line++;
                cell.Append(text[_at]);
            }
            else if (_at + 1 < text.Length && text[_at + 1] == '"')
            {
                cell.Append('"');
                _at++;
            }
            else
            {
                _at++;
                break;
            }
        }

        return cell.Append(Plain()).ToString();
    }

    private void EndOfLine()
    {
        if (text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n')
            _at++;
        _at++;
        _line++;
    }

    private static char SeparatorOf(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var head = end < 0 ? text : text[..end];
        return ",;\t".MaxBy(c => head.Count(h => h == c));
    }
}
