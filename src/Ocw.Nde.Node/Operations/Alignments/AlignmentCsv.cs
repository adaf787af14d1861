using System.Globalization;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>Writes alignments for the institution: a row for each of its own record numbers and each term, RFC 4180.</summary>
internal static class AlignmentCsv
{
    public static void Write(TextWriter writer, IEnumerable<(string Record, AlignmentRow Row)> rows)
    {
        writer.Write("record,field,literal,language,term,label,relation,score,status\r\n");
        foreach (var (record, row) in rows)
        {
            string[] cells = [record, row.Field, row.Words, row.Language, row.Term, row.MatchedLabel, row.Predicate[(row.Predicate.LastIndexOf('#') + 1)..], row.Score, row.IsAccepted ? "accepted" : "proposed"];
            writer.Write(string.Join(',', cells.Select(Cell)) + "\r\n");
        }
    }

    // A spreadsheet would take a cell that begins so for a formula.
    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '@' && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
