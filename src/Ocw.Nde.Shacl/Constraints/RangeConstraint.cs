using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Literals;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:minExclusive</c>, <c>sh:minInclusive</c>, <c>sh:maxExclusive</c> and <c>sh:maxInclusive</c> (SHACL §4.3).</summary>
/// <remarks>A value that cannot be compared with the limit fails, as the specification demands.</remarks>
internal sealed class RangeConstraint : Constraint
{
    internal static readonly ConstraintComponent MinExclusiveRow = MakeRow("MinExclusive", "minExclusive", order => order > 0, new("groter dan", "greater than"));

    internal static readonly ConstraintComponent MinInclusiveRow = MakeRow("MinInclusive", "minInclusive", order => order >= 0, new("minstens", "at least"));

    internal static readonly ConstraintComponent MaxExclusiveRow = MakeRow("MaxExclusive", "maxExclusive", order => order < 0, new("kleiner dan", "less than"));

    internal static readonly ConstraintComponent MaxInclusiveRow = MakeRow("MaxInclusive", "maxInclusive", order => order <= 0, new("hoogstens", "at most"));

    private readonly RangeLimit _limit;

    private RangeConstraint(ConstraintComponent row, Literal limit, OrderedValue value, Func<int, bool> accepts, LocalizedText words)
        : base(row)
    {
        _limit = new RangeLimit(value, accepts);
        Message = new LocalizedText($"De waarde moet {words.Dutch} {limit.LexicalForm} zijn.", $"The value must be {words.English} {limit.LexicalForm}.");
    }

    internal override LocalizedText Message { get; }

    internal override BoundConstraint Bind(ShapeBinder binder) => BoundConstraint.OfValues(this, (value, evaluation) =>
        evaluation.Terms.Test(
            value,
            static (in TermSpan term, RangeLimit limit) => OrderedValue.TryRead(term, out var read) && OrderedValue.Compare(read, limit.Value) is { } order && limit.Accepts(order),
            _limit));

    private static ConstraintComponent MakeRow(string name, string parameter, Func<int, bool> accepts, LocalizedText words)
    {
        ConstraintComponent? row = null;
        return row = new ConstraintComponent(name, [ShaclNs.Namespace + parameter], parameters => Read(row!, parameters, accepts, words));
    }

    private static IEnumerable<Constraint> Read(ConstraintComponent row, ParameterReader parameters, Func<int, bool> accepts, LocalizedText words)
    {
        foreach (var limit in parameters.Literals(row.Parameters[0]))
        {
            if (OrderedValue.TryRead(new TermBytes().Encode(limit), out var value))
                yield return new RangeConstraint(row, limit, value, accepts, words);
            else
                parameters.Notice(
                    $"Met de grens {limit} kan niets worden vergeleken; de voorwaarde wordt niet gecontroleerd.",
                    $"Nothing can be compared with the limit {limit}; the constraint is not checked.",
                    ShapesNoticeKind.NotChecked);
        }
    }

    private sealed record RangeLimit(OrderedValue Value, Func<int, bool> Accepts);
}
