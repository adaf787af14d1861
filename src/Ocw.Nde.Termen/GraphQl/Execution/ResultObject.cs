using System.Text.Json;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>An object of the answer: values beside the fields that they belong to.</summary>
internal sealed class ResultObject(CollectedField[] fields, object?[] values)
{
    public object? this[string name] => values[Array.FindIndex(fields, f => f.Name == name)];

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (var i = 0; i < fields.Length; i++)
        {
            writer.WritePropertyName(fields[i].Encoded);
            Write(writer, values[i]);
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ResultObject result:
                result.WriteTo(writer);
                break;
            case IReadOnlyList<object?> list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType()} was resolved where JSON is expected.");
        }
    }
}
