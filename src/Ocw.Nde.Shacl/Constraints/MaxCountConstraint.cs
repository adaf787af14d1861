using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:maxCount</c>: at most so many value nodes (SHACL §4.2.2).</summary>
internal sealed class MaxCountConstraint(int most) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "maxCount";

    internal static readonly ConstraintComponent Row = new(
        "MaxCount", [Parameter], parameters => parameters.Shape is PropertyShape ? parameters.Integers(Parameter).Select(most => new MaxCountConstraint(most)) : []);

    internal override LocalizedText Message { get; } = most switch
    {
        0 => new LocalizedText("Hier mag geen waarde staan.", "No value is allowed here."),
        1 => new LocalizedText("Er is meer dan één waarde.", "There is more than one value."),
        _ => new LocalizedText($"Er zijn meer dan {most} waarden.", $"There are more than {most} values."),
    };

    internal override BoundConstraint Bind(ShapeBinder binder) => BoundConstraint.OfSet(this, (in ValueNodes nodes, Evaluation _, ref Verdict verdict) =>
    {
        if (nodes.Values.Length > most)
            verdict.Fail();
    });
}
