using System.Text.Json;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>The answer to a request (§7), or its first part.</summary>
public sealed class GraphQlResult
{
    private readonly ResultObject? _data;
    private readonly ExecutionRun? _run;

    internal GraphQlResult(ResultObject? data, IReadOnlyList<GraphQlError> errors, ExecutionRun? run)
    {
        _data = data;
        Errors = errors;
        _run = run;
    }

    /// <summary>Whether nothing was executed: the document or the variables are wrong, and the answer has no data.</summary>
    public bool IsRequestError => _run is null;

    /// <summary>What went wrong, of this part.</summary>
    public IReadOnlyList<GraphQlError> Errors { get; }

    /// <summary>Whether more parts follow.</summary>
    public bool HasNext => _run?.Streams?.All.Count > 0;

    /// <summary>The answer to a request that cannot be executed.</summary>
    public static GraphQlResult Refuse(params IReadOnlyList<GraphQlError> errors) => new(null, errors, null);

    /// <summary>The parts that follow, each as soon as it is ready.</summary>
    public IAsyncEnumerable<GraphQlPart> PartsAsync(CancellationToken cancellation) => _run!.Streams!.ReadAsync(_run, cancellation);

    /// <summary>Writes the response map.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Errors.Count > 0)
            GraphQlErrorJson.Write(writer, Errors);
        if (!IsRequestError)
        {
            writer.WritePropertyName("data");
            ResultObject.Write(writer, _data);
        }

        if (HasNext)
            WritePending(writer);
        writer.WriteEndObject();
    }

    private void WritePending(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("pending");
        foreach (var stream in _run!.Streams!.All)
        {
            writer.WriteStartObject();
            writer.WriteString("id", stream.Id);
            GraphQlErrorJson.WritePath(writer, ResponsePath.ToList(stream.Path));
            if (stream.Label is { } label)
                writer.WriteString("label", label);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("hasNext", true);
    }
}

/// <summary>A later part of an answer: an item of a list, or the end of the list.</summary>
/// <param name="Id">Which of the pending lists.</param>
public sealed record GraphQlPart(string Id)
{
    /// <summary>Whether the list has ended.</summary>
    public bool IsCompleted { get; init; }

    /// <summary>Whether more parts follow.</summary>
    public bool HasNext { get; init; }

    /// <summary>What went wrong, of this part.</summary>
    public IReadOnlyList<GraphQlError> Errors { get; init; } = [];

    internal bool HasItem { get; init; }

    internal object? Item { get; init; }

    /// <summary>Writes the part as the incremental delivery of GraphQL has it: <c>incremental</c>, <c>completed</c>, <c>hasNext</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray(IsCompleted ? "completed" : "incremental");
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        if (HasItem)
        {
            writer.WriteStartArray("items");
            ResultObject.Write(writer, Item);
            writer.WriteEndArray();
        }

        if (Errors.Count > 0)
            GraphQlErrorJson.Write(writer, Errors);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteBoolean("hasNext", HasNext);
        writer.WriteEndObject();
    }
}

/// <summary>Writes errors (§7.1.2).</summary>
internal static class GraphQlErrorJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<GraphQlError> errors)
    {
        writer.WriteStartArray("errors");
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("message", error.Message);
            if (error.Locations.Count > 0)
                WriteLocations(writer, error.Locations);
            if (error.Path is { } path)
                WritePath(writer, path);
            writer.WriteStartObject("extensions");
            writer.WriteString("code", error.Code);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WritePath(Utf8JsonWriter writer, IReadOnlyList<object> path)
    {
        writer.WriteStartArray("path");
        foreach (var step in path)
            ResultObject.Write(writer, step);
        writer.WriteEndArray();
    }

    private static void WriteLocations(Utf8JsonWriter writer, IReadOnlyList<SourceLocation> locations)
    {
        writer.WriteStartArray("locations");
        foreach (var (line, column) in locations)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", line);
            writer.WriteNumber("column", column);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
