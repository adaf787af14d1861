using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ocw.Nde.Datasetregister.Tests.Registration;

/// <summary>Plays a register on loopback: keeps what it is asked and answers what the test says.</summary>
internal sealed class RegisterStandIn : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<Asked, Reply> _answer;

    public RegisterStandIn(Func<Asked, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        Api = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api");
        _ = AcceptAsync();
    }

    public Uri Api { get; }

    public ConcurrentQueue<Asked> Requests { get; } = [];

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
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        var stream = client.GetStream();
        var asked = await ReadAsync(stream);
        Requests.Enqueue(asked);
        var reply = _answer(asked);
        var body = Encoding.UTF8.GetBytes(reply.Body);
        var type = reply.MediaType is null ? "" : $"Content-Type: {reply.MediaType}\r\n";
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} Status\r\nConnection: close\r\n{type}Content-Length: {body.Length}\r\n\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], _stopping.Token);
    }

    private async Task<Asked> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!(bytes.Count > 3 && bytes[^1] == '\n' && bytes[^3] == '\n') && await stream.ReadAsync(one, _stopping.Token) > 0)
            bytes.Add(one[0]);

        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stopping.Token);
        var first = lines[0].Split(' ');
        return new Asked(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>A request as it came in.</summary>
internal sealed record Asked(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The path below the API's address, without query.</summary>
    public string Path => Target["/api".Length..].Split('?')[0];
}

/// <summary>An answer.</summary>
internal sealed record Reply(int Status, string Body = "", string? MediaType = null);
