using System.Text;
using System.Text.Json;
using Ocw.Nde.Mapping.Settings;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>Lifts a JSON object (or a CSV row written as one) to elements. Denied values are skipped as bytes, never decoded.</summary>
internal sealed class JsonLifter(FieldTree fields, LiftLimits limits)
{
    private readonly HashSet<string> _denied = new(StringComparer.Ordinal);
    private int _nodes;

    /// <summary>Lifts one record.</summary>
    /// <exception cref="LiftException">It is not a JSON object, or beyond a ceiling.</exception>
    public LiftedRecord Lift(ReadOnlySpan<byte> json)
    {
        _denied.Clear();
        _nodes = 0;
        if (json.Length > limits.Bytes)
            throw new LiftException("record-too-large", $"The record has {json.Length} bytes; the ceiling is {limits.Bytes}.");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = limits.Depth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new LiftException("lift-json", "The record is not a JSON object: { … } is expected.");
            var root = new SourceNode(fields.Root, null);
            ReadObject(ref reader, root);
            if (IiifManifest.Is(root))
                IiifManifest.Arrange(root, _denied);
            return LiftedRecord.Create(root, [.. _denied]);
        }
        catch (JsonException e)
        {
            throw new LiftException("lift-json", $"The record is not well-formed JSON at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1} of the record.");
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader.GetString on bytes that are not UTF-8.
            throw new LiftException("lift-json", "The record holds bytes that are not UTF-8.");
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, SourceNode group)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.ValueIsEscaped ? group.Field.Child(reader.GetString()!) : group.Field.Child(reader.ValueSpan);
            reader.Read();
            if (field.IsDenied)
                Deny(ref reader, group, field);
            else
                ReadValue(ref reader, group, field, inArray: false);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, SourceNode group, Field field, bool inArray)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    ReadValue(ref reader, group, field, inArray: true);
                break;
            case JsonTokenType.StartObject:
                ReadObject(ref reader, Add(group, field, inArray));
                break;
            case JsonTokenType.String:
                Add(group, field, inArray).Text = reader.GetString();
                break;
            case JsonTokenType.Number:
                Add(group, field, inArray).Text = Encoding.UTF8.GetString(reader.ValueSpan);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Add(group, field, inArray).Text = reader.TokenType is JsonTokenType.True ? "true" : "false";
                break;
        }
    }

    private SourceNode Add(SourceNode group, Field field, bool inArray)
    {
        if (++_nodes > limits.Nodes)
            throw new LiftException("record-too-large", $"The record has more than {limits.Nodes} elements.");
        var node = group.Add(field);
        node.IsElement = inArray;
        return node;
    }

    private void Deny(ref Utf8JsonReader reader, SourceNode group, Field field)
    {
        if (!SkipDenied(ref reader))
            return;
        _denied.Add(field.Path);
        if (field.IsConfidentialMark)
            group.Add(field).Text = "x";
    }

    /// <summary>Skips a value; whether there was anything in it that means something.</summary>
    private static bool SkipDenied(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        var has = false;
        do
        {
            has |= reader.TokenType switch
            {
                JsonTokenType.String => reader.ValueSpan.Length > 0 && !ConfidentialMark.IsNo(reader.ValueSpan),
                JsonTokenType.Number => !ConfidentialMark.IsNo(reader.ValueSpan),
                JsonTokenType.True => true,
                _ => false,
            };
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.CurrentDepth == depth)
                return has;
        }
        while (reader.Read());
        return has;
    }
}
