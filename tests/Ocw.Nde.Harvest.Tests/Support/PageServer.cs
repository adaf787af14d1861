using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>A web server on a free port of this machine that answers what the test says, over real connections: cut-offs and lengths are those of HTTP.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<PageRequest, PageReply> _answer;

    public PageServer(Func<PageRequest, PageReply> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>What was asked, in order: method and path with query.</summary>
    public ConcurrentQueue<PageRequest> Requests { get; } = [];

    public IReadOnlyList<string> Paths => [.. Requests.Select(request => request.Path)];

    public Uri At(string path) => new(Address, path);

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Stop();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var ending = _ending.Token;
        try
        {
            while (!ending.IsCancellationRequested)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(ending), ending);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken ending)
    {
        using var connection = client;
        try
        {
            connection.NoDelay = true;
            await using var stream = connection.GetStream();
            while (await ReadAsync(stream, ending) is { } request)
            {
                Requests.Enqueue(request);
                var answer = _answer(request);
                await stream.WriteAsync(Head(answer), ending);
                if (request.Method != "HEAD")
                    await stream.WriteAsync(answer.Body.AsMemory(0, Math.Min(answer.Body.Length, answer.CutAfter ?? int.MaxValue)), ending);
                if (answer.CutAfter is not null)
                    return;
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
        }
    }

    private static byte[] Head(PageReply answer)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {(HttpStatusCode)answer.Status}\r\nContent-Length: {answer.Body.Length}\r\n");
        if (answer.MediaType is not null)
            head.Append("Content-Type: ").Append(answer.MediaType).Append("\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    private static async Task<PageRequest?> ReadAsync(NetworkStream stream, CancellationToken ending)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || head[^1] != '\n' || head[^3] != '\n')
        {
            if (await stream.ReadAsync(one, ending) == 0)
                return null;
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, ending);
        return new PageRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}

internal sealed record PageRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

internal sealed record PageReply(int Status, string? MediaType, byte[] Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>After how many bytes of the body the connection is broken off, although more were announced.</summary>
    public int? CutAfter { get; init; }

    public static PageReply NotFound { get; } = new(404, "text/plain", "not here"u8.ToArray());

    public static PageReply Text(string text, string mediaType, params (string Name, string Value)[] headers) => new(200, mediaType, Encoding.UTF8.GetBytes(text)) { Headers = headers };

    /// <summary>The text with an ETag of its own, or «not modified» where the client has it.</summary>
    public static PageReply Tagged(PageRequest request, string text, string mediaType, params (string Name, string Value)[] headers)
    {
        var tag = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"";
        return request.Header("If-None-Match") == tag
            ? new PageReply(304, null, []) { Headers = [("ETag", tag)] }
            : Text(text, mediaType, [.. headers, ("ETag", tag)]);
    }
}
