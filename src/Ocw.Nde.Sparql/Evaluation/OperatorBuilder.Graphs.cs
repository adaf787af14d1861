using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation;

internal sealed partial class OperatorBuilder
{
    // §18.6: Graph(IRI, P) is P on that graph; Graph(var, P) is the union over all named graphs of P there, joined with {var → its name}.
    private Operator BuildGraph(GraphPattern node, Operator rows, BuildScope scope)
    {
        if (node.Name is Constant name)
        {
            var slot = context.Constant(name.Term);
            var pattern = JoinWith(rows, node.Input, scope with { Graph = new GraphScope.Fixed(slot) });

            // A graph that does not exist has no solutions, not even those of a pattern that needs no triples.
            return node.Input is Bgp ? pattern : new GraphExistsOperator(context, pattern, slot);
        }

        var variable = (Variable)node.Name;

        // The name of the graph is not in scope inside: where the pattern speaks of the same variable, another one carries the graph.
        var isInside = Mentioned(node.Input).Contains(variable) || analysis.InScope(node.Input).Contains(variable);
        var graph = isInside || variable == scope.Graph.Variable ? MakeVariable("graph") : variable;
        var needs = scope.Needing([graph, variable]);
        Operator inside;
        if (RunsPerGraph(node.Input))
        {
            var cursor = new GraphCursor();
            var input = Build(node.Input, needs.Only(needs.Needs.Concat(rows.Schema.Variables)) with { Graph = new GraphScope.Current(cursor) });
            var loop = new GraphLoopOperator(context, input, cursor, graph);
            inside = IsUnit(rows) ? loop : JoinWith(rows, loop, needs.Needs);
        }
        else
        {
            inside = JoinWith(rows, node.Input, needs with { Graph = new GraphScope.EachNamed(graph) });
        }

        return graph == variable ? inside : new GraphBindOperator(context, inside, graph, variable);
    }

    // What counts, cuts or searches within one graph, or leaves it, cannot run over all graphs at once.
    private static bool RunsPerGraph(AlgebraNode node) => node switch
    {
        Project or Distinct or Reduced or Group or OrderBy or Slice => true,
        PathPattern { Path: var path } => HasRepetition(path),
        ServicePattern or GraphPattern => true,
        _ => node.Inputs().Any(RunsPerGraph) || node.Expressions().Any(expression => expression.SelfAndOperands().Any(part => part is ExistsExpression e && RunsPerGraph(e.Pattern))),
    };

    private static bool HasRepetition(PropertyPath path) =>
        path is ZeroOrMorePath or OneOrMorePath or ZeroOrOnePath || path.Parts().Any(HasRepetition);

    // A pattern without triples (the empty group, VALUES) holds in a named graph that exists; with a variable name, in each of them.
    private Operator InActiveGraph(Operator rows, BuildScope scope)
    {
        switch (scope.Graph)
        {
            case GraphScope.Fixed { Name: var name }:
                return new GraphExistsOperator(context, rows, name);
            case GraphScope.EachNamed { Name: var graph }:
                var names = new GraphNamesOperator(context, graph);
                return IsUnit(rows) ? names : JoinWith(rows, names, scope.Needing([graph]).Needs);
            default:
                return rows;
        }
    }
}
