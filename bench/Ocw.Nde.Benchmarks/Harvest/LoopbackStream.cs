using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ocw.Nde.Benchmarks.Harvest;

/// <summary>An event stream on loopback whose pages are made beforehand: versions of objects, ten triples each, in a chain of pages.</summary>
internal sealed class LoopbackStream : IDisposable
{
    private const int PageSize = 250;

    private const string Prefixes =
        "@prefix ldes: <https://w3id.org/ldes#> . @prefix tree: <https://w3id.org/tree#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> .\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<byte[]> _pages = [];

    /// <param name="members">How many members.</param>
    /// <param name="versions">How many versions each object has.</param>
    public LoopbackStream(int members, int versions)
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        for (var first = 0; first < members; first += PageSize)
            _pages.Add(Encoding.UTF8.GetBytes(Page(first, Math.Min(PageSize, members - first), members, versions)));
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Dispose();

    private string Page(int first, int count, int members, int versions)
    {
        var page = new StringBuilder(Prefixes).Append(CultureInfo.InvariantCulture, $"<{Address}stream> a ldes:EventStream ; ldes:timestampPath dct:modified ; ldes:versionOfPath dct:isVersionOf ; tree:view <{Address}0> .\n");
        if (first + count < members)
            page.Append(CultureInfo.InvariantCulture, $"<{Address}{first / PageSize}> tree:relation [ a tree:GreaterThanOrEqualToRelation ; tree:node <{Address}{(first / PageSize) + 1}> ; tree:path dct:modified ; tree:value \"{Moment(first + count)}\"^^xsd:dateTime ] .\n");
        for (var number = first; number < first + count; number++)
        {
            var (name, version) = (number % (members / versions), number / (members / versions));
            page.Append(CultureInfo.InvariantCulture, $"""
                <{Address}stream> tree:member <{Address}object/{name}#{version}> .
                <{Address}object/{name}#{version}> a schema:VisualArtwork ; dct:isVersionOf <{Address}object/{name}> ; dct:modified "{Moment(number)}"^^xsd:dateTime ;
                  schema:name "Gezicht op de haven nummer {name}"@nl ; schema:identifier "BK-{name}" ; schema:dateCreated "1650"^^xsd:gYear ;
                  schema:description "Een beschrijving van ongeveer tachtig tekens, zoals een museum die schrijft." ;
                  schema:material <http://vocab.getty.edu/aat/300015050>, <http://vocab.getty.edu/aat/300014078> ; schema:creator [ schema:name "Maker {name % 500}" ] .

                """);
        }

        return page.ToString();
    }

    private static string Moment(int number) =>
        new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

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
            var path = Encoding.ASCII.GetString(request, 0, length).Split(' ')[1].TrimStart('/');
            var page = _pages[int.Parse(path, CultureInfo.InvariantCulture)];
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {page.Length}\r\nContent-Type: text/turtle\r\nCache-Control: immutable\r\n\r\n"));
            await stream.WriteAsync(page);
        }
    }
}
