using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Mapping.Constructs;

/// <summary>What a CONSTRUCT query reads and which fields feed which property, found from its algebra alone.</summary>
/// <remarks>
/// Element paths (<c>Production/creator.qualifier</c>) come from following the patterns from <c>urn:ocwnde:record</c> to <c>rdf:value</c>; fields of RDF
/// records (<c>edm:ProvidedCHO/dc:title</c>) from the predicate and the class that the same pattern asks of its subject; <c>*</c> where it asks none.
/// </remarks>
internal sealed class QueryFields
{
    private const int MaxPathLength = 12;
    private const int MaxPaths = 5000;
    private const string Any = "*";

    private readonly List<PatternEdge> _edges;
    private readonly Dictionary<PatternTerm, HashSet<string>> _elements = [];
    private readonly Dictionary<PatternTerm, HashSet<string>> _fields = [];
    private readonly Dictionary<(PatternTerm, int), string> _classes = [];

    private QueryFields(SparqlQuery query)
    {
        _edges = PatternEdges.Of(query.Pattern);
        foreach (var edge in _edges)
        {
            if (edge.Predicate == Vocabulary.Type && edge.To is Constant { Term: Iri type })
                _classes.TryAdd((edge.From, edge.Group), Vocabulary.FieldName(type.Value));
        }

        FollowElements(new Constant(LiftedGraph.Record), "", 0);
        foreach (var edge in _edges)
            Read(edge);
        foreach (var extend in Extends(query.Pattern))
            Derive(extend);
        Reads = _fields.Values.SelectMany(f => f).ToHashSet(StringComparer.Ordinal);
        Feeds = TemplateFields(query);
    }

    /// <summary>The fields that the query reads; a part of a path may be <c>*</c>.</summary>
    public IReadOnlySet<string> Reads { get; }

    /// <summary>The fields that feed each property of the query's template.</summary>
    public IReadOnlyDictionary<Iri, IReadOnlySet<string>> Feeds { get; }

    /// <summary>Analyses a query.</summary>
    public static QueryFields Of(SparqlQuery query) => new(query);

    // From the record along the steps between elements; loops end at a length that no real path has.
    private void FollowElements(PatternTerm at, string path, int length)
    {
        var known = Of(_elements, at);
        if (length > MaxPathLength || known.Count > MaxPaths || !known.Add(path))
            return;
        foreach (var edge in _edges.Where(e => e.From == at))
        {
            if (edge.Predicate == PatternEdges.Same)
                FollowElements(edge.To, path, length);
            else if (edge.Predicate is null)
                FollowElements(edge.To, Join(path, Any), length + 1);
            else if (edge.Predicate.Value.StartsWith(TreeGraph.Elements, StringComparison.Ordinal))
                FollowElements(edge.To, Join(path, Uri.UnescapeDataString(edge.Predicate.Value[TreeGraph.Elements.Length..])), length + 1);
        }
    }

    private void Read(PatternEdge edge)
    {
        var target = Of(_fields, edge.To);
        if (edge.Predicate == Vocabulary.Value && _elements.TryGetValue(edge.From, out var texts))
        {
            target.UnionWith(texts);
        }
        else if (edge.Predicate is { } attribute && attribute.Value.StartsWith(TreeGraph.Attributes, StringComparison.Ordinal))
        {
            foreach (var path in _elements.GetValueOrDefault(edge.From) ?? [])
                target.Add(Join(path, "@" + Uri.UnescapeDataString(attribute.Value[TreeGraph.Attributes.Length..])));
        }
        else if (edge.Predicate != Vocabulary.Type && edge.Predicate != PatternEdges.Same && edge.Predicate?.Value.StartsWith("urn:ocwnde:", StringComparison.Ordinal) != true)
        {
            target.Add($"{_classes.GetValueOrDefault((edge.From, edge.Group), Any)}/{(edge.Predicate is { } predicate ? Vocabulary.FieldName(predicate.Value) : Any)}");
        }
    }

    // BIND: the new variable is fed by what its expression reads.
    private void Derive(Extend extend)
    {
        var target = Of(_fields, extend.Variable);
        foreach (var variable in Variables(extend.Expression))
        {
            if (_fields.TryGetValue(variable, out var fields))
                target.UnionWith(fields);
        }
    }

    private Dictionary<Iri, IReadOnlySet<string>> TemplateFields(SparqlQuery query)
    {
        var feeds = new Dictionary<Iri, IReadOnlySet<string>>();
        foreach (var group in query.Template.Where(t => t.Predicate is Constant { Term: Iri }).GroupBy(t => (Iri)((Constant)t.Predicate).Term))
            feeds[group.Key] = group.SelectMany(t => FieldsOf(t.Object, query.Template, [])).ToHashSet(StringComparer.Ordinal);
        return feeds;
    }

    // A node of the template is fed by everything that is said of it.
    private IEnumerable<string> FieldsOf(PatternTerm term, IReadOnlyList<TriplePattern> template, HashSet<PatternTerm> seen)
    {
        if (!seen.Add(term))
            return [];
        var own = _fields.GetValueOrDefault(term) ?? [];
        return template.Where(t => t.Subject == term).SelectMany(t => FieldsOf(t.Object, template, seen)).Concat(own);
    }

    private static IEnumerable<Extend> Extends(AlgebraNode node)
    {
        foreach (var extend in node.Inputs().SelectMany(Extends))
            yield return extend;
        if (node is Extend own)
            yield return own;
    }

    private static IEnumerable<Variable> Variables(Expression expression) =>
        expression is VariableExpression variable ? [variable.Variable] : expression.Operands().SelectMany(Variables);

    private static HashSet<string> Of(Dictionary<PatternTerm, HashSet<string>> sets, PatternTerm term)
    {
        if (!sets.TryGetValue(term, out var set))
            sets[term] = set = new HashSet<string>(StringComparer.Ordinal);
        return set;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "/" + name;
}
