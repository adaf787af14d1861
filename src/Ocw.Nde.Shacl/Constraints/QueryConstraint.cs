using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary>A constraint that is a SPARQL query: of <c>sh:sparql</c> or of a constraint component that the shapes graph declares (SHACL §5, §6).</summary>
internal abstract class QueryConstraint(ConstraintComponent component, QueryDefinition definition, Shape shape) : Constraint(component)
{
    internal override RdfTerm? Source => definition.Source;

    internal override LocalizedText Message { get; } = component.IsDeclared
        ? new($"De waarde voldoet niet aan de voorwaarde {component.Name}.", $"The value does not meet the condition {component.Name}.")
        : new("De waarde voldoet niet aan een voorwaarde in SPARQL.", "The value does not meet a condition in SPARQL.");

    protected QueryDefinition Definition => definition;

    internal override IReadOnlyList<Literal> MessagesFor(Shape owner) =>
        definition.Messages.Count > 0 ? definition.FilledMessages : base.MessagesFor(owner);

    internal sealed override BoundConstraint Bind(ShapeBinder binder)
    {
        var query = new BoundQuery(definition.Query, shape, definition.Parameters, binder.Queries);
        var hasFailed = false;
        return BoundConstraint.OfSet(this, (in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict) =>
        {
            // A query that reached a limit would do so for each of a million nodes.
            if (hasFailed)
                return;
            try
            {
                hasFailed = !TryCheck(query, nodes, evaluation, ref verdict);
                if (hasFailed)
                    evaluation.Fail(shape, new("De query meldt zelf dat zij niet kon worden uitgevoerd (?failure).", "The query itself reports that it could not be carried out (?failure)."));
            }
            catch (QueryLimitException limit)
            {
                hasFailed = true;
                evaluation.Fail(shape, new($"Een SPARQL-voorwaarde is gestopt: {limit.Message}", $"A SPARQL condition was stopped: {limit.Message}"));
            }
        });
    }

    /// <summary>Runs the query for the value nodes.</summary>
    /// <returns><see langword="false"/> if the query says that it failed (SHACL §5.3.1).</returns>
    protected abstract bool TryCheck(BoundQuery query, in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict);
}
