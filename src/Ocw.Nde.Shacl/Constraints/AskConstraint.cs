using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary>An ASK: a value node for which it answers false is a result (SHACL §6.2.3.2).</summary>
internal sealed class AskConstraint(ConstraintComponent component, QueryDefinition definition, Shape shape) : QueryConstraint(component, definition, shape)
{
    protected override bool TryCheck(BoundQuery query, in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict)
    {
        var focus = evaluation.Terms.ToTerm(nodes.Focus);
        foreach (var id in nodes.Values)
        {
            var value = evaluation.Terms.ToTerm(id);
            if (query.Ask(focus, value))
                continue;
            var messages = Definition.MessagesOf(name => name switch
            {
                PreBoundNames.This => focus,
                PreBoundNames.Value => value,
                _ => null,
            });
            verdict.Fail(new QuerySolution(Path: null, value, messages));
            if (verdict.IsDecided)
                break;
        }

        return true;
    }
}
