using System.Globalization;

namespace Ocw.Nde.Termen.Review;

/// <summary>The words in which rows and decisions are named outside of the pages: in the spreadsheet and on the command line, in Dutch and English.</summary>
public static class ReviewTable
{
    /// <summary>The name of a row: the number of its item. It begins with a letter, so that no program takes it for a number.</summary>
    public static string RowOf(long item) => string.Create(CultureInfo.InvariantCulture, $"r{item:x16}");

    /// <summary>The item that a row's name means; <see langword="null"/> for what is no such name.</summary>
    public static long? RowNumber(string row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Trim() is ['r' or 'R', .. var hex] && long.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    /// <summary>The answer that a decision's word stands for; <see langword="null"/> for one that is not known.</summary>
    public static ReviewAnswer? AnswerOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return ReviewTableColumns.AnswerOf(word);
    }

    /// <summary>The words that may be used, in a language: <c>nl</c> or <c>en</c>.</summary>
    public static string Words(string language) => ReviewTableColumns.Words(language);
}
