using System.Buffers;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Ocw.Nde.Mapping.Lifting;

namespace Ocw.Nde.Mapping.Rml.Records;

/// <summary>A lifted record as a document again, so that RML refers to it as to its source: what is denied is not in it.</summary>
internal static class RecordTree
{
    /// <summary>As JSON: elements of an array stand in an array; every value is a text, as the rules of the node take them.</summary>
    public static void WriteJson(SourceNode record, ArrayBufferWriter<byte> target)
    {
        using var json = new Utf8JsonWriter(target, new JsonWriterOptions { SkipValidation = true });
        WriteObject(json, record);
    }

    /// <summary>As XML without namespaces, since lifting leaves them out.</summary>
    public static XElement ToXml(SourceNode record)
    {
        var element = new XElement(XmlConvert.EncodeLocalName(record.Field.Name.Length == 0 ? "record" : record.Field.Name));
        Fill(element, record);
        return element;
    }

    private static void WriteObject(Utf8JsonWriter json, SourceNode group)
    {
        json.WriteStartObject();
        var children = group.Children;
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            json.WritePropertyName(child.Field.Utf8Name);
            if (!child.IsElement)
            {
                WriteValue(json, child);
                continue;
            }

            json.WriteStartArray();
            WriteValue(json, child);
            for (; i + 1 < children.Count && children[i + 1].Field == child.Field && children[i + 1].IsElement; i++)
                WriteValue(json, children[i + 1]);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, SourceNode node)
    {
        if (node.Text is { } text && node.Children.Count == 0)
            json.WriteStringValue(text);
        else
            WriteObject(json, node);
    }

    private static void Fill(XElement element, SourceNode node)
    {
        if (node.Text is { } text)
            element.Add(text);
        foreach (var child in node.Children)
        {
            if (child.Field.Name.StartsWith('@'))
            {
                element.SetAttributeValue(XmlConvert.EncodeLocalName(child.Field.Name[1..]), child.Text ?? "");
                continue;
            }

            var inner = new XElement(XmlConvert.EncodeLocalName(child.Field.Name));
            Fill(inner, child);
            element.Add(inner);
        }
    }
}
