using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml;
using Ocw.Nde.Mapping.Splitting;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store.Memory;
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

    /// <summary>RDF/XML records that stand in elements of an XML file, as an OAI-PMH page has them.</summary>
    public static IEnumerable<SourceRecord> RdfXmlPockets(string path)
    {
        using var reader = XmlReader.Create(Open(path), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.ReadToFollowing("pocket"))
        {
            var id = reader.GetAttribute("id")!;
            using var pocket = reader.ReadSubtree();
            pocket.ReadToFollowing("RDF", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
            yield return new SourceRecord(id, Encoding.UTF8.GetBytes(pocket.ReadOuterXml()), "application/rdf+xml", $"{path}, pocket {id}");
        }
    }

    /// <summary>The records of an RDF dump, through the splitter.</summary>
    public static IEnumerable<SourceRecord> Rdf(Stream stream, RdfFormat format, MappingProfile profile)
    {
        var builder = new MemoryQuadSourceBuilder(expectedQuads: 1 << 16);
        using (stream)
            RdfFormats.Parse(stream, format, builder, new RdfReaderOptions { Lenient = true });
        return new RdfRecordSplitter(builder.Build(), profile).Split();
    }

    /// <summary>The record elements of every XML file of a zip.</summary>
    public static IEnumerable<SourceRecord> Zip(string path, string element)
    {
        using var zip = ZipFile.OpenRead(SharedData.PathOf(path));
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var stream = entry.Open();
            foreach (var record in Elements(stream, element, entry.FullName))
                yield return record;
        }
    }

    /// <summary>The record elements of an XML file.</summary>
    public static IEnumerable<SourceRecord> Xml(string path, string element)
    {
        using var stream = Open(path);
        foreach (var record in Elements(stream, element, path))
            yield return record;
    }

    /// <summary>The elements of an XML file with a local name, whatever their prefix; the outermost of those that stand in each other.</summary>
    public static IEnumerable<SourceRecord> XmlLocal(string path, string name, string? below = null)
    {
        using var stream = Open(path);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var number = 0;
        var inside = below is null;
        while (!reader.EOF)
        {
            inside |= reader.NodeType == XmlNodeType.Element && reader.LocalName == below;
            if (!inside || reader.NodeType != XmlNodeType.Element || reader.LocalName != name)
            {
                reader.Read();
                continue;
            }

            number++;
            yield return new SourceRecord($"{path}#{number}", Encoding.UTF8.GetBytes(reader.ReadOuterXml()), "application/xml", $"{path}, record {number}");
            inside = below is null;
        }
    }

    /// <summary>A file inside a zip.</summary>
    public static Stream OpenInZip(string path, string entry)
    {
        using var zip = ZipFile.OpenRead(SharedData.PathOf(path));
        var copy = new MemoryStream();
        using (var stream = zip.GetEntry(entry)!.Open())
            stream.CopyTo(copy);
        copy.Position = 0;
        return entry.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(copy, CompressionMode.Decompress) : copy;
    }

    private static IEnumerable<SourceRecord> Elements(Stream stream, string element, string origin)
    {
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var number = 0;
        var more = reader.ReadToFollowing(element);
        while (more)
        {
            number++;
            var xml = reader.ReadOuterXml();
            yield return new SourceRecord($"{origin}#{number}", Encoding.UTF8.GetBytes(xml), "application/xml", $"{origin}, record {number}");
            more = (reader.NodeType == XmlNodeType.Element && reader.LocalName == element) || reader.ReadToFollowing(element);
        }
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
