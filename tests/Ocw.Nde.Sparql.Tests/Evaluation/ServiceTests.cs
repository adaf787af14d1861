using System.Globalization;
using System.Text.RegularExpressions;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

/// <summary>How SERVICE asks: values go along in blocks, each once, and what cannot be sent is not.</summary>
public sealed class ServiceTests
{
    private const string Query = "PREFIX : <http://e/> SELECT ?s ?n ?l WHERE { ?s :maker ?m . ?s :number ?n SERVICE <http://one/> { ?m :label ?l } }";

    [Fact]
    public void The_values_of_the_rows_go_along_each_once()
    {
        var services = new Services { ["http://one/"] = Labels(3) };

        var rows = Ask(Query, Works(6, makers: 3), services);

        Assert.Equal(["0 label 0", "1 label 1", "2 label 2", "3 label 0", "4 label 1", "5 label 2"], rows);
        var sent = Assert.Single(services.Sent);
        Assert.Equal(3, Regex.Count(sent.Query, "<http://e/m[0-9]> \\)"));
        Assert.Contains("VALUES (?m) {", sent.Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_values_go_along_in_several_requests_and_very_many_not_at_all()
    {
        var some = new Services { ["http://one/"] = Labels(1000) };
        var all = new Services { ["http://one/"] = Labels(20_000) };

        Assert.Equal(1000, Ask(Query, Works(1000, makers: 1000), some).Count);
        Assert.Equal(20_000, Ask(Query, Works(20_000, makers: 20_000), all).Count);

        Assert.InRange(some.Sent.Count, 4, 8);
        Assert.All(some.Sent, sent => Assert.Contains("VALUES", sent.Query, StringComparison.Ordinal));
        Assert.DoesNotContain("VALUES", all.Sent[^1].Query, StringComparison.Ordinal);
        Assert.True(all.Sent.Count < 40, $"{all.Sent.Count} requests");
    }

    [Fact]
    public void A_pattern_that_shares_nothing_is_asked_once()
    {
        var services = new Services { ["http://one/"] = Labels(3) };

        var rows = Ask("PREFIX : <http://e/> SELECT ?n ?l WHERE { ?s :number ?n SERVICE <http://one/> { ?other :label ?l } }", Works(4, makers: 2), services);

        Assert.Equal(12, rows.Count);
        Assert.DoesNotContain("VALUES", Assert.Single(services.Sent).Query, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_node_cannot_be_sent_and_joins_with_none_of_theirs()
    {
        var services = new Services { ["http://one/"] = Labels(2) };
        var works = Works(2, makers: 2);
        works.Add(new Quad(new Iri("http://e/w9"), new Iri("http://e/maker"), new BlankNode("b"), null));
        works.Add(new Quad(new Iri("http://e/w9"), new Iri("http://e/number"), Number(9), null));

        Assert.Equal(["0 label 0", "1 label 1"], Ask(Query, works, services));
        Assert.DoesNotContain("VALUES", Assert.Single(services.Sent).Query, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_counts_once_however_the_remote_pattern_binds_its_variables()
    {
        var services = new Services { ["http://one/"] = Labels(2) };

        // ?m is bound by one branch of the remote pattern only: the other joins with every maker.
        var rows = Ask("PREFIX : <http://e/> SELECT ?n ?l WHERE { ?s :maker ?m ; :number ?n SERVICE <http://one/> { { ?m :label ?l } UNION { :m0 :label ?x BIND(\"any\" AS ?l) } } }", Works(3, makers: 2), services);

        Assert.Equal(["0 any", "0 label 0", "1 any", "1 label 1", "2 any", "2 label 0"], rows);
    }

    [Fact]
    public void Each_endpoint_of_a_variable_is_asked_for_its_own_rows()
    {
        var services = new Services { ["http://e/m0"] = Labels(1), ["http://e/m1"] = Labels(2) };

        var rows = Ask("PREFIX : <http://e/> SELECT ?n ?l WHERE { ?s :maker ?m ; :number ?n SERVICE ?m { ?m :label ?l } }", Works(4, makers: 2), services);

        Assert.Equal(["0 label 0", "1 label 1", "2 label 0", "3 label 1"], rows);
        Assert.Equal(["http://e/m0", "http://e/m1"], services.Sent.Select(sent => sent.Endpoint).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_service_that_fails_fails_the_query_and_under_SILENT_binds_nothing()
    {
        var services = new Services();

        var failed = Assert.Throws<ServiceException>(() => Ask(Query, Works(2, makers: 2), services));
        var rows = Ask(Query.Replace("SERVICE", "SERVICE SILENT", StringComparison.Ordinal), Works(2, makers: 2), services);

        Assert.Contains("http://one/", failed.Message, StringComparison.Ordinal);
        Assert.Equal(["0 -", "1 -"], rows);
    }

    [Fact]
    public void Without_a_client_the_clause_fails_with_the_endpoint_s_name()
    {
        var failed = Assert.Throws<ServiceException>(() => Ask(Query, Works(1, makers: 1), null));

        Assert.Contains("<http://one/>", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_does_not_answer_ends_with_the_query_s_time()
    {
        var services = new Services { Waits = true };

        var stopped = Assert.Throws<QueryLimitException>(() => Ask(Query, Works(1, makers: 1), services, QueryLimits.Default with { Time = TimeSpan.FromMilliseconds(50) }));

        Assert.Equal(QueryLimit.Time, stopped.Limit);
    }

    [Fact]
    public void What_a_service_sends_counts_as_the_query_s_memory()
    {
        var services = new Services { ["http://one/"] = Labels(50_000) };

        var stopped = Assert.Throws<QueryLimitException>(() => Ask(
            "PREFIX : <http://e/> SELECT ?n ?l WHERE { SERVICE <http://one/> { ?other :label ?l } }", [], services, QueryLimits.Default with { Memory = 200_000 }));

        Assert.Equal(QueryLimit.Memory, stopped.Limit);
    }

    private static List<Quad> Works(int count, int makers) => [.. Enumerable.Range(0, count).SelectMany(i => new[]
    {
        new Quad(new Iri($"http://e/w{i}"), new Iri("http://e/maker"), new Iri($"http://e/m{i % makers}"), null),
        new Quad(new Iri($"http://e/w{i}"), new Iri("http://e/number"), Number(i), null),
    })];

    private static List<Quad> Labels(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Quad(new Iri($"http://e/m{i}"), new Iri("http://e/label"), new Literal($"label {i}"), null))];

    private static Literal Number(int value) => new(value.ToString(CultureInfo.InvariantCulture), new Iri("http://www.w3.org/2001/XMLSchema#integer"));

    private static List<string> Ask(string query, List<Quad> quads, Services? services, QueryLimits? limits = null)
    {
        using var answer = (SolutionSequence)QueryEvaluator.Evaluate(
            SparqlParser.Parse(query), SourceOf(quads), new EvaluationOptions { Limits = limits ?? QueryLimits.Default, Environment = new QueryEnvironment { Services = services } });
        var (number, label) = (answer.Variables.ToList().IndexOf("n"), answer.Variables.ToList().IndexOf("l"));
        var rows = new List<string>();
        while (answer.MoveNext())
            rows.Add($"{(answer[number] as Literal)?.LexicalForm} {(answer[label] as Literal)?.LexicalForm ?? "-"}");
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static MemoryQuadSource SourceOf(List<Quad> quads)
    {
        var builder = new MemoryQuadSourceBuilder();
        foreach (var quad in quads)
            builder.Quad(quad);
        return builder.Build();
    }

    /// <summary>Endpoints with data of their own, and what they were asked.</summary>
    private sealed class Services : Dictionary<string, List<Quad>>, IServiceClient
    {
        public List<(string Endpoint, string Query)> Sent { get; } = [];

        public bool Waits { get; init; }

        public void Select(string endpoint, string query, ISolutionSink solutions, CancellationToken cancellation)
        {
            Sent.Add((endpoint, query));
            if (Waits)
            {
                cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
            }

            if (!TryGetValue(endpoint, out var quads))
                throw new ServiceException($"SERVICE <{endpoint}> is not there.");
            using var answer = (SolutionSequence)QueryEvaluator.Evaluate(SparqlParser.Parse(query), SourceOf(quads), cancellation: cancellation);
            while (answer.MoveNext())
            {
                for (var column = 0; column < answer.Variables.Count; column++)
                {
                    if (answer[column] is { } term)
                        solutions.Bind(answer.Variables[column], term);
                }

                solutions.EndSolution();
            }
        }
    }
}
