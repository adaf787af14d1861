using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Text;

namespace Ocw.Nde.Termen.Review;

/// <summary>Takes a spreadsheet in that was filled in: each row is checked, what is wrong is set aside with its line and reason, and the rest is kept in one step.</summary>
/// <param name="queue">The questions.</param>
/// <param name="desk">Checks and keeps the answers.</param>
public sealed class ReviewTableReader(ReviewQueue queue, ReviewDesk desk)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>The most rows of a file.</summary>
    public const int MaxRows = 500_000;

    /// <summary>Takes the file in. Twice the same file is the same as once.</summary>
    /// <param name="source">The file: UTF-8, UTF-16 with a mark, or else windows-1252.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="institution">The one institution whose rows may stand in it; <see langword="null"/> for any.</param>
    /// <param name="batch">The name under which all of it can be undone.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <exception cref="ReviewTableException">The file as a whole cannot be used: too large, or without the columns that are needed.</exception>
    public async Task<ImportReport> ImportAsync(Stream source, string by, string? institution, string batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        var rows = new SpreadsheetRows(await TextOfAsync(source, cancellation).ConfigureAwait(false)).Read().GetEnumerator();
        if (!rows.MoveNext())
            throw ReviewTableException.WithoutColumn("row");
        var columns = ColumnsOf(rows.Current.Cells);
        var report = new ImportReport();
        var events = new Dictionary<long, ReviewEvent>();
        for (var count = 0; rows.MoveNext(); count++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count == MaxRows)
                throw ReviewTableException.TooManyRows;
            var row = new Row(rows.Current.Line, rows.Current.Cells, columns);
            if (await ReadAsync(row, institution, events, report, cancellation).ConfigureAwait(false) is { } answer && queue.Find(row.Id ?? 0) is { } item)
                events.Add(item.Id, desk.EventOf(by, item, answer, batch));
        }

        queue.Decide(events.Values);
        report.Decided = events.Count;
        report.Institutions = [.. events.Values.Select(e => e.Institution).Distinct(StringComparer.Ordinal)];
        return report;
    }

    // The answer of a row that is to be kept; else the report says what became of it.
    private async Task<ReviewAnswer?> ReadAsync(Row row, string? institution, Dictionary<long, ReviewEvent> events, ImportReport report, CancellationToken cancellation)
    {
        if (row["decision"].Length == 0)
        {
            report.Empty++;
            return null;
        }

        ReviewAnswer? Aside(ReviewFault fault)
        {
            report.SetAside.Add(new SetAsideRow(row.Line, row["literal"], fault));
            return null;
        }

        if (row.Id is not { } id || queue.Find(id) is not { } item || (institution is not null && institution != item.Institution))
            return Aside(RowFaults.NotInQueue(row["row"]));
        if (row["literal"].Length > 0 && LiteralKey.OfWords(row["literal"]) != item.Subject.Words)
            return Aside(RowFaults.OtherWords(row["literal"], item.Literal));
        if (ReviewTableColumns.AnswerOf(row["decision"]) is not { } answer)
            return Aside(RowFaults.UnknownDecision(row["decision"]));
        if (events.ContainsKey(id))
            return Aside(RowFaults.Twice);
        answer = answer with { Terms = answer.Verdict == ReviewVerdict.Accept ? TermsOf(row) : [], Why = row["why"].Length > 0 ? row["why"] : null };
        if (await desk.CheckAsync(item, answer, cancellation).ConfigureAwait(false) is { } fault)
            return Aside(fault);
        if (!desk.Holds(item, answer))
            return answer;
        report.Unchanged++;
        return null;
    }

    // An IRI or several; the number of a candidate; nothing for the first candidate, unless another one is said to be meant.
    private static List<string> TermsOf(Row row)
    {
        var text = row["term"];
        if (text.Length == 0)
            return row["decision"].Trim() is var word && (word.Equals("ander", StringComparison.OrdinalIgnoreCase) || word.Equals("other", StringComparison.OrdinalIgnoreCase)) ? [] : CandidateOf(row, 1);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? CandidateOf(row, number)
            : [.. text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => t.Trim('<', '>')).Distinct(StringComparer.Ordinal)];
    }

    private static List<string> CandidateOf(Row row, int number)
    {
        var cell = row[FormattableString.Invariant($"candidate {number}")];
        var start = cell.LastIndexOf('<');
        var end = start < 0 ? -1 : cell.IndexOf('>', start);
        return end < 0 ? [] : [cell[(start + 1)..end]];
    }

    private static Dictionary<string, int> ColumnsOf(IReadOnlyList<string> heads)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < heads.Count; i++)
        {
            if (ReviewTableColumns.KeyOf(heads[i]) is { } key)
                columns.TryAdd(key, i);
        }

        foreach (var needed in (ReadOnlySpan<string>)["row", "decision"])
        {
            if (!columns.ContainsKey(needed))
                throw ReviewTableException.WithoutColumn(needed);
        }

        return columns;
    }

    private static async Task<string> TextOfAsync(Stream source, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await source.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (bytes.Length + read > MaxBytes)
                throw ReviewTableException.TooLarge;
            bytes.Write(buffer, 0, read);
        }

        var content = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode.GetString(content[2..]);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            content = content[3..];

        // Spreadsheet programs on Dutch Windows write windows-1252.
        return System.Text.Unicode.Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : TextEncoding.Windows1252.GetString(content);
    }

    private readonly record struct Row(int Line, IReadOnlyList<string> Cells, Dictionary<string, int> Columns)
    {
        public string this[string key] => Columns.TryGetValue(key, out var column) && column < Cells.Count ? Cells[column].Trim() : "";

        public long? Id => ReviewTable.RowNumber(this["row"]);
    }
}

/// <summary>What became of a spreadsheet.</summary>
public sealed record ImportReport
{
    /// <summary>The decisions that were kept.</summary>
    public int Decided { get; set; }

    /// <summary>The rows that say what holds already.</summary>
    public int Unchanged { get; set; }

    /// <summary>The rows without decision.</summary>
    public int Empty { get; set; }

    /// <summary>The rows that could not be used.</summary>
    public List<SetAsideRow> SetAside { get; } = [];

    /// <summary>The institutions whose decisions were kept.</summary>
    public IReadOnlyList<string> Institutions { get; set; } = [];
}

/// <summary>A row that could not be used.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Literal">Its words.</param>
/// <param name="Fault">Why.</param>
public sealed record SetAsideRow(int Line, string Literal, ReviewFault Fault);

/// <summary>A file as a whole cannot be used.</summary>
public sealed class ReviewTableException : Exception
{
    private ReviewTableException(ReviewFault fault)
        : base(fault.En) => Fault = fault;

    /// <summary>Why, and what to do.</summary>
    public ReviewFault Fault { get; }

    internal static ReviewTableException TooLarge => new(new("too-large", $"Het bestand is groter dan {ReviewTableReader.MaxBytes >> 20} MiB; lever het in delen in.", $"The file is larger than {ReviewTableReader.MaxBytes >> 20} MiB; hand it in in parts."));

    internal static ReviewTableException TooManyRows => new(new("too-many-rows", $"Het bestand heeft meer dan {ReviewTableReader.MaxRows} rijen; lever het in delen in.", $"The file has more than {ReviewTableReader.MaxRows} rows; hand it in in parts."));

    internal static ReviewTableException WithoutColumn(string key)
    {
        var column = ReviewTableColumns.All.First(c => c.Key == key);
        return new(new("without-column", $"De kolom «{column.Nl}» ontbreekt op regel 1; haal het bestand opnieuw op en laat de koppen staan.", $"The column «{column.En}» is missing on line 1; fetch the file again and leave its heads."));
    }
}

/// <summary>What can be wrong with a row.</summary>
internal static class RowFaults
{
    public static ReviewFault Twice { get; } = new("twice", "Deze woorden stonden al eerder in dit bestand met een besluit; dat telt.", "These words stood earlier in this file with a decision; that one counts.");

    public static ReviewFault NotInQueue(string row) => new("not-in-queue", $"Rij «{row}» staat niet in de rij: niets gebruikt deze woorden meer, of de kolom is veranderd.", $"Row «{row}» is not in the queue: nothing uses these words any more, or the column was changed.");

    public static ReviewFault OtherWords(string found, string expected) => new("other-words", $"De woorden zijn veranderd: er staat «{found}», en de rij hoort bij «{expected}».", $"The words were changed: «{found}» stands there, and the row belongs to «{expected}».");

    public static ReviewFault UnknownDecision(string word) => new("unknown-decision", $"«{word}» is geen besluit; verwacht: {ReviewTableColumns.Words("nl")}.", $"«{word}» is no decision; expected: {ReviewTableColumns.Words("en")}.");
}
