using System.Xml;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the key of a catalogue record in the formats that SRU servers give.</summary>
internal static class SruKey
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <summary>The key: MARC 001; PICA+ 003@ $0; recordIdentifier of MODS; else the first identifier that stands in the record. <see langword="null"/> if it has none.</summary>
    /// <param name="record">A well-formed record.</param>
    public static string? Of(byte[] record)
    {
        string? other = null;
        using var reader = XmlReader.Create(new MemoryStream(record, writable: false), Settings);
        var pica = false;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            switch (reader.LocalName)
            {
                case "controlfield" when reader.GetAttribute("tag") == "001":
                case "recordIdentifier":
                    if (Text(reader) is { } key)
                        return key;
                    break;
                case "datafield":
                    pica = reader.GetAttribute("tag") == "003@";
                    break;
                case "subfield" when pica && reader.GetAttribute("code") == "0":
                    return Text(reader);
                case "identifier" or "recordid" or "eadid" or "lidoRecID" or "objectnumber" or "priref":
                    other ??= Text(reader);
                    break;
                default:
                    other ??= reader.Depth == 0 ? reader.GetAttribute("about", "http://www.w3.org/1999/02/22-rdf-syntax-ns#") : null;
                    break;
            }
        }

        return other;
    }

    private static string? Text(XmlReader reader)
    {
        if (reader.IsEmptyElement || !reader.Read() || reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA))
            return null;
        return reader.Value.Trim() is { Length: > 0 } text ? text : null;
    }
}
