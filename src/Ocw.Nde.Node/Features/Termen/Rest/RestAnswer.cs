using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Ocw.Nde.Termen.GraphQl.Execution;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>Sends JSON with a tag and a short life, or says that the client has it already.</summary>
internal static class RestAnswer
{
    /// <summary>Sends an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="format">JSON, with its context or without.</param>
    /// <param name="isLasting">Whether the same question gives the same for a while: not where a source failed, or was asked live.</param>
    /// <param name="write">Writes the members of the object.</param>
    public static async Task SendAsync(HttpContext context, RestFormat format, bool isLasting, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(8 << 10);
        using (var writer = new Utf8JsonWriter(buffer, GraphQlJson.Writer))
        {
            writer.WriteStartObject();
            if (format == RestFormat.JsonLd)
            {
                writer.WritePropertyName("@context"u8);
                writer.WriteRawValue(TermsContext.Json, skipInputValidation: true);
            }

            write(writer);
            writer.WriteEndObject();
        }

        var headers = context.Response.Headers;
        headers.Vary = "Accept, Accept-Language";
        headers.CacheControl = isLasting ? "public, max-age=60" : "no-store";
        if (isLasting)
        {
            var tag = Tag(buffer.WrittenSpan);
            headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        context.Response.ContentType = RestFormats.TypeOf(format);
        context.Response.ContentLength = buffer.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    /// <summary>Sends one part of a stream: a line, or an event.</summary>
    public static async Task SendPartAsync(HttpContext context, RestFormat format, string name, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(8 << 10);
        if (format == RestFormat.Events)
            buffer.Write(System.Text.Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        using (var writer = new Utf8JsonWriter(buffer, GraphQlJson.Writer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        buffer.Write(format == RestFormat.Events ? "\n\n"u8 : "\n"u8);
        await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static string Tag(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return $"\"{Convert.ToHexStringLower(hash[..10])}\"";
    }
}
