using System.Globalization;
using System.Text;

namespace Ocw.Nde.Html.Scripts;

/// <summary>Takes out of a script what people put around and into JSON, and what JSON does not allow: nothing that has a meaning is guessed.</summary>
/// <remarks>
/// Repaired are: comments of JavaScript, HTML and CDATA around the JSON or between its values; control characters in strings, which become escapes;
/// a comma before a closing bracket; semicolons at the end. Line breaks stay, so that lines in messages are right.
/// </remarks>
internal sealed class ScriptText
{
    private readonly string _script;
    private readonly StringBuilder _json;
    private readonly List<string> _repairs = [];
    private readonly int _tail;
    private int _at;
    private int _line = 1;

    // Where the last comma stands, if only white space and comments came after it.
    private int _comma = -1;

    private ScriptText(string script)
    {
        _script = script;
        _tail = TailOf(script);
        _json = new StringBuilder(script.Length + 16);
    }

    /// <summary>The JSON, and what was done to get it; no repairs where the script needs none of these.</summary>
    internal static (string Json, IReadOnlyList<string> Repairs) Repair(string script)
    {
        var text = new ScriptText(script);
        text.Read();
        return (text._json.ToString(), text._repairs);
    }

    private void Read()
    {
        while (_at < _script.Length)
        {
            var c = _script[_at];
            if (c == '"')
                ReadString();
            else if (Starts("<!--"))
                ReadHtmlComment();
            else if (Takes("-->", "an HTML comment mark") || Takes("<![CDATA[", "a CDATA mark") || Takes("]]>", "a CDATA mark"))
                continue;
            else if (Starts("//"))
                SkipTo("\n", "a comment");
            else if (Starts("/*"))
                SkipTo("*/", "a comment");
            else if (c == ';' && _at >= _tail)
                Drop("a semicolon after the JSON");
            else if (c is '\uFEFF' or '\u00A0' or '\u200B' or '\u2028' or '\u2029' or '\uFFFD' || (c < ' ' && c is not ('\t' or '\n' or '\r')))
                Blank("a character that is no white space of JSON");
            else
                Keep(c);
        }
    }

    private void Keep(char c)
    {
        if (c == '\n')
            _line++;
        else if (c is '}' or ']' && _comma >= 0)
            TakeBackComma();
        if (c == ',')
            _comma = _json.Length;
        else if (!char.IsWhiteSpace(c))
            _comma = -1;
        _json.Append(c);
        _at++;
    }

    private void TakeBackComma()
    {
        Tell("a comma before a closing bracket");
        _json[_comma] = ' ';
    }

    // A comment with words in it is left out; one that holds the JSON itself loses its marks.
    private void ReadHtmlComment()
    {
        const string open = "<!--";
        var close = _script.IndexOf("-->", _at, StringComparison.Ordinal);
        var inside = close < 0 ? default : _script.AsSpan(_at + open.Length, close - _at - open.Length).TrimStart();
        if (close < 0 || inside.StartsWith("{") || inside.StartsWith("["))
            Takes(open, "an HTML comment mark");
        else
            SkipTo("-->", "an HTML comment");
    }

    private void ReadString()
    {
        _comma = -1;
        _json.Append('"');
        for (_at++; _at < _script.Length; _at++)
        {
            var c = _script[_at];
            if (c == '\\' && _at + 1 < _script.Length && _script[_at + 1] >= ' ')
            {
                _json.Append(c).Append(_script[++_at]);
            }
            else if (c < ' ')
            {
                Tell("a control character in a text");
                _json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                if (c == '\n')
                    _line++;
            }
            else
            {
                _json.Append(c);
                if (c == '"')
                {
                    _at++;
                    return;
                }
            }
        }
    }

    private bool Starts(string mark) => string.CompareOrdinal(_script, _at, mark, 0, mark.Length) == 0;

    private bool Takes(string mark, string what)
    {
        if (!Starts(mark))
            return false;
        Tell(what);
        _at += mark.Length;
        return true;
    }

    private void SkipTo(string end, string what)
    {
        Tell(what);
        var close = _script.IndexOf(end, _at, StringComparison.Ordinal);
        var stop = close < 0 ? _script.Length : end == "\n" ? close : close + end.Length;
        for (; _at < stop; _at++)
        {
            if (_script[_at] == '\n')
                Line();
        }
    }

    private void Line()
    {
        _line++;
        _json.Append('\n');
    }

    private void Drop(string what)
    {
        Tell(what);
        _at++;
    }

    private void Blank(string what)
    {
        Tell(what);
        _json.Append(' ');
        _at++;
    }

    // Where nothing follows any more but semicolons, white space and the marks that end a comment or a CDATA section.
    private static int TailOf(string script)
    {
        ReadOnlySpan<string> marks = ["]]>", "-->", "*/", "//", "/*"];
        var text = script.AsSpan();
        for (var before = -1; before != text.Length;)
        {
            before = text.Length;
            text = text.TrimEnd().TrimEnd(';');
            foreach (var mark in marks)
            {
                if (text.EndsWith(mark, StringComparison.Ordinal))
                    text = text[..^mark.Length];
            }
        }

        return text.Length;
    }

    private void Tell(string what)
    {
        const int most = 20;
        if (_repairs.Count < most)
            _repairs.Add(string.Create(CultureInfo.InvariantCulture, $"{what} (line {_line} of the script)"));
    }
}
