using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Algebra;

/// <summary>A node of the SPARQL algebra (SPARQL 1.1 §18.2); names are the standard's.</summary>
public abstract record AlgebraNode
{
    private protected AlgebraNode()
    {
    }
}

/// <summary>A basic graph pattern: a conjunction of triple patterns (§18.3.1). An empty one is the unit, Z.</summary>
public sealed record Bgp(IReadOnlyList<TriplePattern> Patterns) : AlgebraNode;

/// <summary>A property path pattern that is more than a single predicate (§18.4).</summary>
public sealed record PathPattern(PatternTerm Subject, PropertyPath Path, PatternTerm Object) : AlgebraNode;

/// <summary>Join(left, right).</summary>
public sealed record Join(AlgebraNode Left, AlgebraNode Right) : AlgebraNode;

/// <summary>LeftJoin(left, right, condition): OPTIONAL; no condition means true.</summary>
public sealed record LeftJoin(AlgebraNode Left, AlgebraNode Right, Expression? Condition) : AlgebraNode;

/// <summary>Filter(condition, input).</summary>
public sealed record Filter(Expression Condition, AlgebraNode Input) : AlgebraNode;

/// <summary>Union(left, right).</summary>
public sealed record Union(AlgebraNode Left, AlgebraNode Right) : AlgebraNode;

/// <summary>Minus(left, right).</summary>
public sealed record Minus(AlgebraNode Left, AlgebraNode Right) : AlgebraNode;

/// <summary>Graph(name, input): the input is evaluated on the named graph(s).</summary>
public sealed record GraphPattern(PatternTerm Name, AlgebraNode Input) : AlgebraNode;

/// <summary>Extend(input, variable, expression): BIND and SELECT expressions.</summary>
public sealed record Extend(AlgebraNode Input, Variable Variable, Expression Expression) : AlgebraNode;

/// <summary>Inline data: VALUES. A <see langword="null"/> cell is UNDEF.</summary>
public sealed record InlineData(IReadOnlyList<Variable> Variables, IReadOnlyList<IReadOnlyList<RdfTerm?>> Rows) : AlgebraNode;

/// <summary>SERVICE [SILENT] endpoint { pattern }; the text of the pattern is sent as it was written, prefixes expanded by <paramref name="Prologue"/>.</summary>
public sealed record ServicePattern(PatternTerm Endpoint, AlgebraNode Input, string PatternText, string Prologue, bool Silent) : AlgebraNode;

/// <summary>Group and AggregateJoin (§18.2.4.1): each key may be named; each aggregate is bound to a variable for the expressions above. No keys = one group.</summary>
public sealed record Group(AlgebraNode Input, IReadOnlyList<GroupKey> Keys, IReadOnlyList<AggregateBinding> Aggregates) : AlgebraNode;

/// <summary>A grouping key; after grouping only <paramref name="Variable"/> (given, or made by the translation) is visible.</summary>
public sealed record GroupKey(Variable Variable, Expression Expression);

/// <summary>An aggregate and the (invisible) variable that carries its value.</summary>
public sealed record AggregateBinding(Variable Variable, Aggregate Aggregate);

/// <summary>OrderBy(input, conditions).</summary>
public sealed record OrderBy(AlgebraNode Input, IReadOnlyList<OrderCondition> Conditions) : AlgebraNode;

/// <summary>One ORDER BY condition.</summary>
public sealed record OrderCondition(Expression Expression, bool Descending);

/// <summary>Project(input, variables), in the order of SELECT.</summary>
public sealed record Project(AlgebraNode Input, IReadOnlyList<Variable> Variables) : AlgebraNode;

/// <summary>Distinct(input).</summary>
public sealed record Distinct(AlgebraNode Input) : AlgebraNode;

/// <summary>Reduced(input).</summary>
public sealed record Reduced(AlgebraNode Input) : AlgebraNode;

/// <summary>Slice(input, offset, limit); no limit = all.</summary>
public sealed record Slice(AlgebraNode Input, long Offset, long? Limit) : AlgebraNode;
