using System.Globalization;
using System.Text;
using System.Web;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>A SPARQL endpoint on loopback that evaluates queries with our own engine, with the ceilings and moods of others.</summary>
internal sealed class FakeEndpoint : IDisposable
{
    private readonly PageServer _server;
    private IQuadSource _data;

    public FakeEndpoint(string turtle)
    {
        _data = Load(turtle);
        _server = new PageServer(Answer);
    }

    public SparqlSource Source => new("punt", _server.At("/sparql")) { Classes = ["http://example.org/Object"], DateProperty = null };

    public List<string> Queries { get; } = [];

    /// <summary>The most rows or triples of an answer; what is more is left out without a word.</summary>
    public int MaxRows { get; set; } = int.MaxValue;

    /// <summary>Goes before everything else where it gives an answer; told the query.</summary>
    public Func<PageRequest, string, PageReply?>? Misbehave { get; set; }

    public void Put(string turtle) => _data = Load(turtle);

    public void Dispose() => _server.Dispose();

    /// <summary>So many objects, each with a maker that is described, and a blank node.</summary>
    public static string Objects(int count, Func<int, string>? more = null)
    {
        var text = new StringBuilder("@prefix ex: <http://example.org/> . @prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n");
        for (var i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"ex:o{i} a ex:Object ; dct:title \"titel {i}\" ; dct:creator ex:m{i % 3} ; ex:size [ ex:value {i} ] {more?.Invoke(i)} .\n");
        for (var i = 0; i < 3; i++)
            text.Append(CultureInfo.InvariantCulture, $"ex:m{i} a ex:Maker ; dct:title \"maker {i}\" ; ex:made ex:o0, ex:o1 .\n");
        return text.ToString();
    }

    private static IQuadSource Load(string turtle)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(turtle), RdfFormats.Turtle, builder);
        return builder.Build();
    }

    private PageReply Answer(PageRequest request)
    {
        var form = HttpUtility.ParseQueryString(request.Method == "POST" ? request.Body : request.Path[(request.Path.IndexOf('?') + 1)..]);
        var query = form["query"]!;
        lock (Queries)
            Queries.Add(query);
        return Misbehave?.Invoke(request, query) ?? Evaluate(query);
    }

    private PageReply Evaluate(string query)
    {
        using var result = new SparqlDataset(() => _data).Query(new SparqlRequest { Query = query }, CancellationToken.None);
        using var body = new MemoryStream();
        if (result is TripleSequence triples)
        {
            var writer = RdfFormats.CreateWriter(RdfFormats.NTriples, body);
            triples.WriteTo(writer);
            writer.Complete();
            var lines = Encoding.UTF8.GetString(body.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return PageReply.Text(string.Concat(lines.Take(MaxRows).Select(line => line + "\n")), "application/n-triples");
        }

        var rows = (SolutionSequence)result;
        var found = new List<IReadOnlyList<RdfTerm?>>();
        while (rows.MoveNext())
            found.Add([.. rows.Variables.Select((_, column) => rows[column])]);
        var answer = new SparqlResults(rows.Variables, [.. found.Take(MaxRows)]);
        return new PageReply(200, "application/sparql-results+json", Json(answer));
    }

    private static byte[] Json(SparqlResults answer)
    {
        using var body = new MemoryStream();
        var writer = SparqlResultsFormat.Json.CreateWriter(body);
        answer.WriteTo(writer);
        return body.ToArray();
    }
}
