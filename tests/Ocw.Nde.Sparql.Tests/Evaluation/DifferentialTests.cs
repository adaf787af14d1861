using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Sparql.Tests.Evaluation.Naive;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

/// <summary>Random queries over random data: the engine gives what the standard's algebra gives, however it plans and whatever its batches hold.</summary>
public class DifferentialTests
{
    [Theory]
    [InlineData(1, DefaultGraphMode.Unnamed)]
    [InlineData(2, DefaultGraphMode.Union)]
    [InlineData(3, DefaultGraphMode.Unnamed)]
    [InlineData(4, DefaultGraphMode.Union)]
    public void The_engine_agrees_with_the_algebra(int seed, DefaultGraphMode mode)
    {
        const int wanted = 500;
        var done = 0;
        for (var number = 0; done < wanted; number++)
        {
            var make = new RandomQuery(new Random((seed * 1_000_003) + number));
            var (trig, text) = (make.Data(), make.Query());
            if (!TryParse(text, out var query))
                continue;
            done++;
            Check(trig, mode, text, query);
        }
    }

    private static void Check(string trig, DefaultGraphMode mode, string text, SparqlQuery query)
    {
        var source = Data.Of(trig, mode);
        var expected = new NaiveEvaluator(DatasetOf(source)).Evaluate(query.Pattern)
            .Select(s => string.Join(" | ", query.Projection.Select(variable => s.GetValueOrDefault(variable)?.ToString() ?? "-")))
            .Order(StringComparer.Ordinal);
        foreach (var planner in new[] { PlannerOptions.Default, PlannerOptions.Off })
        {
            foreach (var capacity in new[] { 1024, 2 })
            {
                var options = new EvaluationOptions { Planner = planner, Environment = new QueryEnvironment { BatchCapacity = capacity } };
                var actual = Answer(source, query, options);
                Assert.True(expected.SequenceEqual(actual), $"{trig}\n{text}\nplanner {planner.Passes}, batches of {capacity}\n{Explained(source, query, options)}\nExpected:\n{string.Join('\n', expected)}\nActual:\n{string.Join('\n', actual)}");
            }
        }
    }

    private static IReadOnlyList<string> Answer(MemoryQuadSource source, SparqlQuery query, EvaluationOptions options)
    {
        using var solutions = (SolutionSequence)QueryEvaluator.Evaluate(query, source, options);
        var rows = new List<string>();
        while (solutions.MoveNext())
            rows.Add(string.Join(" | ", Enumerable.Range(0, solutions.Variables.Count).Select(column => solutions[column]?.ToString() ?? "-")));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static string Explained(MemoryQuadSource source, SparqlQuery query, EvaluationOptions options) => QueryEvaluator.Explain(query, source, options);

    private static bool TryParse(string text, out SparqlQuery query)
    {
        try
        {
            query = SparqlParser.Parse(Data.Prefixes + text);
            return true;
        }
        catch (SparqlSyntaxException)
        {
            query = null!;
            return false;
        }
    }

    // The dataset as the source shows it: the union of graphs, where that is the default graph, made as a set.
    private static RdfDataset DatasetOf(MemoryQuadSource source)
    {
        var dataset = new RdfDataset();
        foreach (var graph in source.NamedGraphs)
            dataset.Graph(source.Terms.Get(graph.Id));
        foreach (var selector in new[] { GraphSelector.Default, GraphSelector.AnyNamed })
        {
            using var scan = source.Scan(new QuadPattern(default, default, default, selector), QuadOrder.Spo);
            var batch = new QuadBatch();
            for (int rows; (rows = scan.Next(batch)) > 0;)
            {
                for (var row = 0; row < rows; row++)
                {
                    RdfTerm Term(ulong[] column) => source.Terms.Get(new(column[row]));
                    dataset.Add(new Quad(Term(batch.Subjects), Term(batch.Predicates), Term(batch.Objects), batch.Graphs[row] == 0 ? null : Term(batch.Graphs)));
                }
            }
        }

        return dataset;
    }
}
