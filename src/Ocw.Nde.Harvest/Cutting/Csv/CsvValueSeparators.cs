using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>A separator between the values of one cell that was found out, not given.</summary>
/// <param name="Separator">The character.</param>
/// <param name="Columns">The columns that it counts for; <see langword="null"/> for all.</param>
internal sealed record CsvValueSeparators(char Separator, IReadOnlyCollection<int>? Columns)
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\u00A0");

    /// <summary>Whether a separator that was found out splits this cell: every one stands between two values, without white space around it.</summary>
    /// <remarks>White space tells «US$ 100» and «a | b» in a sentence from a list of values; who writes lists like that says so in the settings.</remarks>
    public static bool Splits(ReadOnlySpan<char> cell, char separator)
    {
        if (!cell.Contains(separator))
            return false;
        foreach (var part in cell.Split(separator))
        {
            var value = cell[part];
            if (value.IsEmpty || Blanks.Contains(value[0]) || Blanks.Contains(value[^1]))
                return false;
        }

        return true;
    }

    /// <inheritdoc cref="Splits(ReadOnlySpan{char}, char)"/>
    public static bool Splits(ReadOnlySpan<byte> cell, byte separator)
    {
        if (!cell.Contains(separator))
            return false;
        foreach (var part in cell.Split(separator))
        {
            var value = cell[part];
            if (value.IsEmpty || IsBlank(value[0]) || IsBlank(value[^1]))
                return false;
        }

        return true;
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
