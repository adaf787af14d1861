using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Ocw.Nde.TestSupport;

/// <summary>A transport without network: answers what the test says.</summary>
internal sealed class ScriptedHandler(Func<HttpRequestMessage, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    private int _count;

    /// <summary>The requests, in order.</summary>
    public ConcurrentQueue<HttpRequestMessage> Requests { get; } = [];

    /// <summary>Answers each request with the next of these; the last one again and again.</summary>
    public static ScriptedHandler Sequence(params Func<HttpResponseMessage>[] answers) => new((_, index) => answers[Math.Min(index, answers.Length - 1)]());

    public static HttpResponseMessage Text(string body, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "text/plain", params (string Name, string Value)[] headers) =>
        Bytes(Encoding.UTF8.GetBytes(body), status, mediaType, headers);

    public static HttpResponseMessage Bytes(byte[] body, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "application/octet-stream", params (string Name, string Value)[] headers)
    {
        var message = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Enqueue(request);
        var response = answer(request, Interlocked.Increment(ref _count) - 1);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
