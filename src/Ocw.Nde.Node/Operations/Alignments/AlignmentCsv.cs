using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>Writes alignments for the institution: a row for each of its own record numbers and each term, RFC 4180. What looks like a formula gets an apostrophe in front.</summary>
internal static class AlignmentCsv
{
    private static readonly string[] s_columns = ["record", "field", "literal", "language", "term", "label", "relation", "score", "status"];

    public static async Task WriteAsync(TextWriter writer, IEnumerable<(string Record, AlignmentRow Row)> rows, CancellationToken cancellation)
    {
        await writer.WriteAsync(SpreadsheetText.Row(s_columns).AsMemory(), cancellation);
        foreach (var (record, row) in rows)
        {
            string[] cells = [record, row.Field, row.Words, row.Language, row.Term, row.MatchedLabel, row.Predicate[(row.Predicate.LastIndexOf('#') + 1)..], row.Score, row.IsAccepted ? "accepted" : "proposed"];
            await writer.WriteAsync(SpreadsheetText.Row(cells).AsMemory(), cancellation);
        }
    }
}
