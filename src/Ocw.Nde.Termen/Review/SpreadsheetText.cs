using System.Buffers;
using System.Text;

namespace Ocw.Nde.Termen.Review;

/// <summary>Cells that a spreadsheet program takes as text: one that begins like a formula gets an apostrophe in front, which reading takes off again.</summary>
/// <remarks>CSV as RFC 4180 has it. Apostrophes before a formula sign are counted, so that every text comes back as it was.</remarks>
public static class SpreadsheetText
{
    private static readonly SearchValues<char> s_signs = SearchValues.Create("=+-@\t\r\n|%");
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",;\t\"\r\n");

    /// <summary>A cell as it stands in the file.</summary>
    public static string Encode(string text)
    {
        var safe = LooksLikeFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(s_quoted) >= 0 || safe.Length > 0 && (safe[0] == ' ' || safe[^1] == ' ') ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }

    /// <summary>What the cell of a file means, without CSV's own quotes.</summary>
    public static string Decode(string cell) => cell.StartsWith('\'') && LooksLikeFormula(cell) ? cell[1..] : cell;

    /// <summary>Writes a row.</summary>
    public static string Row(IEnumerable<string> cells) => new StringBuilder().AppendJoin(',', cells.Select(Encode)).Append("\r\n").ToString();

    private static bool LooksLikeFormula(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept('\'');
        return start >= 0 && s_signs.Contains(text[start]);
    }
}
