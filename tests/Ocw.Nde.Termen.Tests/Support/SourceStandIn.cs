using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Tests.Support;

/// <summary>A SPARQL endpoint on loopback that answers as the test says: well, late, never, or with lies.</summary>
internal sealed class SourceStandIn : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly List<string> _queries = [];

    internal SourceStandIn(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    internal string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/sparql");

    /// <summary>The queries that came.</summary>
    internal IReadOnlyList<string> Queries
    {
        get
        {
            lock (_queries)
                return [.. _queries];
        }
    }

    internal List<string> Heads { get; } = [];

    /// <summary>Always the same document.</summary>
    internal static SourceStandIn Of(string mediaType, string document, int status = 200) => new((_, stream, cancellation) => ReplyAsync(stream, mediaType, Encoding.UTF8.GetBytes(document), status, cancellation));

    /// <summary>A real endpoint over Turtle.</summary>
    internal static SourceStandIn OfTurtle(ReadOnlyMemory<byte> turtle)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(turtle, RdfFormats.Turtle, builder);
        var quads = builder.Build();
        var dataset = new SparqlDataset(() => quads);
        return new SourceStandIn(async (query, stream, cancellation) =>
        {
            using var output = new MemoryStream();
            var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, output);
            using (var triples = (TripleSequence)dataset.Query(new SparqlRequest { Query = query }, cancellation))
                triples.WriteTo(writer);
            writer.Complete();
            await ReplyAsync(stream, "text/turtle", output.ToArray(), 200, cancellation);
        });
    }

    internal static async Task ReplyAsync(Stream stream, string mediaType, byte[] body, int status, CancellationToken cancellation)
    {
        await stream.WriteAsync(Head(status, mediaType, body.Length), cancellation);
        await stream.WriteAsync(body, cancellation);
    }

    /// <summary>The head of an answer; no length for one whose end is not known.</summary>
    internal static byte[] Head(int status, string mediaType, long? length) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nContent-Type: {mediaType}\r\n{(length is null ? "Connection: close" : $"Content-Length: {length}")}\r\n\r\n"));

    /// <summary>A source of the catalogue that asks this endpoint for all labelled subjects that match.</summary>
    internal CatalogEntry Entry(string id, string? prefix = null, string? lookup = null) => new()
    {
        Iri = "https://example.org/source/" + id,
        Id = id,
        Names = new Dictionary<string, string> { ["nl"] = "Bron " + id, ["en"] = "Source " + id },
        Languages = ["nl"],
        TermPrefixes = [prefix ?? "https://example.org/id/"],
        Distributions =
        [
            new CatalogDistribution
            {
                Iri = "https://example.org/source/" + id + "/sparql",
                Endpoint = Address,
                SearchQuery = """
                    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
                    CONSTRUCT { ?s ?p ?o } WHERE {
                      { SELECT DISTINCT ?s WHERE { ?s skos:prefLabel|skos:altLabel ?label . FILTER(CONTAINS(LCASE(?label), ?query)) }
                        #LIMIT#
                      }
                      ?s ?p ?o }
                    """,
                LookupQuery = lookup ?? "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { ?uris } ?s ?p ?o }",
            },
        ],
    };

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_ending.IsCancellationRequested)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            connection.NoDelay = true;
            await using var stream = connection.GetStream();
            while (await ReadAsync(stream) is { } query)
            {
                lock (_queries)
                    _queries.Add(query);
                await _answer(query, stream, _ending.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<string?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _ending.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        lock (Heads)
            Heads.Add(head.ToString());
        var length = head.ToString().Split("\r\n").First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _ending.Token);
        return Uri.UnescapeDataString(Encoding.ASCII.GetString(body)["query=".Length..].Replace('+', ' '));
    }
}
