namespace Ocw.Nde.Html.Building;

/// <summary>A place in the text of a page. AngleSharp's own lines and columns are of 16 bits, and real pages are longer.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Index">The index in the text.</param>
internal readonly record struct PagePlace(int Line, int Column, int Index)
{
    /// <summary>The place of a later index; what lies between is looked at once.</summary>
    internal PagePlace MovedTo(int index, string text)
    {
        if (index <= Index || index > text.Length)
            return this;
        var between = text.AsSpan(Index, index - Index);
        var breaks = between.Count('\n');
        return breaks == 0 ? new(Line, Column + between.Length, index) : new(Line + breaks, between.Length - between.LastIndexOf('\n'), index);
    }
}
