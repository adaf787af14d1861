using System.Globalization;
using System.Text;
using System.Xml;

namespace Ocw.Nde.Harvest;

/// <summary>A workbook of Office Open XML (ECMA-376 part 1 §18): its visible sheets, row by row.</summary>
/// <remarks>Only the shared strings and the styles are held; a sheet is read forward as its rows are asked for.</remarks>
internal sealed class XlsxWorkbook
{
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private const int MostSharedCharacters = 512 << 20;

    private readonly string _origin;
    private readonly IReadOnlyDictionary<string, Func<Stream>> _members;
    private readonly Lazy<List<string>> _strings;
    private readonly Lazy<XlsxStyles> _styles;
    private bool _from1904;

    public XlsxWorkbook(string origin, IReadOnlyDictionary<string, Func<Stream>> members)
    {
        _origin = origin;
        _members = members;
        _strings = new Lazy<List<string>>(ReadStrings);
        _styles = new Lazy<XlsxStyles>(() => members.TryGetValue("xl/styles.xml", out var open) ? XlsxStyles.Read(open) : XlsxStyles.None);
    }

    /// <summary>The visible sheets, in the order of the workbook.</summary>
    /// <exception cref="InvalidDataException">The workbook is damaged.</exception>
    public IReadOnlyList<(string Name, Func<Stream> Open)> Sheets()
    {
        try
        {
            var targets = Targets();
            var sheets = new List<(string, Func<Stream>)>();
            using var reader = SheetXml.Open(_members["xl/workbook.xml"]);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (reader.LocalName == "workbookPr")
                    _from1904 = reader.GetAttribute("date1904") is "1" or "true";
                if (reader.LocalName != "sheet" || reader.GetAttribute("state") is "hidden" or "veryHidden")
                    continue;
                var id = reader.GetAttribute("id", Relationships) ?? reader.GetAttribute("id", StrictRelationships) ?? "";
                if (targets.TryGetValue(id, out var target) && _members.TryGetValue(target, out var open) && HasRows(open))
                    sheets.Add((reader.GetAttribute("name") ?? target, () => new SheetStream(Rows(open), _origin)));
            }

            return sheets;
        }
        catch (XmlException damaged)
        {
            throw new InvalidDataException($"the workbook {_origin} is damaged ({damaged.Message.TrimEnd('.')}); save or fetch the file again", damaged);
        }
    }

    private Dictionary<string, string> Targets()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!_members.TryGetValue("xl/_rels/workbook.xml.rels", out var open))
            return targets;
        using var reader = SheetXml.Open(open);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship" && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { } target)
                targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target.TrimStart('.', '/');
        }

        return targets;
    }

    private static bool HasRows(Func<Stream> open)
    {
        using var reader = SheetXml.Open(open);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "c")
                return true;
        }

        return false;
    }

    // si ::= t | r*: a text, or runs of text with their looks; rPh is how to say it, which is not part of it.
    private List<string> ReadStrings()
    {
        var strings = new List<string>();
        if (!_members.TryGetValue("xl/sharedStrings.xml", out var open))
            return strings;
        var characters = 0L;
        using var reader = SheetXml.Open(open);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "si")
                continue;
            strings.Add(Unescape(SheetXml.Text(reader, name => name is "si" or "r" or "t")));
            if ((characters += strings[^1].Length) > MostSharedCharacters)
                throw new InvalidDataException($"{_origin} holds more than {MostSharedCharacters:N0} characters of text; save it as CSV");
        }

        return strings;
    }

    private IEnumerable<IReadOnlyList<string>> Rows(Func<Stream> open)
    {
        using var reader = SheetXml.Open(open);
        var row = new List<string>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "row")
                row.Clear();
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "c")
                ReadCell(reader, row);
            else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "row")
                yield return row;
        }
    }

    private void ReadCell(XmlReader reader, List<string> row)
    {
        var column = ColumnOf(reader.GetAttribute("r")) ?? row.Count;
        if (column > XlsxStyles.MostColumns)
            throw new InvalidDataException($"the sheet has a cell in column {column + 1:N0}, beyond the {XlsxStyles.MostColumns:N0} that a sheet can have");
        var (type, style) = (reader.GetAttribute("t"), reader.GetAttribute("s"));
        string? value = null;
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            while (SheetXml.NextElement(reader, depth))
            {
                if (reader.LocalName == "v")
                    value = SheetXml.Text(reader, _ => true);
                else if (reader.LocalName == "is")
                    value = Unescape(SheetXml.Text(reader, name => name is "is" or "r" or "t"));
                else if (!reader.IsEmptyElement)
                    SheetXml.Text(reader, _ => false);
                if (reader.NodeType == XmlNodeType.EndElement && reader.Depth <= depth)
                    break;
            }
        }

        while (row.Count < column)
            row.Add("");
        row.Add(value is null ? "" : ValueOf(value, type, style));
    }

    // ST_CellType: b, d, e, inlineStr, n, s, str
    private string ValueOf(string value, string? type, string? style) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _strings.Value.Count ? _strings.Value[index] : "",
        "str" => Unescape(value),
        "inlineStr" or "d" => value,
        "b" => value == "1" ? "true" : "false",
        "e" => "",
        _ => _styles.Value.Number(value, style, _from1904),
    };

    private static int? ColumnOf(string? reference)
    {
        if (reference is null)
            return null;
        var column = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetterUpper(letter))
                break;
            column = Math.Min((column * 26) + letter - 'A' + 1, 1 << 20);
        }

        return column > 0 ? column - 1 : null;
    }

    // _x000D_ stands for a character that XML cannot hold (ST_Xstring).
    private static string Unescape(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
            return text;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 7 <= text.Length && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_' && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                result.Append((char)code);
                i += 6;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.Replace("\r\n", "\n").ToString();
    }
}
