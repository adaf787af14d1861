using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Writes a row, or several rows of one record, as a JSON object: column order kept, empty cells left out, several values as an array.</summary>
internal sealed class CsvRecordWriter(CsvHeader header, byte quote) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    private readonly CsvValues _values = new(quote);
    private readonly List<byte[]>[] _grouped = [.. header.Properties.Select(_ => new List<byte[]>())];

    /// <summary>How many rows are in the group.</summary>
    public int GroupedRows { get; private set; }

    public void Dispose() => _writer.Dispose();

    /// <summary>The row as a JSON object.</summary>
    public byte[] Write(ReadOnlySpan<byte> row, IReadOnlyList<CsvCell> cells)
    {
        Start();
        foreach (var property in header.Properties)
        {
            _values.Read(property, row, cells);
            if (_values.Count == 1)
            {
                _writer.WriteString(property.Json, _values[0]);
            }
            else if (_values.Count > 1)
            {
                _writer.WriteStartArray(property.Json);
                for (var index = 0; index < _values.Count; index++)
                    _writer.WriteStringValue(_values[index]);
                _writer.WriteEndArray();
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
            _values.Read(header.Properties[index], row, cells);
            for (var value = 0; value < _values.Count; value++)
                AddIfNew(_grouped[index], _values[value]);
        }
    }

    /// <summary>The group as a JSON object; the next group starts empty.</summary>
    public byte[] WriteGroup()
    {
        Start();
        for (var index = 0; index < _grouped.Length; index++)
        {
            var property = header.Properties[index].Json;
            if (_grouped[index] is [var only])
            {
                _writer.WriteString(property, only);
            }
            else if (_grouped[index].Count > 1)
            {
                _writer.WriteStartArray(property);
                foreach (var value in _grouped[index])
                    _writer.WriteStringValue(value);
                _writer.WriteEndArray();
            }

            _grouped[index].Clear();
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
        _json.ResetWrittenCount();
        _writer.Reset(_json);
        _writer.WriteStartObject();
    }

    private byte[] End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return _json.WrittenSpan.ToArray();
    }
}
