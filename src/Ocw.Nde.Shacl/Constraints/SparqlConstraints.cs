using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:sparql</c>: a SELECT whose solutions are results (SHACL §5.1).</summary>
internal static class SparqlConstraints
{
    internal static readonly ConstraintComponent Row = new("SPARQL", [ShaclNs.Sparql], Read);

    private static readonly PreBoundNames s_names = new([PreBoundNames.This]);
    private static readonly PreBoundNames s_askNames = new([PreBoundNames.This, PreBoundNames.Value]);

    private static IEnumerable<Constraint> Read(ParameterReader parameters)
    {
        foreach (var node in parameters.Values(ShaclNs.Sparql))
        {
            if (!parameters.Triples.IsTrue(node, ShaclNs.Deactivated) && Read(parameters, node) is { } constraint)
                yield return constraint;
        }
    }

    private static QueryConstraint? Read(ParameterReader parameters, RdfTerm node)
    {
        var select = parameters.Triples.Objects(node, ShaclNs.Select);
        var ask = parameters.Triples.Objects(node, ShaclNs.Ask);
        if ((select, ask) is not (([Literal], []) or ([], [Literal])))
        {
            parameters.Fail($"sh:sparql {node} heeft niet precies één sh:select.", $"sh:sparql {node} does not have exactly one sh:select.");
            return null;
        }

        if (ask.Count > 0)
        {
            parameters.Notice(
                "sh:ask hoort bij een constraint component; bij sh:sparql wordt het gelezen als: de waarde klopt als het antwoord waar is.",
                "sh:ask belongs to a constraint component; with sh:sparql it is read as: the value conforms if the answer is true.",
                ShapesNoticeKind.Reinterpreted);
        }

        var isSelect = select.Count > 0;
        var query = QueryReader.Read(
            parameters, node, (Literal)(isSelect ? select : ask)[0], isSelect ? QueryForm.Select : QueryForm.Ask, isSelect ? s_names : s_askNames, (parameters.Shape as PropertyShape)?.Path);
        if (query is null)
            return null;

        IReadOnlyList<Literal> own = [.. parameters.Triples.Objects(node, ShaclNs.Message).OfType<Literal>()];
        var definition = new QueryDefinition(query, node, own.Count > 0 ? own : parameters.ShapeMessages, new Dictionary<string, RdfTerm>(StringComparer.Ordinal));
        return isSelect ? new SelectConstraint(Row, definition, parameters.Shape) : new AskConstraint(Row, definition, parameters.Shape);
    }
}
