using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>JSON for people: indented, as text.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    internal static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
