using System.Globalization;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Review;

/// <summary>Writes questions as a spreadsheet: one row a literal, with its candidates, and columns to fill in.</summary>
public static class ReviewTableWriter
{
    /// <summary>Writes the rows as they are enumerated; a row is held at a time.</summary>
    /// <param name="target">Where to; let it begin with a byte order mark, for spreadsheet programs.</param>
    /// <param name="items">The questions, with their candidates.</param>
    /// <param name="label">The name of a term for people, or <see langword="null"/> if it is not known.</param>
    /// <param name="language"><c>nl</c> or <c>en</c>.</param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <returns>How many rows.</returns>
    public static async Task<int> WriteAsync(TextWriter target, IEnumerable<QueueItem> items, Func<string, string?> label, string language, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(label);
        await target.WriteAsync(SpreadsheetText.Row(ReviewTableColumns.All.Select(c => language == "nl" ? c.Nl : c.En)).AsMemory(), cancellation).ConfigureAwait(false);
        var rows = 0;
        foreach (var item in items)
        {
            await target.WriteAsync(SpreadsheetText.Row(Cells(item, label, language)).AsMemory(), cancellation).ConfigureAwait(false);
            rows++;
        }

        return rows;
    }

    private static IEnumerable<string> Cells(QueueItem item, Func<string, string?> label, string language) =>
    [
        ReviewTable.RowOf(item.Id),
        item.Institution,
        string.Join(' ', item.Datasets),
        item.Field,
        item.Literal,
        item.Language ?? "",
        item.Uses.ToString(CultureInfo.InvariantCulture),
        .. Enumerable.Range(0, ReviewTableColumns.Candidates).Select(i => i < item.Candidates.Count ? Candidate(item.Candidates[i], label, language) : ""),
        "",
        "",
        "",
    ];

    private static string Candidate(QueueCandidate candidate, Func<string, string?> label, string language) => string.Create(
        CultureInfo.InvariantCulture,
        $"{label(candidate.Term) ?? candidate.Label} <{candidate.Term}> ({candidate.Source} {candidate.Score:0.00}: {string.Join("; ", candidate.Reasons.Select(r => AlignmentReasons.Describe(r, language)))})");
}
