using System.Buffers;
using System.Text.Json;
using Ocw.Nde.Termen.GraphQl.Execution;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>Writes answers: in one piece, or in parts as they become ready.</summary>
internal static class GraphQlAnswer
{
    private const string Boundary = "-";

    /// <summary>Sends an answer in one piece.</summary>
    public static async Task SendAsync(HttpContext context, GraphQlResult result, GraphQlFormat format, int? status = null)
    {
        var json = Json(result.WriteTo);
        var response = context.Response;
        response.StatusCode = status ?? (format == GraphQlFormat.ResponseJson && result.IsRequestError ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
        response.ContentType = format == GraphQlFormat.ResponseJson ? "application/graphql-response+json; charset=utf-8" : "application/json; charset=utf-8";
        response.Headers.Vary = "Accept, Accept-Language";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = json.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(json.WrittenMemory, context.RequestAborted);
    }

    /// <summary>Sends an answer in parts. When a part fails the connection is broken off, so that the answer cannot be taken for the whole.</summary>
    public static async Task StreamAsync(HttpContext context, GraphQlResult result, GraphQlFormat format)
    {
        var asEvents = format == GraphQlFormat.EventStream;
        context.Response.ContentType = asEvents ? "text/event-stream; charset=utf-8" : $"multipart/mixed; boundary=\"{Boundary}\"";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await PieceAsync(context, asEvents, Json(result.WriteTo));
        if (result.HasNext)
        {
            await foreach (var part in result.PartsAsync(context.RequestAborted))
                await PieceAsync(context, asEvents, Json(part.WriteTo));
        }

        await WriteAsync(context, asEvents ? "event: complete\ndata:\n\n"u8.ToArray() : "\r\n-----\r\n"u8.ToArray());
    }

    private static async Task PieceAsync(HttpContext context, bool asEvents, ArrayBufferWriter<byte> json)
    {
        var piece = new ArrayBufferWriter<byte>(json.WrittenCount + 100);
        piece.Write(asEvents ? "event: next\ndata: "u8 : "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
        piece.Write(json.WrittenSpan);
        piece.Write(asEvents ? "\n\n"u8 : ""u8);
        await WriteAsync(context, piece.WrittenMemory);
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static ArrayBufferWriter<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4 << 10);
        using var writer = new Utf8JsonWriter(buffer, GraphQlJson.Writer);
        write(writer);
        writer.Flush();
        return buffer;
    }

    /// <summary>The answer as text for a page, with indents.</summary>
    public static string Indented(GraphQlResult result)
    {
        var buffer = new ArrayBufferWriter<byte>(4 << 10);
        using var writer = new Utf8JsonWriter(buffer, GraphQlJson.Writer with { Indented = true });
        result.WriteTo(writer);
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
