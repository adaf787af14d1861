namespace Ocw.Nde.Termen.Catalog;

/// <summary>Reads the tables of words that are built in from <c>ontologies/termen</c>: a name, a tab, words separated by commas.</summary>
internal static class WordTables
{
    internal static IEnumerable<(string Name, string Word)> Read(string table) => ReadRows(table).SelectMany(row => row.Words.Select(word => (row.Name, word)));

    /// <summary>The rows, each with its words together.</summary>
    internal static IEnumerable<(string Name, string[] Words)> ReadRows(string table)
    {
        using var stream = typeof(WordTables).Assembly.GetManifestResourceStream(table)
            ?? throw new InvalidOperationException($"The table {table} is not in this build.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var columns = line.Split('\t');
            yield return (columns[0], columns[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
