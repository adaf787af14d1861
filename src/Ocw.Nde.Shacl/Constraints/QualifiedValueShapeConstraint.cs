using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:qualifiedValueShape</c>: at least or at most so many value nodes conform to a shape (SHACL §4.7.3).</summary>
/// <remarks>With <c>sh:qualifiedValueShapesDisjoint true</c> a value node that also conforms to a sibling's shape does not count.</remarks>
internal sealed class QualifiedValueShapeConstraint : Constraint
{
    private const string MinCount = ShaclNs.Namespace + "qualifiedMinCount";
    private const string MaxCount = ShaclNs.Namespace + "qualifiedMaxCount";
    private const string Disjoint = ShaclNs.Namespace + "qualifiedValueShapesDisjoint";

    internal static readonly ConstraintComponent MinCountRow = MakeRow("QualifiedMinCount", MinCount, isMinimum: true);

    internal static readonly ConstraintComponent MaxCountRow = MakeRow("QualifiedMaxCount", MaxCount, isMinimum: false);

    private readonly Shape _qualified;
    private readonly IReadOnlyList<Shape> _siblings;
    private readonly int _limit;
    private readonly bool _isMinimum;

    private QualifiedValueShapeConstraint(ConstraintComponent row, Shape qualified, IReadOnlyList<Shape> siblings, int limit, bool isMinimum)
        : base(row)
    {
        _qualified = qualified;
        _siblings = siblings;
        _limit = limit;
        _isMinimum = isMinimum;
        Message = isMinimum
            ? new LocalizedText($"Minder dan {limit} waarden hebben de vereiste vorm.", $"Fewer than {limit} values have the required shape.")
            : new LocalizedText($"Meer dan {limit} waarden hebben dezelfde vorm.", $"More than {limit} values have the same shape.");
    }

    internal override LocalizedText Message { get; }

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var shape = binder.Bind(_qualified);
        var siblings = binder.Bind(_siblings);
        return BoundConstraint.OfSet(
            this,
            (in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict) =>
            {
                var count = 0;
                foreach (var value in nodes.Values)
                {
                    if (evaluation.Conforms(shape, value) && !ConformsToOne(siblings, value, evaluation))
                        count++;
                }

                if (_isMinimum ? count < _limit : count > _limit)
                    verdict.Fail();
            },
            [shape, .. siblings]);
    }

    private static bool ConformsToOne(IReadOnlyList<BoundShape> shapes, TermId value, Evaluation evaluation)
    {
        foreach (var shape in shapes)
        {
            if (evaluation.Conforms(shape, value))
                return true;
        }

        return false;
    }

    private static ConstraintComponent MakeRow(string name, string parameter, bool isMinimum)
    {
        ConstraintComponent? row = null;
        return row = new ConstraintComponent(name, [ShaclNs.QualifiedValueShape, parameter, Disjoint], parameters => Read(row!, parameters, parameter, isMinimum));
    }

    private static IEnumerable<Constraint> Read(ConstraintComponent row, ParameterReader parameters, string parameter, bool isMinimum)
    {
        if (parameters.Shape is not PropertyShape)
            yield break;

        foreach (var limit in parameters.Integers(parameter))
        {
            foreach (var qualified in parameters.Shapes(ShaclNs.QualifiedValueShape))
                yield return new QualifiedValueShapeConstraint(row, qualified, Siblings(parameters, qualified), limit, isMinimum);
        }
    }

    private static List<Shape> Siblings(ParameterReader parameters, Shape qualified) =>
        parameters.Flag(Disjoint)
            ? [.. parameters.QualifiedSiblings().Distinct().Select(parameters.GetShape).OfType<Shape>().Where(sibling => sibling != qualified)]
            : [];
}
