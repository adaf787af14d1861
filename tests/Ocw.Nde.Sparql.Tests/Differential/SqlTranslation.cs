using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Tests.Differential;

/// <summary>The algebra as SQL over one table of quads of ids: an unbound variable is NULL, a bag is a bag, and SQL's three truth values are SPARQL's.</summary>
internal sealed class SqlTranslation
{
    private readonly SqlOracle oracle;
    private readonly Dictionary<Variable, string> columns = [];
    private readonly string defaultGraph;
    private readonly IReadOnlyList<long> named;

    private SqlTranslation(SparqlQuery query, SqlOracle oracle)
    {
        this.oracle = oracle;
        var isNamed = query.From.Count + query.FromNamed.Count > 0;
        var graphs = string.Join(',', query.From.Select(oracle.IdOf));
        defaultGraph = $"(SELECT DISTINCT s, p, o FROM quads{(isNamed ? $" WHERE g IN ({graphs})" : "")})";
        named = isNamed ? [.. query.FromNamed.Select(oracle.IdOf).Where(oracle.Named.Contains).Distinct()] : oracle.Named;
    }

    /// <summary>A SELECT of a constant and then the projected variables.</summary>
    /// <exception cref="NotSupportedException">A part of the query is not put into SQL: EXISTS, paths of any length, most functions.</exception>
    internal static string Of(SparqlQuery query, SqlOracle oracle)
    {
        var translation = new SqlTranslation(query, oracle);
        var part = translation.Node(query.Pattern, translation.defaultGraph);
        return translation.Select(query.Projection, part.Has, "t", $"({part.Sql}) t");
    }

    private Part Node(AlgebraNode node, string graph)
    {
        switch (node)
        {
            case Bgp n:
                return Bgp(n, graph);
            case PathPattern n:
                return Path(n.Subject, n.Path, n.Object, graph);
            case Join n:
                return Join(Node(n.Left, graph), Node(n.Right, graph), "JOIN", null);
            case LeftJoin n:
                return Join(Node(n.Left, graph), Node(n.Right, graph), "LEFT JOIN", n.Condition);
            case Filter n:
                var input = Node(n.Input, graph);
                return new Part(Select(input.Variables, input.Has, "t", $"({input.Sql}) t WHERE {Condition(n.Condition, Columns(input, "t"))}"), input.Variables);
            case Union n:
                return Union([Node(n.Left, graph), Node(n.Right, graph)]);
            case Minus n:
                return Minus(Node(n.Left, graph), Node(n.Right, graph));
            case GraphPattern n:
                return Graph(n);
            case Extend n:
                var extended = Node(n.Input, graph);
                var value = Value(n.Expression, Columns(extended, "t"));
                return new Part($"SELECT 1 AS one{List(extended.Variables, v => $"t.{Column(v)}")}, {value} AS {Column(n.Variable)} FROM ({extended.Sql}) t", [.. extended.Variables, n.Variable]);
            case InlineData n:
                return Union([.. n.Rows.Select(row => new Part($"SELECT 1 AS one{string.Concat(n.Variables.Select((v, i) => $", {(row[i] is { } term ? Id(term) : "NULL")} AS {Column(v)}"))}", n.Variables))], n.Variables);
            case Project n:
                var projected = Node(n.Input, graph);
                return new Part(Select(n.Variables, projected.Has, "t", $"({projected.Sql}) t"), n.Variables);
            case Distinct n:
                var all = Node(n.Input, graph);
                return new Part($"SELECT DISTINCT 1 AS one{List(all.Variables, v => $"t.{Column(v)}")} FROM ({all.Sql}) t", all.Variables);
            case Group n:
                return Group(n, graph);
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    private Part Bgp(Bgp bgp, string graph)
    {
        if (bgp.Patterns.Count == 0)
            return new Part("SELECT 1 AS one", []);
        var (first, where) = (new Dictionary<Variable, string>(), new List<string> { "1" });
        for (var i = 0; i < bgp.Patterns.Count; i++)
        {
            var triple = bgp.Patterns[i];
            foreach (var (term, column) in new[] { (triple.Subject, $"t{i}.s"), (triple.Predicate, $"t{i}.p"), (triple.Object, $"t{i}.o") })
            {
                if (term is Constant constant)
                    where.Add($"{column} = {Id(constant.Term)}");
                else if (!first.TryAdd((Variable)term, column))
                    where.Add($"{column} = {first[(Variable)term]}");
            }
        }

        return new Part(
            $"SELECT 1 AS one{List(first.Keys, v => first[v])} FROM {string.Join(", ", bgp.Patterns.Select((_, i) => $"{graph} t{i}"))} WHERE {string.Join(" AND ", where)}",
            [.. first.Keys]);
    }

    private Part Path(PatternTerm subject, PropertyPath path, PatternTerm @object, string graph) => path switch
    {
        LinkPath p => Bgp(new Bgp([new TriplePattern(subject, new Constant(p.Predicate), @object)]), graph),
        InversePath p => Path(@object, p.Path, subject, graph),
        AlternativePath p => Union([Path(subject, p.First, @object, graph), Path(subject, p.Second, @object, graph)]),
        SequencePath p => Sequence(subject, p, @object, graph),
        _ => throw new NotSupportedException(path.GetType().Name),
    };

    private Part Sequence(PatternTerm subject, SequencePath path, PatternTerm @object, string graph)
    {
        var middle = new Variable($".middle{columns.Count}");
        var joined = Join(Path(subject, path.First, middle, graph), Path(middle, path.Second, @object, graph), "JOIN", null);
        return joined with { Variables = [.. joined.Variables.Where(variable => variable != middle)] };
    }

    private Part Join(Part left, Part right, string kind, Expression? condition)
    {
        Variable[] variables = [.. left.Variables.Union(right.Variables)];
        string Merged(Variable v) => left.Has(v) && right.Has(v) ? $"COALESCE(l.{Column(v)}, r.{Column(v)})" : left.Has(v) ? $"l.{Column(v)}" : $"r.{Column(v)}";
        var on = Compatible(left, right);
        if (condition is not null)
            on += " AND " + Condition(condition, v => variables.Contains(v) ? Merged(v) : "NULL");
        return new Part($"SELECT 1 AS one{List(variables, Merged)} FROM ({left.Sql}) l {kind} ({right.Sql}) r ON {on}", variables);
    }

    private string Compatible(Part left, Part right) =>
        string.Join(" AND ", left.Variables.Where(right.Has).Select(v => $"(l.{Column(v)} = r.{Column(v)} OR l.{Column(v)} IS NULL OR r.{Column(v)} IS NULL)").Prepend("1"));

    private Part Minus(Part left, Part right)
    {
        var overlap = string.Join(" OR ", left.Variables.Where(right.Has).Select(v => $"(l.{Column(v)} IS NOT NULL AND r.{Column(v)} IS NOT NULL)").Prepend("0"));
        return new Part(
            $"SELECT 1 AS one{List(left.Variables, v => $"l.{Column(v)}")} FROM ({left.Sql}) l WHERE NOT EXISTS (SELECT 1 FROM ({right.Sql}) r WHERE {Compatible(left, right)} AND ({overlap}))",
            left.Variables);
    }

    private Part Union(IReadOnlyList<Part> parts, IReadOnlyList<Variable>? variables = null)
    {
        variables ??= [.. parts.SelectMany(part => part.Variables).Distinct()];
        return parts.Count == 0
            ? new Part($"SELECT 1 AS one{List(variables, _ => "NULL")} WHERE 0", variables)
            : new Part(string.Join(" UNION ALL ", parts.Select(part => Select(variables, part.Has, "t", $"({part.Sql}) t"))), variables);
    }

    private Part Graph(GraphPattern node)
    {
        string Rows(long graph) => $"(SELECT s, p, o FROM quads WHERE g = {Number(graph)})";
        if (node.Name is Constant name)
        {
            var id = oracle.IdOf(name.Term);
            var inside = Node(node.Input, Rows(id));
            return named.Contains(id) ? inside : new Part($"SELECT * FROM ({inside.Sql}) WHERE 0", inside.Variables);
        }

        var variable = (Variable)node.Name;
        return Union(
            [.. named.Select(graph => Join(Node(node.Input, Rows(graph)), new Part($"SELECT 1 AS one, {Number(graph)} AS {Column(variable)}", [variable]), "JOIN", null))],
            [.. Node(node.Input, Rows(0)).Variables.Append(variable).Distinct()]);
    }

    private Part Group(Group node, string graph)
    {
        var input = Node(node.Input, graph);
        var column = Columns(input, "t");
        var keys = node.Keys.Select(key => (key.Variable, Sql: Value(key.Expression, column))).ToList();
        var zero = Number(oracle.IdOf(new Literal("0", XsdNs.Integer)));
        var counts = node.Aggregates.Select(binding => (binding.Variable, Sql: $"({zero} + {Count(binding.Aggregate, column)})")).ToList();
        var by = keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", keys.Select(key => key.Sql))}";
        return new Part(
            $"SELECT 1 AS one{string.Concat(keys.Concat(counts).Select(part => $", {part.Sql} AS {Column(part.Variable)}"))} FROM ({input.Sql}) t{by}",
            [.. keys.Concat(counts).Select(part => part.Variable)]);
    }

    private string Count(Aggregate aggregate, Func<Variable, string> column) => aggregate switch
    {
        { Function: AggregateFunction.Count, Argument: null, Distinct: false } => "COUNT(*)",
        { Function: AggregateFunction.Count, Argument: { } argument } => $"COUNT({(aggregate.Distinct ? "DISTINCT " : "")}{Value(argument, column)})",
        _ => throw new NotSupportedException(aggregate.Function.ToString()),
    };

    private string Value(Expression expression, Func<Variable, string> column) => expression switch
    {
        VariableExpression e => column(e.Variable),
        ConstantExpression e => Id(e.Term),
        BuiltInCall { Name: "COALESCE" } e => $"COALESCE({string.Join(", ", e.Arguments.Select(argument => Value(argument, column)).Append("NULL"))})",
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    private string Condition(Expression expression, Func<Variable, string> column) => expression switch
    {
        AndExpression e => $"({Condition(e.Left, column)} AND {Condition(e.Right, column)})",
        OrExpression e => $"({Condition(e.Left, column)} OR {Condition(e.Right, column)})",
        NotExpression e => $"(NOT {Condition(e.Operand, column)})",
        BuiltInCall { Name: "BOUND", Arguments: [VariableExpression e] } => $"({column(e.Variable)} IS NOT NULL)",
        BuiltInCall { Name: "ISIRI", Arguments: [var e] } => $"(CASE WHEN {Value(e, column)} IS NULL THEN NULL ELSE ({Value(e, column)} >> 60) IN (2, 3) END)",
        ComparisonExpression { Operator: ComparisonOperator.Equal } e => $"({Value(e.Left, column)} = {Value(e.Right, column)})",
        ComparisonExpression { Operator: ComparisonOperator.NotEqual } e => $"({Value(e.Left, column)} <> {Value(e.Right, column)})",

        // Integers are in order of their ids; anything else is an error beside an integer.
        ComparisonExpression { Operator: ComparisonOperator.Less, Right: ConstantExpression { Term: Literal literal } } e when literal.Datatype == XsdNs.Integer =>
            $"(CASE WHEN ({Value(e.Left, column)} >> 60) = 7 THEN {Value(e.Left, column)} < {Id(literal)} ELSE NULL END)",
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    private string Select(IReadOnlyList<Variable> variables, Func<Variable, bool> has, string alias, string from) =>
        $"SELECT 1 AS one{List(variables, v => has(v) ? $"{alias}.{Column(v)}" : "NULL")} FROM {from}";

    private string List(IEnumerable<Variable> variables, Func<Variable, string> value) => string.Concat(variables.Select(v => $", {value(v)} AS {Column(v)}"));

    private Func<Variable, string> Columns(Part part, string alias) => v => part.Has(v) ? $"{alias}.{Column(v)}" : "NULL";

    private string Column(Variable variable)
    {
        if (!columns.TryGetValue(variable, out var name))
            columns.Add(variable, name = $"v{columns.Count}");
        return name;
    }

    private string Id(RdfTerm term) => Number(oracle.IdOf(term));

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record Part(string Sql, IReadOnlyList<Variable> Variables)
    {
        internal bool Has(Variable variable) => Variables.Contains(variable);
    }
}
