using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Mapping.Tests.Support;

/// <summary>Cuts shared files into records, as harvesting does.</summary>
internal static class Records
{
    public static IEnumerable<SourceRecord> Csv(string path, char separator, Encoding? encoding = null)
    {
        using var reader = new StreamReader(Open(path), encoding ?? Encoding.UTF8);
        var text = reader.ReadToEnd();
        string[]? header = null;
        var number = 0;
        foreach (var row in CsvRows(text, separator))
        {
            if (header is null)
            {
                header = [.. row];
                continue;
            }

            number++;
            yield return new SourceRecord($"row {number}", Row(header, row), "text/csv", $"{path}, row {number}");
        }
    }

    public static IEnumerable<SourceRecord> JsonLines(string path)
    {
        using var reader = new StreamReader(Open(path));
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            yield return new SourceRecord($"line {number}", Encoding.UTF8.GetBytes(line), "application/json", $"{path}, line {number}");
        }
    }

    public static IEnumerable<SourceRecord> JsonItems(string path, string list)
    {
        using var document = JsonDocument.Parse(Open(path));
        var number = 0;
        foreach (var item in document.RootElement.GetProperty(list).EnumerateArray())
            yield return new SourceRecord($"item {++number}", Encoding.UTF8.GetBytes(item.GetRawText()), "application/json", $"{path}, item {number}");
    }

    public static Stream Open(string path)
    {
        var file = File.OpenRead(SharedData.PathOf(path));
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    // Columns with the same name become one array, as harvesting writes them.
    private static byte[] Row(string[] header, List<string> row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var column in header.Select((name, i) => (name, i)).GroupBy(c => c.name, StringComparer.Ordinal))
            {
                var values = column.Select(c => c.i < row.Count ? row[c.i] : "").ToList();
                json.WritePropertyName(column.Key);
                if (values.Count == 1)
                {
                    json.WriteStringValue(values[0]);
                    continue;
                }

                json.WriteStartArray();
                foreach (var value in values)
                    json.WriteStringValue(value);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static IEnumerable<List<string>> CsvRows(string text, char separator)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator || c == '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == separator)
                    continue;
                yield return row;
                row = [];
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            row.Add(cell.ToString());
            yield return row;
        }
    }
}
