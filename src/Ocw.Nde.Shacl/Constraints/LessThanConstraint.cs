using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Literals;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:lessThan</c> and <c>sh:lessThanOrEquals</c>: every value node comes before every value of another property (SHACL §4.5.3, §4.5.4).</summary>
/// <remarks>Each pair that is not in order, or cannot be compared, is a result of its own.</remarks>
internal sealed class LessThanConstraint : Constraint
{
    internal static readonly ConstraintComponent LessThanRow = MakeRow("LessThan", "lessThan", order => order < 0, new("kleiner dan", "less than"));

    internal static readonly ConstraintComponent LessThanOrEqualsRow = MakeRow("LessThanOrEquals", "lessThanOrEquals", order => order <= 0, new("hoogstens gelijk aan", "less than or equal to"));

    private readonly Iri _other;
    private readonly Func<int, bool> _accepts;

    private LessThanConstraint(ConstraintComponent row, Iri other, Func<int, bool> accepts, LocalizedText words)
        : base(row)
    {
        _other = other;
        _accepts = accepts;
        var name = PathText.LocalName(other.Value);
        Message = new LocalizedText($"De waarde moet {words.Dutch} die van {name} zijn.", $"The value must be {words.English} that of {name}.");
    }

    internal override LocalizedText Message { get; }

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var predicate = binder.IdOf(_other);
        return BoundConstraint.OfSet(this, (in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict) =>
        {
            var others = evaluation.Stars.Objects(nodes.Focus, predicate);
            foreach (var value in nodes.Values)
            {
                var left = Read(evaluation, value);
                foreach (var other in others)
                {
                    if (left is not { } first || Read(evaluation, other) is not { } second || OrderedValue.Compare(first, second) is not { } order || !_accepts(order))
                        verdict.Fail(value);
                }
            }
        });
    }

    private static OrderedValue? Read(Evaluation evaluation, TermId id)
    {
        var box = new Box();
        return evaluation.Terms.Test(id, static (in TermSpan term, Box box) => OrderedValue.TryRead(term, out box.Value), box) ? box.Value : null;
    }

    private static ConstraintComponent MakeRow(string name, string parameter, Func<int, bool> accepts, LocalizedText words)
    {
        ConstraintComponent? row = null;
        return row = new ConstraintComponent(
            name,
            [ShaclNs.Namespace + parameter],
            parameters => parameters.Shape is PropertyShape ? parameters.Iris(ShaclNs.Namespace + parameter).Select(other => new LessThanConstraint(row!, other, accepts, words)) : []);
    }

    private sealed class Box
    {
        internal OrderedValue Value;
    }
}
