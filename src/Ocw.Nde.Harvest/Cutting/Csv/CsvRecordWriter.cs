using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Writes a row, or several rows of one record, as a JSON object: column order kept, empty cells left out, several values as an array.</summary>
internal sealed class CsvRecordWriter(CsvHeader header, byte quote) : IDisposable
{
    private readonly ArrayBufferWriter<byte> json = new();
    private readonly Utf8JsonWriter writer = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    private readonly CsvValues values = new(quote);
    private readonly List<byte[]>[] grouped = [.. header.Properties.Select(_ => new List<byte[]>())];

    /// <summary>How many rows are in the group.</summary>
    public int GroupedRows { get; private set; }

    public void Dispose() => writer.Dispose();

    /// <summary>The row as a JSON object.</summary>
    public byte[] Write(ReadOnlySpan<byte> row, IReadOnlyList<CsvCell> cells)
    {
        Start();
        foreach (var property in header.Properties)
        {
            values.Read(property, row, cells);
            if (values.Count == 1)
            {
                writer.WriteString(property.Json, values[0]);
            }
            else if (values.Count > 1)
            {
                writer.WriteStartArray(property.Json);
                for (var index = 0; index < values.Count; index++)
                    writer.WriteStringValue(values[index]);
                writer.WriteEndArray();
            }
        }

        return End();
    }

    /// <summary>Adds a row to the group: values that a property has already are not added again.</summary>
    public void AddToGroup(ReadOnlySpan<byte> row, IReadOnlyList<CsvCell> cells)
    {
        GroupedRows++;
        for (var index = 0; index < header.Properties.Count; index++)
        {
            values.Read(header.Properties[index], row, cells);
            for (var value = 0; value < values.Count; value++)
                AddIfNew(grouped[index], values[value]);
        }
    }

    /// <summary>The group as a JSON object; the next group starts empty.</summary>
    public byte[] WriteGroup()
    {
        Start();
        for (var index = 0; index < grouped.Length; index++)
        {
            var property = header.Properties[index].Json;
            if (grouped[index] is [var only])
            {
                writer.WriteString(property, only);
            }
            else if (grouped[index].Count > 1)
            {
                writer.WriteStartArray(property);
                foreach (var value in grouped[index])
                    writer.WriteStringValue(value);
                writer.WriteEndArray();
            }

            grouped[index].Clear();
        }

        GroupedRows = 0;
        return End();
    }

    private static void AddIfNew(List<byte[]> values, ReadOnlySpan<byte> value)
    {
        foreach (var known in values)
        {
            if (value.SequenceEqual(known))
                return;
        }

        values.Add(value.ToArray());
    }

    private void Start()
    {
        json.ResetWrittenCount();
        writer.Reset(json);
        writer.WriteStartObject();
    }

    private byte[] End()
    {
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenSpan.ToArray();
    }
}
