using System.Globalization;
using System.Text;
using System.Xml;

namespace Ocw.Nde.Harvest;

/// <summary>A spreadsheet of OpenDocument (ODF 1.3 part 3 §9): its sheets, row by row, read forward.</summary>
internal sealed class OdsWorkbook(string origin, Func<Stream> content)
{
    private const string Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private const string Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private const string Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    /// <summary>The sheets that hold something.</summary>
    /// <exception cref="InvalidDataException">The document is damaged.</exception>
    public IReadOnlyList<(string Name, Func<Stream> Open)> Sheets()
    {
        try
        {
            var sheets = new List<(string, Func<Stream>)>();
            using var reader = SheetXml.Open(content);
            for (var number = -1; reader.Read();)
            {
                if (!IsTable(reader))
                    continue;
                number++;
                var (index, name) = (number, reader.GetAttribute("name", Table) ?? $"{number + 1}");
                if (HasText(reader))
                    sheets.Add((name, () => new SheetStream(Rows(index), $"{origin}!{name}")));
            }

            return sheets;
        }
        catch (XmlException damaged)
        {
            throw new InvalidDataException($"the spreadsheet {origin} is damaged ({damaged.Message.TrimEnd('.')}); save or fetch the file again", damaged);
        }
    }

    private static bool IsTable(XmlReader reader) => reader.NodeType == XmlNodeType.Element && reader.LocalName == "table" && reader.NamespaceURI == Table;

    // Moves to the end of the table.
    private static bool HasText(XmlReader reader)
    {
        var (found, depth) = (false, reader.Depth);
        while (!reader.IsEmptyElement && SheetXml.NextElement(reader, depth))
        {
            found |= reader.LocalName == "p" && reader.NamespaceURI == Text;
            if (reader.IsEmptyElement)
                continue;
        }

        return found;
    }

    private IEnumerable<IReadOnlyList<string>> Rows(int sheet)
    {
        using var reader = SheetXml.Open(content);
        for (var number = -1; number < sheet && reader.Read();)
        {
            if (IsTable(reader))
                number++;
        }

        var depth = reader.Depth;
        while (SheetXml.NextElement(reader, depth))
        {
            if (reader.LocalName != "table-row" || reader.NamespaceURI != Table || reader.IsEmptyElement)
                continue;
            var times = Repeated(reader, "number-rows-repeated");
            var row = ReadRow(reader);

            // Sheets end in a million empty rows that are one; only rows with something in them are really repeated.
            for (var i = 0; i < times && row.Count > 0; i++)
                yield return row;
        }
    }

    private static List<string> ReadRow(XmlReader reader)
    {
        var row = new List<string>();
        var (depth, empty) = (reader.Depth, 0);
        while (SheetXml.NextElement(reader, depth))
        {
            if (reader.NamespaceURI != Table || reader.LocalName is not ("table-cell" or "covered-table-cell"))
                continue;
            var times = Repeated(reader, "number-columns-repeated");
            var value = ReadCell(reader);
            if (value.Length == 0)
            {
                empty += times;
                continue;
            }

            if (row.Count + (long)empty + times > XlsxStyles.MostColumns)
                throw new InvalidDataException($"a row has more than {XlsxStyles.MostColumns:N0} columns");
            row.AddRange(Enumerable.Repeat("", empty));
            row.AddRange(Enumerable.Repeat(value, times));
            empty = 0;
        }

        return row;
    }

    private static string ReadCell(XmlReader reader)
    {
        var value = reader.GetAttribute("value-type", Office) switch
        {
            "float" or "currency" or "percentage" => reader.GetAttribute("value", Office),
            "date" => reader.GetAttribute("date-value", Office),
            "time" => reader.GetAttribute("time-value", Office),
            "boolean" => reader.GetAttribute("boolean-value", Office),
            "string" => reader.GetAttribute("string-value", Office),
            _ => null,
        };
        if (reader.IsEmptyElement)
            return value ?? "";
        var text = ReadText(reader);
        return (value ?? text).Trim() is var found && found.EndsWith("T00:00:00", StringComparison.Ordinal) ? found[..^9] : found;
    }

    // Paragraphs become lines; text:s, text:tab and text:line-break stand for white space; remarks are not part of the cell.
    private static string ReadText(XmlReader reader)
    {
        var (text, depth, remark) = (new StringBuilder(), reader.Depth, int.MaxValue);
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == remark)
                remark = int.MaxValue;
            else if (remark != int.MaxValue)
                continue;
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA)
                text.Append(reader.Value);
            else if (reader.NodeType == XmlNodeType.Element)
                remark = Start(reader, text);
        }

        return text.ToString();
    }

    private static int Start(XmlReader reader, StringBuilder text)
    {
        switch (reader.LocalName)
        {
            case "p" when text.Length > 0:
            case "line-break":
                text.Append('\n');
                break;
            case "tab":
                text.Append('\t');
                break;
            case "s":
                text.Append(' ', int.TryParse(reader.GetAttribute("c", Text), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Min(count, 1000) : 1);
                break;
            case "annotation" when !reader.IsEmptyElement:
                return reader.Depth;
        }

        return int.MaxValue;
    }

    private static int Repeated(XmlReader reader, string name) =>
        int.TryParse(reader.GetAttribute(name, Table), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? Math.Max(1, times) : 1;
}
