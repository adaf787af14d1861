using System.Text;
using System.Xml;

namespace Ocw.Nde.Harvest;

/// <summary>Reads the XML of spreadsheets forward only: no DTDs, nothing from outside.</summary>
internal static class SheetXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        MaxCharactersInDocument = 0,
    };

    /// <summary>Opens a member.</summary>
    public static XmlReader Open(Func<Stream> open) => XmlReader.Create(open(), Settings);

    /// <summary>Moves to the next start tag inside the present element, at any depth; the present element ends at <paramref name="depth"/>.</summary>
    public static bool NextElement(XmlReader reader, int depth)
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
                return true;
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth <= depth)
                return false;
        }

        return false;
    }

    /// <summary>The text of the present element and of those in it that <paramref name="counts"/> takes; the reader ends on its end tag.</summary>
    public static string Text(XmlReader reader, Func<string, bool> counts)
    {
        if (reader.IsEmptyElement)
            return "";
        var (text, depth) = (new StringBuilder(), reader.Depth);
        var skipped = counts(reader.LocalName) ? int.MaxValue : depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (skipped == int.MaxValue && !counts(reader.LocalName) && !reader.IsEmptyElement)
                    skipped = reader.Depth;
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == skipped)
            {
                skipped = int.MaxValue;
            }
            else if (skipped == int.MaxValue && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(reader.Value);
            }
        }

        return text.ToString();
    }
}
