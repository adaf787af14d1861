using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>Reads logical sources and their access (RML-IO §3), and logical views (RML-LV).</summary>
internal sealed class SourceReader(GraphReader graph, TermMapReader terms)
{
    private readonly Dictionary<RdfTerm, AbstractSource> _known = [];
    private readonly HashSet<RdfTerm> _open = [];

    /// <summary>A logical source or view.</summary>
    public AbstractSource Read(RdfTerm node)
    {
        if (_known.TryGetValue(node, out var known))
            return known;
        if (!_open.Add(node))
            throw graph.Document.Fault(node, "logical views refer to each other in a circle.");
        var isView = graph.Object(node, "viewOn") is not null || graph.Document.Graph.Contains(new Triple(node, RdfNs.Type, RmlNs.Of("LogicalView")));
        AbstractSource source = isView ? View(node) : Source(node);
        _open.Remove(node);
        return _known[node] = source;
    }

    private LogicalSource Source(RdfTerm node)
    {
        var formulation = graph.Object(node, "referenceFormulation");
        var access = graph.Required(node, "source", "the document to read");
        var iterator = graph.Text(node, "iterator") ?? graph.Text(node, "query");
        return new LogicalSource(node)
        {
            Access = new AccessReader(graph).Read(access, graph.Objects(node, "null").Concat(graph.Objects(access, "null"))),
            Formulation = FormulationOf(node, formulation) ?? throw graph.Document.Fault(node, "rml:referenceFormulation is missing: rml:CSV, rml:JSONPath or rml:XPath."),
            Iterator = iterator,
            Namespaces = formulation is null ? new Dictionary<string, string>(StringComparer.Ordinal) : Namespaces(formulation),
            NaturalDatatypes = !graph.Document.IsLegacy,
        };
    }

    private Formulation? FormulationOf(RdfTerm node, RdfTerm? formulation)
    {
        if (formulation is null)
            return null;
        var kinds = graph.Document.Graph.Objects(formulation, RdfNs.Type).Prepend(formulation).OfType<Iri>().Select(i => i.Value);
        foreach (var kind in kinds)
        {
            switch (kind)
            {
                case RmlNs.Namespace + "CSV":
                    return Formulation.Csv;
                case RmlNs.Namespace + "JSONPath":
                    return Formulation.JsonPath;
                case RmlNs.Namespace + "XPath" or RmlNs.Namespace + "XPathReferenceFormulation":
                    return Formulation.XPath;
                case RmlNs.Formats + "SPARQL_Results_CSV" or RmlNs.Formats + "SPARQL_Results_TSV" or RmlNs.Formats + "SPARQL_Results_JSON" or RmlNs.Formats + "SPARQL_Results_XML":
                    return Formulation.SparqlCsv;
            }
        }

        throw graph.Document.Fault(node, $"rml:referenceFormulation {formulation} is not supported; rml:CSV, rml:JSONPath, rml:XPath and formats:SPARQL_Results_CSV are. Databases are exported to one of these first.");
    }

    private Dictionary<string, string> Namespaces(RdfTerm formulation)
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in graph.Objects(formulation, "namespace"))
            prefixes[graph.Text(node, "namespacePrefix") ?? ""] = graph.Text(node, "namespaceURL") ?? throw graph.Document.Fault(node, "rml:namespaceURL is missing.");
        return prefixes;
    }

    private LogicalView View(RdfTerm node)
    {
        var view = new LogicalView(node) { On = Read(graph.Required(node, "viewOn", "the source or view below")) };
        view.Fields = Fields(node, []);
        view.Joins = [.. graph.Objects(node, "leftJoin").Select(j => Join(j, isInner: false)), .. graph.Objects(node, "innerJoin").Select(j => Join(j, isInner: true))];
        var names = view.Fields.Concat(view.Joins.SelectMany(j => j.Fields)).Select(f => f.Name);
        CheckNames(node, names);
        return view;
    }

    private ViewJoin Join(RdfTerm node, bool isInner)
    {
        var parent = Read(graph.Required(node, "parentLogicalView", "the view to join")) as LogicalView ?? throw graph.Document.Fault(node, "rml:parentLogicalView is not a logical view.");
        var conditions = graph.Objects(node, "joinCondition").Select(terms.Join).ToList();
        return conditions.Count > 0
            ? new ViewJoin(node, parent, isInner, conditions, Fields(node, []))
            : throw graph.Document.Fault(node, "a join of views has no rml:joinCondition.");
    }

    private List<ViewField> Fields(RdfTerm node, HashSet<RdfTerm> around)
    {
        var fields = graph.Objects(node, "field").Select(f => Field(f, around)).ToList();
        CheckNames(node, fields.Select(f => f.Name));
        return fields;
    }

    private ViewField Field(RdfTerm node, HashSet<RdfTerm> around)
    {
        if (!around.Add(node))
            throw graph.Document.Fault(node, "fields contain each other in a circle.");
        var expression = terms.Expression(node);
        var iterator = graph.Text(node, "iterator");
        var formulation = graph.Object(node, "referenceFormulation");
        var isIterable = iterator is not null || (formulation is not null && !expression.HasExpression);
        if (isIterable == expression.HasExpression)
            throw graph.Document.Fault(node, "a field has an expression (rml:reference, rml:template, rml:constant) or an rml:iterator, one of them.");
        var field = new ViewField(node, graph.Text(node, "fieldName") ?? throw graph.Document.Fault(node, "rml:fieldName is missing."))
        {
            Expression = isIterable ? null : expression,
            Iterator = iterator,
            Formulation = FormulationOf(node, formulation),
            Namespaces = formulation is null ? new Dictionary<string, string>(StringComparer.Ordinal) : Namespaces(formulation),
            Fields = Fields(node, around),
        };
        around.Remove(node);
        return field;
    }

    private void CheckNames(RdfTerm node, IEnumerable<string> names)
    {
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw graph.Document.Fault(node, $"the field name «{twice.Key}» stands more than once; every field of a view has its own.", twice.Key);
    }
}
