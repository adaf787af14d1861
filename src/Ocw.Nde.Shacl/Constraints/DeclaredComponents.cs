using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary>The constraint components that a shapes graph declares itself (SHACL §6).</summary>
internal sealed class DeclaredComponents(ShapeTriples triples)
{
    private readonly List<DeclaredComponent> _components = [.. triples.Subjects
        .Where(subject => triples.IsInstanceOf(subject, ShaclNs.ConstraintComponent))
        .OfType<Iri>()
        .Select(component => DeclaredComponent.Read(triples, component))
        .Where(component => component.Parameters.Count > 0)];

    /// <summary>The constraints of these components that a shape uses.</summary>
    internal IEnumerable<Constraint> Read(ParameterReader parameters) => _components.SelectMany(component => Read(component, parameters));

    private static IEnumerable<Constraint> Read(DeclaredComponent component, ParameterReader parameters)
    {
        var given = component.Parameters.Select(parameter => (Parameter: parameter, Values: parameters.Values(parameter.Path.Value))).ToList();
        if (given.TrueForAll(entry => entry.Values.Count == 0) || given.Exists(entry => entry.Values.Count == 0 && !entry.Parameter.IsOptional))
            return [];
        if (given.Count > 1 && given.Exists(entry => entry.Values.Count > 1))
        {
            parameters.Fail(
                $"{component.Iri} heeft meer parameters; dan mag een shape per parameter maar één waarde geven.",
                $"{component.Iri} has several parameters; a shape may then give only one value for each.");
            return [];
        }

        if (ValidatorOf(component, parameters) is not var (validator, role))
            return [];

        // A component with one parameter is a constraint for each of its values (§6.2.1).
        var values = given.Count == 1
            ? given[0].Values.Select(value => new Dictionary<string, RdfTerm>(StringComparer.Ordinal) { [given[0].Parameter.Name] = value })
            : [given.Where(entry => entry.Values.Count == 1).ToDictionary(entry => entry.Parameter.Name, entry => entry.Values[0], StringComparer.Ordinal)];
        return values.Select(each => Make(component, validator, role, each, parameters)).OfType<Constraint>();
    }

    // §6.2.3: the validator made for the kind of shape, else the one for both.
    private static (RdfTerm Validator, string Role)? ValidatorOf(DeclaredComponent component, ParameterReader parameters)
    {
        var own = parameters.Shape is PropertyShape ? ShaclNs.PropertyValidator : ShaclNs.NodeValidator;
        foreach (var role in (string[])[own, ShaclNs.Validator])
        {
            foreach (var validator in parameters.Triples.Objects(component.Iri, role))
            {
                if (parameters.Triples.Has(validator, ShaclNs.Select) || parameters.Triples.Has(validator, ShaclNs.Ask))
                    return (validator, role);
            }
        }

        parameters.Notice(
            $"{component.Iri} heeft geen validator in SPARQL voor dit soort shape; de voorwaarde wordt niet gecontroleerd.",
            $"{component.Iri} has no validator in SPARQL for this kind of shape; the constraint is not checked.");
        return null;
    }

    private static QueryConstraint? Make(DeclaredComponent component, RdfTerm validator, string role, Dictionary<string, RdfTerm> values, ParameterReader parameters)
    {
        var isSelect = parameters.Triples.Objects(validator, ShaclNs.Select) is [Literal];
        var texts = parameters.Triples.Objects(validator, isSelect ? ShaclNs.Select : ShaclNs.Ask);
        if (texts is not [Literal text])
        {
            parameters.Fail($"De validator {validator} heeft niet precies één query.", $"The validator {validator} does not have exactly one query.");
            return null;
        }

        IReadOnlyList<string> names = [PreBoundNames.This, .. component.Parameters.Select(parameter => parameter.Name)];
        var path = isSelect && role == ShaclNs.PropertyValidator ? (parameters.Shape as PropertyShape)?.Path : null;
        var query = QueryReader.Read(
            parameters, validator, text, isSelect ? QueryForm.Select : QueryForm.Ask, new PreBoundNames(isSelect ? names : [.. names, PreBoundNames.Value]), path);
        if (query is null)
            return null;

        var definition = new QueryDefinition(query, Source: null, MessagesOf(component, validator, parameters), values);
        return isSelect ? new SelectConstraint(component.Row, definition, parameters.Shape) : new AskConstraint(component.Row, definition, parameters.Shape);
    }

    // Whoever wrote the shape knows best what its user has to do; then the validator, the component, and the component's label.
    private static IReadOnlyList<Literal> MessagesOf(DeclaredComponent component, RdfTerm validator, ParameterReader parameters)
    {
        if (parameters.ShapeMessages.Count > 0)
            return parameters.ShapeMessages;
        foreach (var (subject, predicate) in ((RdfTerm, string)[])[(validator, ShaclNs.Message), (component.Iri, ShaclNs.Message), (component.Iri, ShaclNs.LabelTemplate)])
        {
            IReadOnlyList<Literal> messages = [.. parameters.Triples.Objects(subject, predicate).OfType<Literal>()];
            if (messages.Count > 0)
                return messages;
        }

        return [];
    }
}
