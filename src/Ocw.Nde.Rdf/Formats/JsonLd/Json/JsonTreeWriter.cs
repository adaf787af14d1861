using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Json;

/// <summary>Writes trees as JSON.</summary>
internal static class JsonTreeWriter
{
    internal static string Write(JsonItem item, bool indented = false) => Encoding.UTF8.GetString(Bytes(item, indented));

    internal static byte[] Bytes(JsonItem item, bool indented)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new() { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = int.MaxValue - 1 }))
            Write(item, writer);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(JsonItem item, Utf8JsonWriter writer)
    {
        switch (item)
        {
            case JsonMap map:
                writer.WriteStartObject();
                foreach (var (key, value) in map)
                {
                    writer.WritePropertyName(key);
                    Write(value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonList list:
                writer.WriteStartArray();
                foreach (var each in list)
                    Write(each, writer);
                writer.WriteEndArray();
                break;
            case JsonString text:
                writer.WriteStringValue(text.Value);
                break;
            case JsonNumber number:
                writer.WriteRawValue(number.Text);
                break;
            case JsonBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
