using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary>A SELECT: each of its solutions for a focus node is a result (SHACL §5.3.2).</summary>
internal sealed class SelectConstraint : QueryConstraint
{
    private readonly bool _isOfNodeShape;
    private readonly int _path;
    private readonly int _value;
    private readonly int _message;
    private readonly int _failure;

    internal SelectConstraint(ConstraintComponent component, QueryDefinition definition, Shape shape)
        : base(component, definition, shape)
    {
        _isOfNodeShape = shape is NodeShape;
        (_path, _value, _message, _failure) = (ColumnOf("path"), ColumnOf(PreBoundNames.Value), ColumnOf("message"), ColumnOf("failure"));
    }

    protected override bool TryCheck(BoundQuery query, in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict)
    {
        var focus = evaluation.Terms.ToTerm(nodes.Focus);
        using var row = query.Select(focus);
        while (row.MoveNext())
        {
            if (At(row, _failure) is Literal { LexicalForm: "true" or "1" } failure && failure.Datatype == XsdNs.Boolean)
                return false;
            if (verdict.Results is null)
            {
                verdict.Fail();
                return true;
            }

            var solution = SolutionOf(row, focus);
            verdict.Fail(solution, solution.Path is null ? default : evaluation.Terms.IdOf(solution.Path));
        }

        return true;
    }

    private QuerySolution SolutionOf(SolutionSequence row, RdfTerm focus)
    {
        // A node shape's only value node is the focus node.
        var value = At(row, _value) ?? (_isOfNodeShape ? focus : null);
        var messages = At(row, _message) is Literal message ? [message] : Definition.MessagesOf(ValueOf);
        return new QuerySolution(At(row, _path) as Iri, value, messages);

        RdfTerm? ValueOf(string name) => name switch
        {
            PreBoundNames.This => focus,
            PreBoundNames.Value => value,
            _ => At(row, ColumnOf(name)),
        };
    }

    private static RdfTerm? At(SolutionSequence row, int column) => column < 0 ? null : row[column];

    private int ColumnOf(string name)
    {
        var projection = Definition.Query.Query.Projection;
        for (var i = 0; i < projection.Count; i++)
        {
            if (string.Equals(projection[i].Name, name, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
