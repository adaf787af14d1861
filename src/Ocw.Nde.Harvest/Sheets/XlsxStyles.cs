using System.Globalization;
using System.Xml;

namespace Ocw.Nde.Harvest;

/// <summary>Which cells of a workbook hold dates: in Office Open XML only the number format tells.</summary>
internal sealed class XlsxStyles
{
    /// <summary>The most columns of a sheet (ECMA-376): XFD.</summary>
    public const int MostColumns = 16_384;

    private readonly List<bool> _isDate = [];

    private XlsxStyles()
    {
    }

    /// <summary>No styles: every number is a number.</summary>
    public static XlsxStyles None { get; } = new();

    /// <summary>Reads the styles of a workbook.</summary>
    public static XlsxStyles Read(Func<Stream> open)
    {
        var styles = new XlsxStyles();
        var formats = new Dictionary<int, string>();
        var isCells = false;
        using var reader = SheetXml.Open(open);
        while (reader.Read())
        {
            if (reader.LocalName == "cellXfs")
                isCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "numFmt" && Number(reader.GetAttribute("numFmtId")) is { } id)
                formats[id] = reader.GetAttribute("formatCode") ?? "";
            else if (reader.LocalName == "xf" && isCells)
                styles._isDate.Add(Number(reader.GetAttribute("numFmtId")) is { } format && (formats.TryGetValue(format, out var code) ? IsDate(code) : format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58)));
        }

        return styles;
    }

    /// <summary>A number as it is meant: a date as 2026-01-31, with a time if it has one; else as short as it can be.</summary>
    public string Number(string value, string? style, bool from1904)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return value;
        if (Number(style) is { } index && index < _isDate.Count && _isDate[index] && Moment(number, from1904) is { } moment)
            return moment;
        return Math.Abs(number) < 1e15 && number == Math.Floor(number) ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
    }

    // Days since 1899-12-30; before March 1900 one less, because Excel takes 1900 for a leap year.
    private static string? Moment(double days, bool from1904)
    {
        if (days is < 0 or >= 2_958_466)
            return null;
        var seconds = Math.Round(days * 86_400);
        if (seconds < 86_400 && !from1904)
            return TimeSpan.FromSeconds(seconds).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
        var start = from1904 ? new DateTime(1904, 1, 1) : days < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        var moment = start.AddSeconds(seconds);
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    // d, m, y, h or s outside quotes, brackets and escapes; [h] counts hours and is a length of time.
    private static bool IsDate(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = code.IndexOf('"', i + 1) is >= 0 and var quote ? quote : code.Length;
                    break;
                case '[':
                    i = code.IndexOf(']', i) is >= 0 and var bracket ? bracket : code.Length;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S' or 'j' or 'J':
                    return !code.StartsWith("General", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
