using System.Net;
using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Protocol;

/// <summary>
/// One case of the SPARQL Protocol or of the Graph Store Protocol (the suites of 2012 and 2023): requests, described in the W3C vocabularies for HTTP and
/// content, that are sent one after the other to a server of their own.
/// </summary>
internal sealed class ProtocolCase(ManifestEntry entry, ProtocolServer server)
{
    private const string Ht = "http://www.w3.org/2011/http#";
    private const string Cnt = "http://www.w3.org/2011/content#";
    private const string Hts = "http://www.w3.org/2011/http-statusCodes#";
    private const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private const string Ut = "http://www.w3.org/2009/sparql/tests/test-update#";

    private readonly RdfGraph _graph = entry.Manifest.Graph;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public static void Run(ManifestEntry entry)
    {
        using var server = new ProtocolServer();
        if (entry.Object(new Iri(Mf + "action")) is null)
            DescribedRequests.Run(entry, server);
        else
            new ProtocolCase(entry, server).Check();
    }

    private void Check()
    {
        foreach (var data in entry.Objects(new Iri(Ut + "graphData")))
            server.Load(entry.Read(Part(data, Ut + "graph")!), "application/n-triples", Text(data, "http://www.w3.org/2000/01/rdf-schema#label"));
        foreach (var request in _graph.List(Part(entry.Action, Ht + "requests")!))
            Send(request);
    }

    private void Send(RdfTerm request)
    {
        var method = Text(request, Ht + "methodName");
        var path = Own(Text(request, Ht + "absolutePath"));
        using var response = server.Send(method, path, Headers(request), Body(request));
        var answer = ProtocolServer.Text(response);
        var expected = Part(request, Ht + "resp")!;
        var statuses = _graph.Objects(expected, new Iri(Mf + "expectedStatus")).OfType<Iri>().Select(s => s.Value[Hts.Length..]).ToList();
        Assert.True(statuses.Any(s => Fits(s, response.StatusCode)), $"{method} {path}: {(int)response.StatusCode}, expected {string.Join(" or ", statuses)}\n{answer}");
        if (Part(expected, Mf + "expectedLocation") is Literal variable)
            _variables[variable.LexicalForm] = response.Headers.Location!.AbsoluteUri;
        CheckFormat(expected, response, answer);
        if (Part(expected, Ht + "body") is not null)
            CheckGraph(expected, response, answer);
    }

    private void CheckFormat(RdfTerm expected, HttpResponseMessage response, string answer)
    {
        var format = (Part(expected, Mf + "expectedFormat") as Literal)?.LexicalForm;
        var type = response.Content.Headers.ContentType?.MediaType;
        switch (format)
        {
            case "boolean" or "tabular":
                Assert.True(SparqlResultsFormat.TryFromMediaType(type, out var results), type);
                var read = results.Read(Encoding.UTF8.GetBytes(answer));
                Assert.Equal(format == "boolean", read.Boolean is not null);
                if (Part(expected, Mf + "expectedBoolean") is Literal truth)
                    Assert.Equal(truth.LexicalForm == "true", read.Boolean);
                break;
            case "RDF":
                Assert.True(RdfFormats.TryFromMediaType(type, out _), type);
                break;
        }
    }

    private void CheckGraph(RdfTerm expected, HttpResponseMessage response, string answer)
    {
        Assert.Equal("text/turtle", response.Content.Headers.ContentType!.MediaType);
        var wanted = RdfFormats.ParseDataset(Body(expected), RdfFormats.Turtle);
        var given = RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(answer), RdfFormats.Turtle);
        Assert.True(GraphIsomorphism.AreIsomorphic(wanted, given), answer);
    }

    private IEnumerable<(string Name, string Value)> Headers(RdfTerm message) => Part(message, Ht + "headers") is { } list
        ? _graph.List(list).Select(header => (Text(header, Ht + "fieldName"), Text(header, Ht + "fieldValue")))
        : [];

    private byte[]? Body(RdfTerm message)
    {
        if (Part(message, Ht + "body") is not { } body)
            return null;
        var encoding = Encoding.GetEncoding(Text(body, Cnt + "characterEncoding"));
        return encoding.GetBytes(Replaced(Text(body, Cnt + "chars")));
    }

    // The suites say which prefixes stand for the server's own: /sparql/ and /gsp.
    private string Own(string path)
    {
        path = Replaced(path);
        return path.StartsWith("/gsp", StringComparison.Ordinal) ? "graph" + path["/gsp".Length..] : path[1..];
    }

    private string Replaced(string text) => _variables.Aggregate(text, (result, variable) => result.Replace(variable.Key, variable.Value, StringComparison.Ordinal));

    private static bool Fits(string expected, HttpStatusCode status) => expected switch
    {
        "StatusCode2xx" => (int)status / 100 == 2,
        "StatusCode3xx" => (int)status / 100 == 3,
        "StatusCode4xx" => (int)status / 100 == 4,
        _ => string.Equals(expected, status.ToString(), StringComparison.Ordinal),
    };

    private RdfTerm? Part(RdfTerm node, string property) => _graph.Object(node, new Iri(property));

    private string Text(RdfTerm node, string property) => Part(node, property) is Literal literal ? literal.LexicalForm : throw new FormatException($"{entry.Iri}: {node} has no {property}.");
}
