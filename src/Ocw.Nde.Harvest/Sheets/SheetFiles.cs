namespace Ocw.Nde.Harvest;

/// <summary>Tells spreadsheets among zip archives, and gives their sheets as separated values, so that everything that is known of those holds for them.</summary>
internal static class SheetFiles
{
    /// <summary>The sheets of a spreadsheet, each with its name; <see langword="null"/> for any other archive.</summary>
    /// <param name="origin">The archive, for messages.</param>
    /// <param name="members">Its members, each with a way to open it.</param>
    /// <exception cref="InvalidDataException">It is a spreadsheet that is damaged.</exception>
    public static IReadOnlyList<(string Name, Func<Stream> Open)>? Of(string origin, IReadOnlyDictionary<string, Func<Stream>> members)
    {
        if (members.ContainsKey("xl/workbook.xml"))
            return new XlsxWorkbook(origin, members).Sheets();
        if (members.TryGetValue("mimetype", out var mimetype) && members.TryGetValue("content.xml", out var content) && IsSpreadsheet(mimetype))
            return new OdsWorkbook(origin, content).Sheets();
        return null;
    }

    private static bool IsSpreadsheet(Func<Stream> mimetype)
    {
        using var reader = new StreamReader(mimetype());
        var type = new char[64];
        return new string(type, 0, reader.ReadBlock(type)).StartsWith("application/vnd.oasis.opendocument.spreadsheet", StringComparison.Ordinal);
    }
}
