using System.Globalization;
using System.Text;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

/// <summary>Limits end a query wherever it is: every kind of operator looks at them.</summary>
public class LimitTests
{
    private static readonly Lazy<MemoryQuadSource> Many = new(() => MakeMany(4000));

    public static TheoryData<string> Queries => new()
    {
        { "SELECT * { ?s :value ?v }" },
        { "SELECT (COUNT(*) AS ?n) { ?a :value ?v . ?b :value ?w }" },
        { "SELECT (COUNT(*) AS ?n) { ?s :value ?v . ?s :next ?t }" },
        { "SELECT * { ?s :value ?v FILTER(?v < 0) }" },
        { "SELECT * { ?s :value ?v BIND(?v + 1 AS ?w) FILTER(?w < 0) }" },
        { "SELECT * { ?s :value ?v OPTIONAL { ?s :next ?t } FILTER(?v < 0) }" },
        { "SELECT * { ?s :value ?v FILTER NOT EXISTS { ?s :value ?w } }" },
        { "SELECT * { ?s :value ?v MINUS { ?s :value ?w } }" },
        { "SELECT * { { ?s :value ?v FILTER(?v < 0) } UNION { ?s :next ?v FILTER(isLiteral(?v)) } }" },
        { "SELECT ?v (COUNT(*) AS ?n) (SUM(?v) AS ?sum) { ?s :value ?v } GROUP BY ?v" },
        { "SELECT DISTINCT ?v { ?s :value ?v }" },
        { "SELECT * { ?s :value ?v } ORDER BY ?v" },
        { "SELECT * { ?s :value ?v } ORDER BY DESC(?v) LIMIT 3" },
        { "SELECT * { ?s :value ?v } OFFSET 1000000" },
        { "SELECT (COUNT(*) AS ?n) { ?a :next+ ?b }" },
        { "SELECT (COUNT(*) AS ?n) { :s0 :next* ?b }" },
        { "SELECT (COUNT(*) AS ?n) { :s0 (:next/:next)* ?b }" },
        { "SELECT * { { SELECT ?s { ?s :value ?v } } { SELECT ?s { ?s :next ?t } } }" },
        { "SELECT * { { SELECT ?x { ?s :value ?x } } { SELECT ?y { ?t :value ?y } } FILTER(?x < ?y && ?y < ?x) }" },
        { "ASK { ?s :value ?v FILTER(?v < 0) }" },
        { "CONSTRUCT { ?s :is ?v } WHERE { ?s :value ?v }" },
        { "DESCRIBE ?s WHERE { ?s :value ?v }" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Time_ends_every_kind_of_query(string query)
    {
        // The clock goes on by a millisecond whenever it is looked at: only queries that never look would come to their end.
        var options = new EvaluationOptions
        {
            Limits = new QueryLimits { Time = TimeSpan.FromMilliseconds(4) },
            Environment = new QueryEnvironment { Clock = new TickingClock(), BatchCapacity = 256 },
        };

        var fault = Assert.Throws<QueryLimitException>(() => Drain(Many.Value.Ask(query, options)));

        Assert.Equal(QueryLimit.Time, fault.Limit);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Cancellation_ends_every_kind_of_query(string query)
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new TickingClock { AtTick = (10, cancellation.Cancel) };
        var options = new EvaluationOptions { Environment = new QueryEnvironment { Clock = clock, BatchCapacity = 256 } };

        Assert.Throws<OperationCanceledException>(() => Drain(
            QueryEvaluator.Evaluate(SparqlParser.Parse(Data.Prefixes + query), Many.Value, options, cancellation: cancellation.Token)));
    }

    [Theory]
    [InlineData("SELECT * { ?s :value ?v } ORDER BY ?v")]
    [InlineData("SELECT DISTINCT ?v { ?s :value ?v . ?s :next ?t }")]
    [InlineData("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?v } GROUP BY ?s")]
    [InlineData("SELECT (GROUP_CONCAT(?t) AS ?all) { ?s :next ?t }")]
    [InlineData("SELECT * { { SELECT ?v { ?s :value ?v . ?s :next ?t } } { SELECT ?v { ?t :value ?v . ?t :next ?u } } }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?a :next+ ?b }")]
    [InlineData("CONSTRUCT { ?s :is ?v } WHERE { ?s :value ?v }")]
    [InlineData("SELECT ?text { ?s :value ?v BIND(CONCAT('a long text that is new for every single row ', STR(?s)) AS ?text) }")]
    public void Memory_is_counted_by_every_operator_that_keeps_rows(string query)
    {
        var options = new EvaluationOptions { Limits = new QueryLimits { Memory = 50_000 } };

        var fault = Assert.Throws<QueryLimitException>(() => Drain(Many.Value.Ask(query, options)));

        Assert.Equal(QueryLimit.Memory, fault.Limit);
        Assert.Contains("50,000 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * { ?s :value ?v }")]
    [InlineData("CONSTRUCT { ?s :is ?v } WHERE { ?s :value ?v }")]
    [InlineData("DESCRIBE ?s WHERE { ?s :value ?v }")]
    public void Rows_are_counted_and_those_before_the_limit_are_given(string query)
    {
        var options = new EvaluationOptions { Limits = new QueryLimits { Rows = 100 } };
        using var result = Many.Value.Ask(query, options);
        var given = 0;

        var fault = Assert.Throws<QueryLimitException>(() => Count(result, () => given++));

        Assert.Equal(QueryLimit.Rows, fault.Limit);
        Assert.InRange(given, 100, 101);
    }

    [Fact]
    public void A_pattern_that_needs_backtracking_is_stopped_within_its_match()
    {
        var options = new EvaluationOptions { Limits = new QueryLimits { Time = TimeSpan.FromMilliseconds(100) } };
        var text = new string('a', 60);

        var fault = Assert.Throws<QueryLimitException>(() => Drain(Data.Of("").Ask($"SELECT (REGEX('{text}!', '^(a+)+\\\\1$') AS ?x) {{}}", options)));

        Assert.Equal(QueryLimit.Time, fault.Limit);
        Assert.Contains("regular expression", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evil_pattern_without_back_reference_takes_no_time() =>
        Assert.Equal("false^^boolean", Data.Value($"REGEX('{new string('a', 5000)}!', '^(a|a?)+$')"));

    [Fact]
    public void A_query_that_ended_early_gives_its_source_back()
    {
        using var source = new OwnedSource(Many.Value);
        var dataset = new SparqlDataset(() => source);
        SparqlResult Ask(string query, QueryLimits? limits = null) =>
            dataset.Query(new SparqlRequest { Query = query, Limits = limits ?? QueryLimits.Default }, CancellationToken.None);

        using (var solutions = (SolutionSequence)Ask("SELECT * { ?s ?p ?o }"))
            Assert.True(solutions.MoveNext());
        Assert.Equal(1, source.Disposals);

        var endless = "ASK { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) < STR(?f) && STR(?f) < STR(?c)) }";
        Assert.Throws<QueryLimitException>(() => Ask(endless, new QueryLimits { Time = TimeSpan.FromMilliseconds(1) }));
        Assert.Equal(2, source.Disposals);

        Assert.Throws<SparqlSyntaxException>(() => Ask("SELECT"));
        Assert.Equal(2, source.Disposals);
    }

    [Theory]
    [InlineData("SELECT * { ?s :value ?v . ?s :next ?t OPTIONAL { ?t :value ?w } }")]
    [InlineData("SELECT * { ?s :value ?v FILTER EXISTS { ?s :next ?t } } LIMIT 5")]
    [InlineData("SELECT DISTINCT ?v { ?s :value ?v . ?s :next ?t }")]
    public void The_first_row_comes_without_reading_the_rest(string query)
    {
        // The planner looks at samples of its own: it is left out of the count.
        var counting = new CountingSource(Many.Value);
        var options = new EvaluationOptions { Planner = PlannerOptions.Off };
        using (var solutions = (SolutionSequence)QueryEvaluator.Evaluate(SparqlParser.Parse(Data.Prefixes + query), counting, options))
            Assert.True(solutions.MoveNext());

        Assert.InRange(counting.RowsRead, 1, 3000);
        Assert.Equal(0, counting.OpenScans);
    }

    private static void Drain(SparqlResult result)
    {
        using (result)
            Count(result, static () => { });
    }

    private static void Count(SparqlResult result, Action each)
    {
        if (result is SolutionSequence solutions)
        {
            while (solutions.MoveNext())
                each();
        }
        else if (result is TripleSequence triples)
        {
            triples.WriteTo(new EachQuad(each));
        }
    }

    // A chain of nodes, each with a number.
    private static MemoryQuadSource MakeMany(int count)
    {
        var trig = new StringBuilder();
        for (var i = 0; i < count; i++)
            trig.Append(CultureInfo.InvariantCulture, $":s{i} :value {i} ; :next :s{i + 1} .\n");
        return Data.Of(trig.ToString());
    }
}
