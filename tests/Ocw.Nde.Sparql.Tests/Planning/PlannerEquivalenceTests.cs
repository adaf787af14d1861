using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Planning;

/// <summary>A plan answers what the query answers: the definitions of §18 on random queries over random data, with all passes and with each alone.</summary>
public sealed class PlannerEquivalenceTests
{
    private const int Queries = 1500;
    private const int QueriesForOnePass = 300;

    public static TheoryData<PlanPasses> Selections => [PlanPasses.All, .. Enum.GetValues<PlanPasses>().Where(pass => pass is not (PlanPasses.None or PlanPasses.All))];

    [Theory]
    [MemberData(nameof(Selections))]
    public void A_planned_query_has_the_same_solutions(PlanPasses passes)
    {
        var planner = new QueryPlanner(new PlannerOptions { Passes = passes });
        for (var seed = passes == PlanPasses.All ? Queries : QueriesForOnePass; seed > 0; seed--)
        {
            var random = new RandomQueries(seed);
            var quads = random.Quads();
            var text = random.Query();
            var query = SparqlParser.Parse(text);
            var plan = planner.Plan(query, PlanDataset.Of(Source(quads)));

            AssertSame(quads, query.Pattern, plan.Pattern, $"seed {seed}\n{text}");
        }
    }

    [Fact]
    public void A_parameter_answers_as_if_its_value_had_been_asked_for()
    {
        var value = new Iri("http://e/n1");
        for (var seed = 0; seed < Queries; seed++)
        {
            var random = new RandomQueries(seed);
            var quads = random.Quads();
            var text = random.Query();
            var query = SparqlParser.Parse(text);
            if (AssignsOrHides(query.Pattern, new Variable("a")))
                continue;
            var plan = new QueryPlanner().Plan(query, PlanDataset.Of(Source(quads)), new Dictionary<string, RdfTerm>(StringComparer.Ordinal) { ["a"] = value });

            // Where every solution binds the variable, the parameter is a filter on it; that is decided on the solutions themselves.
            if (!new VariableAnalysis().CertainlyBound(query.Pattern).Contains(new Variable("a")) || HasZeroLength(query.Pattern))
                continue;
            var expected = Answers.Solutions(quads, query.Pattern).FindAll(solution => solution[new Variable("a")] == value);
            Assert.Equal(Answers.Lines(expected), Answers.Lines(quads, plan.Pattern));
        }
    }

    private static void AssertSame(List<Quad> quads, AlgebraNode query, AlgebraNode plan, string what)
    {
        var (expected, actual) = (Answers.Lines(quads, query), Answers.Lines(quads, plan));
        Assert.True(
            expected.SequenceEqual(actual, StringComparer.Ordinal),
            $"{what}\n{AlgebraText.Of(query)}\n{AlgebraText.Of(plan)}\nexpected:\n{string.Join('\n', expected)}\nactual:\n{string.Join('\n', actual)}\nquads:\n{string.Join('\n', quads)}");
    }

    private static bool AssignsOrHides(AlgebraNode node, Variable variable) =>
        (node is Extend extend && extend.Variable == variable)
        || node is Group or Distinct or Minus or LeftJoin
        || node.Expressions().Any(expression => expression.SelfAndOperands().Any(part => part is ExistsExpression))
        || node.Inputs().Any(input => AssignsOrHides(input, variable));

    private static bool HasZeroLength(AlgebraNode node) => node is PathPattern { Path: ZeroOrMorePath } || node.Inputs().Any(HasZeroLength);

    private static MemoryQuadSource Source(List<Quad> quads)
    {
        var builder = new MemoryQuadSourceBuilder();
        foreach (var quad in quads)
            builder.Quad(quad);
        return builder.Build();
    }
}
