using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Tests.Planning;

/// <summary>
/// The algebra of §18 as it is defined, over lists of solution mappings, with no thought of speed: what plans are compared with. It knows the
/// expressions that the random queries are made of.
/// </summary>
internal sealed class ReferenceEvaluator(IReadOnlyList<Quad> quads)
{
    private readonly List<RdfTerm> graphs = [.. quads.Select(quad => quad.Graph).OfType<RdfTerm>().Distinct()];

    internal List<Solution> Evaluate(AlgebraNode node) => Evaluate(node, null);

    private List<Solution> Evaluate(AlgebraNode node, RdfTerm? graph)
    {
        switch (node)
        {
            case Bgp n:
                return n.Patterns.Aggregate((List<Solution>)[Solution.Empty], (solutions, triple) => [.. solutions.SelectMany(solution => Match(triple, solution, graph))]);
            case PathPattern n:
                return [.. Pairs(n.Path, graph, Ends(n)).SelectMany(pair => Bind(Solution.Empty, [(n.Subject, pair.From), (n.Object, pair.To)]))];
            case Join n:
                return Join(Evaluate(n.Left, graph), Evaluate(n.Right, graph));
            case LeftJoin n:
                return LeftJoin(n, graph);
            case Filter n:
                return Evaluate(n.Input, graph).FindAll(solution => IsTrue(n.Condition, solution, graph));
            case Union n:
                return [.. Evaluate(n.Left, graph), .. Evaluate(n.Right, graph)];
            case Minus n:
                var right = Evaluate(n.Right, graph);
                return Evaluate(n.Left, graph).FindAll(left => right.TrueForAll(other => !left.IsCompatible(other) || !left.SharesDomain(other)));
            case GraphPattern { Name: Constant { Term: var name } } n:
                return graphs.Contains(name) ? Evaluate(n.Input, name) : [];
            case GraphPattern { Name: Variable name } n:
                return [.. graphs.SelectMany(each => Join(Evaluate(n.Input, each), [Solution.Empty.With(name, each)]))];
            case Extend n:
                return Evaluate(n.Input, graph).ConvertAll(solution => Value(n.Expression, solution, graph) is { } value ? solution.With(n.Variable, value) : solution);
            case InlineData n:
                return [.. n.Rows.Select(row => n.Variables.Select((variable, i) => (variable, row[i])).Aggregate(Solution.Empty, (solution, cell) => cell.Item2 is { } term ? solution.With(cell.variable, term) : solution))];
            case Project n:
                return Evaluate(n.Input, graph).ConvertAll(solution => solution.Keep(n.Variables));
            case Distinct n:
                return [.. Evaluate(n.Input, graph).DistinctBy(solution => solution.ToString(), StringComparer.Ordinal)];
            case Group n:
                return Group(n, graph);
            case OrderBy n:
                return Evaluate(n.Input, graph);
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    private List<Solution> LeftJoin(LeftJoin node, RdfTerm? graph)
    {
        var right = Evaluate(node.Right, graph);
        return
        [
            .. Evaluate(node.Left, graph).SelectMany(left =>
            {
                var matches = right.FindAll(left.IsCompatible).ConvertAll(left.Merge).FindAll(merged => node.Condition is null || IsTrue(node.Condition, merged, graph));
                return matches.Count > 0 ? matches : [left];
            }),
        ];
    }

    private List<Solution> Group(Group node, RdfTerm? graph)
    {
        var groups = Evaluate(node.Input, graph)
            .Select(solution => (Key: node.Keys.Aggregate(Solution.Empty, (key, each) => Value(each.Expression, solution, graph) is { } value ? key.With(each.Variable, value) : key), solution))
            .GroupBy(entry => entry.Key.ToString(), entry => entry, StringComparer.Ordinal)
            .Select(group => (group.First().Key, Solutions: group.Select(entry => entry.solution).ToList()))
            .ToList();
        if (node.Keys.Count == 0 && groups.Count == 0)
            groups.Add((Solution.Empty, []));
        return groups.ConvertAll(group => node.Aggregates.Aggregate(group.Key, (solution, aggregate) => solution.With(aggregate.Variable, Count(aggregate.Aggregate, group.Solutions, graph))));
    }

    private Literal Count(Aggregate aggregate, List<Solution> solutions, RdfTerm? graph) => aggregate.Function == AggregateFunction.Count
        ? Number(solutions.Count(solution => aggregate.Argument is null || Value(aggregate.Argument, solution, graph) is not null))
        : throw new NotSupportedException();

    private static List<Solution> Join(List<Solution> left, List<Solution> right) =>
        [.. left.SelectMany(l => right.Where(l.IsCompatible).Select(l.Merge))];

    private IEnumerable<Quad> Triples(RdfTerm? graph) => quads.Where(quad => quad.Graph == graph);

    private IEnumerable<Solution> Match(TriplePattern triple, Solution solution, RdfTerm? graph) => Triples(graph)
        .SelectMany(quad => Bind(solution, [(triple.Subject, quad.Subject), (triple.Predicate, quad.Predicate), (triple.Object, quad.Object)]));

    private static IEnumerable<Solution> Bind(Solution solution, (PatternTerm Pattern, RdfTerm Term)[] pairs)
    {
        foreach (var (pattern, term) in pairs)
        {
            var known = pattern is Constant constant ? constant.Term : solution[(Variable)pattern];
            if (known is not null && known != term)
                yield break;
            if (known is null)
                solution = solution.With((Variable)pattern, term);
        }

        yield return solution;
    }

    private static IEnumerable<RdfTerm> Ends(PathPattern path) => ((PatternTerm[])[path.Subject, path.Object]).OfType<Constant>().Select(constant => constant.Term);

    private List<(RdfTerm From, RdfTerm To)> Pairs(PropertyPath path, RdfTerm? graph, IEnumerable<RdfTerm> ends)
    {
        switch (path)
        {
            case LinkPath p:
                return [.. Triples(graph).Where(quad => quad.Predicate == p.Predicate).Select(quad => (quad.Subject, quad.Object))];
            case AlternativePath p:
                return [.. Pairs(p.First, graph, ends), .. Pairs(p.Second, graph, ends)];
            case ZeroOrMorePath p:
                var nodes = Triples(graph).SelectMany(quad => (RdfTerm[])[quad.Subject, quad.Object]).Concat(ends).Distinct();
                var pairs = Pairs(p.Path, graph, ends).Concat(nodes.Select(node => (node, node))).ToHashSet();
                for (var before = 0; before != pairs.Count;)
                {
                    before = pairs.Count;
                    pairs.UnionWith([.. pairs.SelectMany(first => pairs.Where(second => second.Item1 == first.Item2).Select(second => (first.Item1, second.Item2)))]);
                }

                return [.. pairs];
            default:
                throw new NotSupportedException(path.GetType().Name);
        }
    }

    private bool IsTrue(Expression condition, Solution solution, RdfTerm? graph) => Truth(condition, solution, graph) == true;

    // Three-valued: null is an error (§17.2).
    private bool? Truth(Expression expression, Solution solution, RdfTerm? graph)
    {
        switch (expression)
        {
            case AndExpression e:
                var (left, right) = (Truth(e.Left, solution, graph), Truth(e.Right, solution, graph));
                return left == false || right == false ? false : left is null || right is null ? null : true;
            case OrExpression e:
                (left, right) = (Truth(e.Left, solution, graph), Truth(e.Right, solution, graph));
                return left == true || right == true ? true : left is null || right is null ? null : false;
            case NotExpression e:
                return !Truth(e.Operand, solution, graph);
            case BuiltInCall { Name: "BOUND", Arguments: [VariableExpression { Variable: var variable }] }:
                return solution[variable] is not null;
            case BuiltInCall { Name: "SAMETERM", Arguments: [var first, var second] }:
                return Value(first, solution, graph) is { } a && Value(second, solution, graph) is { } b ? a == b : null;
            case ComparisonExpression e:
                return Value(e.Left, solution, graph) is { } l && Value(e.Right, solution, graph) is { } r ? Compare(e.Operator, l, r) : null;
            case ExistsExpression e:
                return Evaluate(Substituted(e.Pattern, solution), graph).Count > 0 != e.Negated;
            case ConstantExpression { Term: Literal literal } when literal.Datatype == XsdNs.Boolean:
                return literal.LexicalForm is "true";
            case VariableExpression or ConstantExpression:
                return null;
            default:
                throw new NotSupportedException(expression.GetType().Name);
        }
    }

    private static bool? Compare(ComparisonOperator comparison, RdfTerm left, RdfTerm right)
    {
        if (Integer(left) is { } a && Integer(right) is { } b)
        {
            return comparison switch
            {
                ComparisonOperator.Equal => a == b,
                ComparisonOperator.NotEqual => a != b,
                ComparisonOperator.Less => a < b,
                _ => a > b,
            };
        }

        return comparison switch
        {
            ComparisonOperator.Equal => left == right,
            ComparisonOperator.NotEqual => left != right,
            _ => null,
        };
    }

    private RdfTerm? Value(Expression expression, Solution solution, RdfTerm? graph) => expression switch
    {
        VariableExpression e => solution[e.Variable],
        ConstantExpression e => e.Term,
        _ => Truth(expression, solution, graph) is { } truth ? new Literal(truth ? "true" : "false", XsdNs.Boolean) : null,
    };

    private static int? Integer(RdfTerm term) => term is Literal literal && literal.Datatype == XsdNs.Integer ? int.Parse(literal.LexicalForm, CultureInfo.InvariantCulture) : null;

    private static Literal Number(int value) => new(value.ToString(CultureInfo.InvariantCulture), XsdNs.Integer);

    // substitute(pattern, µ) of §18.6: variables of the pattern, wherever they stand.
    private static AlgebraNode Substituted(AlgebraNode pattern, Solution solution)
    {
        PatternTerm Term(PatternTerm term) => term is Variable variable && solution[variable] is { } value ? new Constant(value) : term;
        Expression Replace(Expression expression) => expression.Rewrite(part => part switch
        {
            VariableExpression e when solution[e.Variable] is { } value => new ConstantExpression(value),
            BuiltInCall { Name: "BOUND", Arguments: [VariableExpression e] } when solution[e.Variable] is not null => new ConstantExpression(new Literal("true", XsdNs.Boolean)),
            ExistsExpression e => e with { Pattern = Substituted(e.Pattern, solution) },
            _ => null,
        });
        return pattern switch
        {
            Bgp n => new Bgp([.. n.Patterns.Select(t => new TriplePattern(Term(t.Subject), Term(t.Predicate), Term(t.Object)))]),
            PathPattern n => new PathPattern(Term(n.Subject), n.Path, Term(n.Object)),
            GraphPattern n => new GraphPattern(Term(n.Name), Substituted(n.Input, solution)),
            _ => pattern.WithInputs([.. pattern.Inputs().Select(input => Substituted(input, solution))]).MapExpressions(Replace),
        };
    }
}

/// <summary>A solution mapping.</summary>
internal sealed class Solution
{
    private readonly SortedDictionary<string, RdfTerm> values;

    private Solution(SortedDictionary<string, RdfTerm> values) => this.values = values;

    internal static Solution Empty { get; } = new(new SortedDictionary<string, RdfTerm>(StringComparer.Ordinal));

    internal RdfTerm? this[Variable variable] => values.GetValueOrDefault(variable.Name);

    internal Solution With(Variable variable, RdfTerm term) => new(new SortedDictionary<string, RdfTerm>(values, StringComparer.Ordinal) { [variable.Name] = term });

    internal bool IsCompatible(Solution other) => values.All(pair => !other.values.TryGetValue(pair.Key, out var theirs) || theirs == pair.Value);

    internal bool SharesDomain(Solution other) => values.Keys.Any(other.values.ContainsKey);

    internal Solution Merge(Solution other) => other.values.Aggregate(this, (merged, pair) => merged.With(new Variable(pair.Key), pair.Value));

    internal Solution Keep(IReadOnlyList<Variable> variables) => variables.Aggregate(Empty, (kept, variable) => this[variable] is { } value ? kept.With(variable, value) : kept);

    public override string ToString() => string.Join(' ', values.Select(pair => $"{pair.Key}={pair.Value}"));
}
