using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Solution = System.Collections.Immutable.ImmutableDictionary<Ocw.Nde.Sparql.Algebra.Variable, Ocw.Nde.Rdf.Terms.RdfTerm>;

namespace Ocw.Nde.Sparql.Tests.Evaluation.Naive;

/// <summary>The algebra of SPARQL 1.1 §18 as it is written there, over objects: slow, and simple enough to be believed.</summary>
/// <param name="dataset">The data, its default graph ready made.</param>
internal sealed class NaiveEvaluator(RdfDataset dataset)
{
    internal List<Solution> Evaluate(AlgebraNode pattern) => Evaluate(pattern, dataset.DefaultGraph, Solution.Empty);

    // The outer solution is that of an EXISTS around the pattern; its values hold everywhere inside (§18.6, substitute).
    private List<Solution> Evaluate(AlgebraNode node, RdfGraph graph, Solution outer)
    {
        switch (node)
        {
            case Bgp n:
                return n.Patterns.Aggregate(new List<Solution> { Solution.Empty }, (solutions, triple) => [.. solutions.SelectMany(s => Match(triple, graph, s, outer))]);
            case PathPattern n:
                return [.. new NaivePaths(graph).Evaluate(n).Where(s => Compatible(s, outer))];
            case Join n:
                return Join(Evaluate(n.Left, graph, outer), Evaluate(n.Right, graph, outer));
            case LeftJoin n:
                var right = Evaluate(n.Right, graph, outer);
                return [.. Evaluate(n.Left, graph, outer).SelectMany(left =>
                {
                    var joined = Join([left], right).FindAll(s => n.Condition is null || Holds(n.Condition, s, graph, outer));
                    return joined.Count > 0 ? joined : [left];
                })];
            case Filter n:
                return Evaluate(n.Input, graph, outer).FindAll(s => Holds(n.Condition, s, graph, outer));
            case Union n:
                return [.. Evaluate(n.Left, graph, outer), .. Evaluate(n.Right, graph, outer)];
            case Minus n:
                var excluded = Evaluate(n.Right, graph, outer);
                return Evaluate(n.Left, graph, outer).FindAll(left => !excluded.Exists(e => Compatible(left, e) && e.Keys.Any(left.ContainsKey)));
            case GraphPattern { Name: Constant name } n:
                return dataset.NamedGraphs.TryGetValue(name.Term, out var named) ? Evaluate(n.Input, named, outer) : [];
            case GraphPattern { Name: Variable name } n:
                return [.. dataset.NamedGraphs.SelectMany(g => Join(Evaluate(n.Input, g.Value, outer), [Solution.Empty.Add(name, g.Key)]))];
            case Extend n:
                return Evaluate(n.Input, graph, outer).ConvertAll(s => Value(n.Expression, s, graph, outer) is { } value ? s.Add(n.Variable, value) : s);
            case InlineData n:
                return [.. n.Rows.Select(row => n.Variables.Zip(row).Where(cell => cell.Second is not null).Aggregate(Solution.Empty, (s, cell) => s.Add(cell.First, cell.Second!)))];
            default:
                return Modify(node, graph);
        }
    }

    private List<Solution> Modify(AlgebraNode node, RdfGraph graph)
    {
        var input = Evaluate(node.Inputs()[0], graph, Solution.Empty);
        switch (node)
        {
            case Project n:
                return input.ConvertAll(s => s.RemoveRange(s.Keys.Where(variable => !n.Variables.Contains(variable))));
            case Distinct:
                return [.. input.DistinctBy(Key)];
            case Reduced or OrderBy:
                return input;
            case Group n:
                var groups = input.GroupBy(s => string.Join('\t', n.Keys.Select(key => Value(key.Expression, s, graph, Solution.Empty)?.ToString() ?? "-"))).Select(g => g.ToList()).ToList();
                if (n.Keys.Count == 0 && groups.Count == 0)
                    groups.Add([]);
                return groups.ConvertAll(group => Aggregate(n, group, graph));
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    private Solution Aggregate(Group node, List<Solution> group, RdfGraph graph)
    {
        var result = Solution.Empty;
        foreach (var key in node.Keys)
        {
            if (Value(key.Expression, group[0], graph, Solution.Empty) is { } value)
                result = result.Add(key.Variable, value);
        }

        foreach (var (variable, aggregate) in node.Aggregates)
        {
            var values = aggregate.Argument is null
                ? group.ConvertAll<RdfTerm?>(s => new Literal(Key(s.RemoveRange(s.Keys.Where(v => !v.IsVisible)))))
                : group.ConvertAll(s => Value(aggregate.Argument, s, graph, Solution.Empty));
            if (NaiveExpressions.Aggregate(aggregate, values) is { } value)
                result = result.Add(variable, value);
        }

        return result;
    }

    private RdfTerm? Value(Expression expression, Solution solution, RdfGraph graph, Solution outer)
    {
        var all = solution.SetItems(outer.Where(binding => !solution.ContainsKey(binding.Key)));
        return new NaiveExpressions(exists => Evaluate(exists, graph, all).Exists(s => Compatible(s, all))).Value(expression, all);
    }

    private bool Holds(Expression condition, Solution solution, RdfGraph graph, Solution outer) =>
        Value(condition, solution, graph, outer) is { } value && NaiveExpressions.Boolean(value) == true;

    private static IEnumerable<Solution> Match(TriplePattern triple, RdfGraph graph, Solution solution, Solution outer)
    {
        RdfTerm? Known(PatternTerm term) => term switch
        {
            Constant constant => constant.Term,
            Variable variable => solution.GetValueOrDefault(variable) ?? outer.GetValueOrDefault(variable),
            _ => null,
        };
        foreach (var found in graph.Match(Known(triple.Subject), Known(triple.Predicate), Known(triple.Object)))
        {
            Solution? extended = solution;
            foreach (var (term, value) in new[] { (triple.Subject, found.Subject), (triple.Predicate, found.Predicate), (triple.Object, found.Object) })
            {
                if (extended is null || term is not Variable variable)
                    continue;
                if (!extended.TryGetValue(variable, out var known))
                    extended = extended.Add(variable, value);
                else if (known != value)
                    extended = null;
            }

            if (extended is not null)
                yield return extended;
        }
    }

    private static List<Solution> Join(List<Solution> left, List<Solution> right) =>
        [.. left.SelectMany(l => right.Where(r => Compatible(l, r)).Select(r => l.SetItems(r)))];

    private static bool Compatible(Solution left, Solution right) => left.All(binding => !right.TryGetValue(binding.Key, out var other) || other == binding.Value);

    private static string Key(Solution solution) => string.Join('\t', solution.OrderBy(binding => binding.Key.Name, StringComparer.Ordinal).Select(binding => $"{binding.Key}={binding.Value}"));
}
