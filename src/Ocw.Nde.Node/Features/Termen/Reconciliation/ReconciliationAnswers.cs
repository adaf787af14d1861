using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Ocw.Nde.Node.Features.Termen.Reconciliation;

/// <summary>Sends JSON, wrapped in a call where the client asks for that (JSONP, for clients of 0.1 and 0.2).</summary>
internal static class ReconciliationAnswers
{
    private const int MaxCallback = 100;

    // Letters of all scripts stay letters; what could end a script does not stay.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Whether the callback that a request names is a plain name, or there is none.</summary>
    public static bool HasPlainCallback(HttpRequest request) =>
        (string?)request.Query["callback"] is not { } name || (name.Length is > 0 and <= MaxCallback && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '.') && !char.IsAsciiDigit(name[0]));

    /// <summary>Sends what is written.</summary>
    public static async Task SendAsync(HttpContext context, int status, IReadOnlyList<string> languages, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var callback = HttpMethods.IsGet(context.Request.Method) ? (string?)context.Request.Query["callback"] : null;
        if (callback is not null)
            Encoding.ASCII.GetBytes("/**/" + callback + "(", buffer);
        await using (var json = new Utf8JsonWriter(buffer, s_options))
            write(json);
        if (callback is not null)
            Encoding.ASCII.GetBytes(");", buffer);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = callback is null ? "application/json; charset=utf-8" : "text/javascript; charset=utf-8";
        response.Headers.ContentLanguage = languages[0];
        response.Headers.Vary = "Accept, Accept-Language";
        response.ContentLength = buffer.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
