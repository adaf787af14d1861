using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ocw.Nde.Benchmarks.Harvest;

/// <summary>An OAI-PMH repository on loopback whose pages are made beforehand, so that answering costs next to nothing.</summary>
internal sealed class LoopbackRepository : IDisposable
{
    private const int PageSize = 100;
    private const string Start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2026-01-02T03:04:05Z</responseDate><request>http://127.0.0.1/oai</request>";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<byte[]> _pages = [];
    private readonly byte[] _identify = Encoding.UTF8.GetBytes($"{Start}<Identify><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify></OAI-PMH>");

    /// <param name="records">How many records.</param>
    /// <param name="metadata">The metadata of a record, by its number.</param>
    public LoopbackRepository(int records, Func<int, string> metadata)
    {
        for (var first = 0; first < records; first += PageSize)
            _pages.Add(Encoding.UTF8.GetBytes(Page(first, Math.Min(PageSize, records - first), records, metadata)));
        _listener.Start();
        BaseUrl = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/oai");
        _ = AcceptAsync();
    }

    public Uri BaseUrl { get; }

    public void Dispose() => _listener.Dispose();

    private static string Page(int first, int count, int records, Func<int, string> metadata)
    {
        var page = new StringBuilder(Start).Append("<ListRecords>\n");
        for (var number = first; number < first + count; number++)
            page.Append(CultureInfo.InvariantCulture, $"<record><header><identifier>oai:x:{number}</identifier><datestamp>2025-06-01T00:00:00Z</datestamp></header><metadata>{metadata(number)}</metadata></record>\n");
        var next = first + count < records ? ((first / PageSize) + 1).ToString(CultureInfo.InvariantCulture) : "";
        return page.Append(CultureInfo.InvariantCulture, $"<resumptionToken completeListSize=\"{records}\">{next}</resumptionToken></ListRecords></OAI-PMH>").ToString();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        var request = new byte[8192];
        while (await stream.ReadAsync(request) is > 0 and var length)
        {
            var page = PageFor(Encoding.ASCII.GetString(request, 0, length));
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {page.Length}\r\nContent-Type: text/xml\r\n\r\n"));
            await stream.WriteAsync(page);
        }
    }

    private byte[] PageFor(string request)
    {
        if (request.Contains("verb=Identify", StringComparison.Ordinal))
            return _identify;
        var token = request.IndexOf("resumptionToken=", StringComparison.Ordinal);
        return token < 0 ? _pages[0] : _pages[int.Parse(request.AsSpan(token + 16, request.IndexOf(' ', token) - token - 16), CultureInfo.InvariantCulture)];
    }
}
