using System.Globalization;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

/// <summary>A query that runs over one small source after another, as mappings do over records.</summary>
public sealed class PreparedQueryTests
{
    [Theory]
    [InlineData("CONSTRUCT { ?s :b ?all } { SELECT ?s (GROUP_CONCAT(?v) AS ?all) { ?s :a ?v } GROUP BY ?s }")]
    [InlineData("CONSTRUCT { :s :b ?n } { SELECT (COUNT(*) AS ?n) { ?s :a ?v } }")]
    [InlineData("CONSTRUCT { ?s :b ?v } { SELECT ?s ?v { ?s :a ?v } ORDER BY ?v }")]
    [InlineData("CONSTRUCT { ?s :b ?v } { SELECT ?s ?v { ?s :a ?v } ORDER BY ?v LIMIT 1 }")]
    [InlineData("CONSTRUCT { ?s :b ?v } { ?s :a ?v MINUS { ?s :c ?v } }")]
    [InlineData("CONSTRUCT { ?s :b ?v } { { SELECT DISTINCT ?s { ?s :a ?x } } { SELECT ?s ?v { ?s :a ?v } ORDER BY ?v } }")]
    [InlineData("CONSTRUCT { ?s :b ?v } { ?s :a ?v FILTER NOT EXISTS { { SELECT ?s (MAX(?o) AS ?most) { ?s :a ?o } GROUP BY ?s } FILTER(?most < ?v) } }")]
    public void A_run_gives_back_what_it_took_however_often_the_query_runs(string query)
    {
        var prepared = PreparedQuery.Parse(Data.Prefixes + query);
        Run(prepared, 0);
        var held = prepared.HeldBatches;

        for (var record = 1; record <= 50; record++)
            Run(prepared, record);

        Assert.Equal(held, prepared.HeldBatches);
    }

    private static void Run(PreparedQuery query, int record)
    {
        var source = Data.Of(string.Create(CultureInfo.InvariantCulture, $":s{record} :a {record}, {record + 1} ; :c {record + 5} ."));
        Assert.NotEqual(0, query.Construct(source, new Nowhere()));
    }

    private sealed class Nowhere : IQuadSink
    {
        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
        }
    }
}
