using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:minCount</c>: at least so many value nodes (SHACL §4.2.1).</summary>
internal sealed class MinCountConstraint(int least) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "minCount";

    // sh:minCount 0 demands nothing; a node shape always has exactly one value node and may not use it.
    internal static readonly ConstraintComponent Row = new(
        "MinCount", [Parameter], parameters => parameters.Shape is PropertyShape ? parameters.Integers(Parameter).Where(least => least > 0).Select(least => new MinCountConstraint(least)) : []);

    internal override LocalizedText Message { get; } = least == 1
        ? new LocalizedText("Er ontbreekt een waarde.", "A value is missing.")
        : new LocalizedText($"Er zijn minder dan {least} waarden.", $"There are fewer than {least} values.");

    internal override BoundConstraint Bind(ShapeBinder binder) => BoundConstraint.OfSet(this, (in ValueNodes nodes, Evaluation _, ref Verdict verdict) =>
    {
        if (nodes.Values.Length < least)
            verdict.Fail();
    });
}
