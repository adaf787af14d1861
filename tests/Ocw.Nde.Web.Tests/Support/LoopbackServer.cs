using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ocw.Nde.TestSupport;

/// <summary>A small web server on loopback that answers what the test says, down to the last byte.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<LoopbackRequest, LoopbackAnswer> _answer;

    public LoopbackServer(Func<LoopbackRequest, LoopbackAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<LoopbackRequest> Requests { get; } = [];

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        try
        {
            while (await ReadRequestAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                var reply = _answer(request);
                await stream.WriteAsync(reply.Bytes, _stopping.Token);
                if (reply.Hangs)
                    await Task.Delay(Timeout.Infinite, _stopping.Token);
                if (reply.Closes)
                    return;
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task<LoopbackRequest?> ReadRequestAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        var buffer = new byte[4096];
        int length;
        while (!EndsHead(head))
        {
            length = await stream.ReadAsync(head.Count == 0 ? buffer : one, _stopping.Token);
            if (length == 0)
                return null;
            head.AddRange((head.Count == 0 ? buffer : one).AsSpan(0, length));
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        return new LoopbackRequest(first[0], first[1], headers);
    }

    private static bool EndsHead(List<byte> head) => head.Count > 3 && head[^1] == '\n' && head[^3] == '\n';
}

/// <summary>A request as it came in.</summary>
internal sealed record LoopbackRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers);

/// <summary>The bytes that go back, head included.</summary>
internal sealed record LoopbackAnswer(byte[] Bytes, bool Closes = false, bool Hangs = false)
{
    public static LoopbackAnswer Of(int status, string body, params string[] headers) => Of(status, Encoding.UTF8.GetBytes(body), headers);

    public static LoopbackAnswer Of(int status, byte[] body, params string[] headers)
    {
        var head = $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nContent-Length: {body.Length}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
        return new LoopbackAnswer([.. Encoding.ASCII.GetBytes(head), .. body]);
    }

    /// <summary>Exactly these characters, and then the connection is closed.</summary>
    public static LoopbackAnswer Raw(string bytes) => new(Encoding.Latin1.GetBytes(bytes), Closes: true);
}
