using Ocw.Nde.Shacl.Constraints;
using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Whether one value node satisfies a constraint.</summary>
internal delegate bool ValueCheck(TermId value, Evaluation evaluation);

/// <summary>Checks the value nodes together and tells <paramref name="verdict"/> of each failure, until it says that one is enough.</summary>
internal delegate void SetCheck(in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict);

/// <summary>The value nodes of one focus node for one shape (SHACL §2.1.3, value nodes).</summary>
internal readonly ref struct ValueNodes(TermId focus, BoundShape shape, ReadOnlySpan<TermId> values)
{
    internal TermId Focus { get; } = focus;

    internal BoundShape Shape { get; } = shape;

    internal ReadOnlySpan<TermId> Values { get; } = values;
}

/// <summary>A constraint whose terms are ids of one data graph.</summary>
internal sealed class BoundConstraint
{
    private readonly ValueCheck? _valueCheck;
    private readonly SetCheck? _setCheck;

    private BoundConstraint(Constraint definition, ValueCheck? valueCheck, SetCheck? setCheck, IReadOnlyList<BoundShape> nested)
    {
        Definition = definition;
        _valueCheck = valueCheck;
        _setCheck = setCheck;
        Nested = nested;
    }

    internal Constraint Definition { get; }

    /// <summary>The shapes that the constraint evaluates.</summary>
    internal IReadOnlyList<BoundShape> Nested { get; }

    /// <summary>Whether failures of <see cref="Nested"/> explain a failure of this constraint (not so for <c>sh:not</c> and <c>sh:xone</c>).</summary>
    internal bool NestedExplain { get; private init; }

    /// <summary>A constraint that is decided for each value node by itself.</summary>
    internal static BoundConstraint OfValues(Constraint definition, ValueCheck check, IReadOnlyList<BoundShape>? nested = null, bool nestedExplain = false) =>
        new(definition, check, setCheck: null, nested ?? []) { NestedExplain = nestedExplain };

    /// <summary>A constraint that is decided for the value nodes together.</summary>
    internal static BoundConstraint OfSet(Constraint definition, SetCheck check, IReadOnlyList<BoundShape>? nested = null) =>
        new(definition, valueCheck: null, check, nested ?? []);

    /// <summary>Checks the value nodes; without <paramref name="results"/> it stops at the first failure.</summary>
    internal bool Validate(in ValueNodes nodes, Evaluation evaluation, IResultReceiver? results)
    {
        var verdict = new Verdict(nodes, this, results);
        if (_setCheck is not null)
        {
            _setCheck(nodes, evaluation, ref verdict);
            return verdict.Conforms;
        }

        foreach (var value in nodes.Values)
        {
            if (!_valueCheck!(value, evaluation))
                verdict.Fail(value);
            if (verdict.IsDecided)
                break;
        }

        return verdict.Conforms;
    }
}

/// <summary>Collects the failures of one constraint for one focus node.</summary>
internal ref struct Verdict
{
    private readonly ValueNodes _nodes;
    private readonly BoundConstraint _constraint;

    internal Verdict(ValueNodes nodes, BoundConstraint constraint, IResultReceiver? results)
    {
        _nodes = nodes;
        _constraint = constraint;
        Results = results;
    }

    /// <summary>Who wants the results; <see langword="null"/> when only the verdict counts.</summary>
    internal IResultReceiver? Results { get; }

    internal bool Conforms { get; private set; } = true;

    /// <summary>Whether looking further can change nothing.</summary>
    internal readonly bool IsDecided => !Conforms && Results is null;

    /// <summary>One failure of this constraint.</summary>
    /// <param name="value">The value node, or unbound where no single value is to blame.</param>
    /// <param name="predicate">The predicate that takes the place of the shape's path (<c>sh:closed</c>), or unbound.</param>
    internal void Fail(TermId value = default, TermId predicate = default)
    {
        Conforms = false;
        Results?.Receive(new ResultIds(_nodes.Focus, _nodes.Shape, _constraint, value, predicate));
    }

    /// <summary>One failure that a query found.</summary>
    /// <param name="solution">What the query says of it.</param>
    /// <param name="predicate">The IRI of <see cref="QuerySolution.Path"/>, or unbound.</param>
    internal void Fail(QuerySolution solution, TermId predicate = default)
    {
        Conforms = false;
        Results?.Receive(new ResultIds(_nodes.Focus, _nodes.Shape, _constraint, default, predicate) { Solution = solution });
    }

    /// <summary>A nested shape failed, and has reported its own results.</summary>
    internal void FailNested() => Conforms = false;
}

/// <summary>One validation result, in ids.</summary>
/// <param name="Focus">The focus node.</param>
/// <param name="Shape">The shape that the focus node does not conform to.</param>
/// <param name="Constraint">The constraint that failed.</param>
/// <param name="Value">The value node, or unbound.</param>
/// <param name="Predicate">The predicate that takes the place of the shape's path, or unbound.</param>
internal readonly record struct ResultIds(TermId Focus, BoundShape Shape, BoundConstraint Constraint, TermId Value, TermId Predicate)
{
    /// <summary>What a query says of the result: its value, which the data need not hold, and its messages.</summary>
    internal QuerySolution? Solution { get; init; }
}

/// <summary>Takes results as they are found.</summary>
internal interface IResultReceiver
{
    /// <summary>One result.</summary>
    void Receive(in ResultIds result);
}
