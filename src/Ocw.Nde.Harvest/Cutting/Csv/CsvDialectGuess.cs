using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Finds out how a CSV file is written from its first part.</summary>
internal static class CsvDialectGuess
{
    private const int RowsLookedAt = 200;

    private static readonly byte[] Separators = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>The separator between columns: the one that gives most rows the same number of columns, more than one; a comma if none does.</summary>
    public static byte Separator(ReadOnlySpan<byte> sample, bool isWhole, byte quote, int maxColumns, bool endsWithReturn = false)
    {
        var best = (byte)',';
        var bestScore = 0.0;
        foreach (var candidate in Separators)
        {
            var widths = Widths(sample, isWhole, new CsvRowReader(candidate, quote, maxColumns, endsWithReturn));
            if (widths.Count == 0 || widths[0] < 2)
                continue;
            var fitting = widths.Count(width => width == widths[0]);

            // All rows alike counts first, then more columns: text has commas in many cells, but not as many in each row.
            var score = (double)fitting / widths.Count * 1000 + Math.Min(widths[0], 999);
            if (score > bestScore)
                (best, bestScore) = (candidate, score);
        }

        return best;
    }

    /// <summary>Whether rows end with a carriage return only, as on old Macintoshes: there is none of the usual line ends.</summary>
    public static bool EndsWithReturn(ReadOnlySpan<byte> sample) => !sample.Contains((byte)'\n') && sample.Contains((byte)'\r');

    /// <summary>The separator that a first line <c>sep=;</c> declares, as spreadsheets write it, and the length of that line.</summary>
    public static (byte Separator, int Length)? Declared(ReadOnlySpan<byte> sample)
    {
        if (!sample.StartsWith("sep="u8) && !sample.StartsWith("SEP="u8))
            return null;
        var end = sample.IndexOf((byte)'\n');
        return end is 5 or 6 && (end == 5 || sample[5] == '\r') ? (sample[4], end + 1) : null;
    }

    /// <summary>The separator between several values in one cell, and the columns that have several values.</summary>
    /// <remarks>
    /// <c>$</c>, <c>|</c> and <c>;</c> are looked for, in this order. A column has several values when at least three cells hold the separator without white space around it
    /// and at least half of the different parts come again in the column, on their own or in another combination: that is what terms do and sentences do not.
    /// Once a column proves <c>$</c> or <c>|</c>, which text hardly uses, it counts for all columns; <c>;</c> only for the columns that prove it.
    /// </remarks>
    public static CsvValueSeparators? ValueSeparators(ReadOnlySpan<byte> sample, bool isWhole, CsvRowReader rows, byte columnSeparator)
    {
        var columns = Columns(sample, isWhole, rows);
        foreach (var candidate in "$|;")
        {
            if (candidate == columnSeparator)
                continue;
            var proven = Enumerable.Range(0, columns.Count).Where(column => HasSeveralValues(columns[column], candidate)).ToArray();
            if (proven.Length > 0)
                return new CsvValueSeparators(candidate, candidate == ';' ? proven : null);
        }

        return null;
    }

    private static bool HasSeveralValues(List<string> cells, char separator)
    {
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        var parts = new HashSet<string>(StringComparer.Ordinal);
        var severalCells = 0;
        foreach (var cell in cells)
        {
            var several = CsvValueSeparators.Splits(cell, separator);
            if (several)
                severalCells++;
            else if (cell.Contains(separator, StringComparison.Ordinal))
                return false;
            foreach (var part in several ? cell.Split(separator) : [cell])
            {
                uses[part] = uses.GetValueOrDefault(part) + 1;
                if (several)
                    parts.Add(part);
            }
        }

        return severalCells >= 3 && parts.Count(part => uses[part] > 1) * 2 >= parts.Count;
    }

    private static List<int> Widths(ReadOnlySpan<byte> sample, bool isWhole, CsvRowReader rows)
    {
        var widths = new List<int>();
        while (widths.Count < RowsLookedAt && !sample.IsEmpty)
        {
            var state = rows.Read(sample, isWhole, out var length);
            if (state == CsvRowState.NeedsMore)
                break;
            if (state != CsvRowState.Blank)
                widths.Add(state == CsvRowState.Row ? rows.Cells.Count : -1);
            sample = sample[length..];
        }

        return widths;
    }

    private static List<List<string>> Columns(ReadOnlySpan<byte> sample, bool isWhole, CsvRowReader rows)
    {
        var columns = new List<List<string>>();
        var isHeader = true;
        while (!sample.IsEmpty && rows.Read(sample, isWhole, out var length) is var state and not CsvRowState.NeedsMore)
        {
            if (state == CsvRowState.Row && isHeader)
                columns.AddRange(rows.Cells.Select(_ => new List<string>()));
            else if (state == CsvRowState.Row && rows.Cells.Count == columns.Count)
                AddCells(columns, rows.Cells, sample);
            isHeader &= state != CsvRowState.Row;
            sample = sample[length..];
        }

        return columns;
    }

    private static void AddCells(List<List<string>> columns, IReadOnlyList<CsvCell> cells, ReadOnlySpan<byte> row)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (cells[column].Length > 0)
                columns[column].Add(Encoding.UTF8.GetString(row.Slice(cells[column].Start, cells[column].Length)));
        }
    }
}
