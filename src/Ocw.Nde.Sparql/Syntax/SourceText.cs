using System.Globalization;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>
/// The text of a query with its codepoint escapes (<c>\u0041</c>, <c>\U0001F46A</c>) replaced, as §19.2 asks, before the grammar sees it;
/// it still knows the line and column of every character in the text as it was written.
/// </summary>
internal sealed class SourceText
{
    private readonly string written;

    // For each escape, in order: where the text after it begins, after and before decoding.
    private readonly List<(int Decoded, int Written)> shifts = [];

    /// <param name="written">The text.</param>
    /// <param name="decodes">Whether escapes count anywhere, as in SPARQL 1.1; in 1.2 (§19.2) they are part of IRIs and strings.</param>
    internal SourceText(string written, bool decodes = true)
    {
        this.written = written;
        Text = decodes && written.Contains('\\', StringComparison.Ordinal) ? Decode() : written;
    }

    /// <summary>The text that the grammar reads.</summary>
    internal string Text { get; }

    /// <summary>The line and column, from 1, of an offset in <see cref="Text"/>.</summary>
    internal (int Line, int Column) Position(int offset)
    {
        var end = WrittenOffset(offset);
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < end; i++)
        {
            if (written[i] == '\n' || (written[i] == '\r' && !(i + 1 < written.Length && written[i + 1] == '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return (line, end - lineStart + 1);
    }

    /// <summary>An error at an offset in <see cref="Text"/>.</summary>
    internal SparqlSyntaxException Error(int offset, string message, string? token = null, string? repair = null)
    {
        var (line, column) = Position(offset);
        return new SparqlSyntaxException(string.Create(CultureInfo.InvariantCulture, $"Line {line}, column {column}: {message}"), line, column) { Token = token, Repair = repair };
    }

    /// <summary>The text with something put in at an offset in <see cref="Text"/>.</summary>
    internal string With(int offset, string more)
    {
        var at = WrittenOffset(offset);
        return written[..at].TrimEnd() + "\n" + more + "\n" + written[at..];
    }

    private int WrittenOffset(int offset)
    {
        var result = offset;
        foreach (var (decoded, original) in shifts)
        {
            if (decoded > offset)
                break;
            result = original + (offset - decoded);
        }

        return Math.Min(result, written.Length);
    }

    private string Decode()
    {
        var decoded = new System.Text.StringBuilder(written.Length);
        var i = 0;
        while (i < written.Length)
        {
            var c = written[i];
            var next = i + 1 < written.Length ? written[i + 1] : '\0';
            if (c == '\\' && next is 'u' or 'U' && EscapedCodepoint(i, next == 'u' ? 4 : 8) is { } codepoint)
            {
                AppendCodepoint(decoded, codepoint, i);
                i += next == 'u' ? 6 : 10;
                shifts.Add((decoded.Length, i));
            }
            else if (c == '\\' && next == '\\')
            {
                // An escaped backslash is not the beginning of a codepoint escape: "\\u0041" has six characters.
                decoded.Append(@"\\");
                i += 2;
            }
            else
            {
                decoded.Append(c);
                i++;
            }
        }

        return decoded.ToString();
    }

    private int? EscapedCodepoint(int start, int digits)
    {
        if (start + 2 + digits > written.Length)
            return null;
        return uint.TryParse(written.AsSpan(start + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? (int)Math.Min(value, int.MaxValue)
            : null;
    }

    private void AppendCodepoint(System.Text.StringBuilder decoded, int codepoint, int start)
    {
        if (!System.Text.Rune.IsValid(codepoint))
        {
            shifts.Add((decoded.Length, start));
            throw Error(decoded.Length, "the escape does not name a Unicode character: surrogates and numbers above 10FFFF are not allowed.");
        }

        decoded.Append(new System.Text.Rune(codepoint).ToString());
    }
}
