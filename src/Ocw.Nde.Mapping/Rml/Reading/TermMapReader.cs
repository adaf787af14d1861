using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>Reads expression maps and term maps (RML Core §5 and §6), with functions (FNML) and collections (CC).</summary>
internal sealed class TermMapReader(GraphReader graph, Func<RdfTerm, RdfTerm, RefObjectMap> readReference)
{
    private const int MaxDepth = 32;

    private int _depth;

    /// <summary>The term maps of a node: those written as maps, and the constants of the short form.</summary>
    public IReadOnlyList<TermMap> Of(RdfTerm node, string mapProperty, string shortProperty, TermRole role) =>
        [.. graph.Objects(node, mapProperty).Select(n => Read(n, role)), .. graph.Objects(node, shortProperty).Select(c => Constant(node, c, role))];

    /// <summary>The object maps of a predicate-object map.</summary>
    public IReadOnlyList<IObjectMap> Objects(RdfTerm node) =>
        [.. graph.Objects(node, "objectMap").Select(n => ReadObject(n, TermRole.Object)), .. graph.Objects(node, "object").Select(c => Constant(node, c, TermRole.Object))];

    /// <summary>A join condition.</summary>
    public JoinCondition Join(RdfTerm node) => new(Side(node, "childMap", "child"), Side(node, "parentMap", "parent"));

    /// <summary>An expression that makes values, not terms.</summary>
    public ExpressionMap Expression(RdfTerm node)
    {
        if (++_depth > MaxDepth)
            throw graph.Document.Fault(node, $"expressions are nested more than {MaxDepth} deep, or in a circle.");
        var function = graph.Object(node, "functionExecution");
        var map = new ExpressionMap(node)
        {
            Constant = graph.Object(node, "constant"),
            Reference = graph.Text(node, "reference"),
            Template = graph.Text(node, "template"),
            Function = function is null ? null : Function(function),
            Return = Return(node),
            Condition = graph.Object(node, "condition") is { } condition ? Expression(condition) : null,
        };
        _depth--;
        var given = new object?[] { map.Constant, map.Reference, map.Template, map.Function }.Count(e => e is not null);
        return given <= 1 ? map : throw graph.Document.Fault(node, "an expression has one of rml:constant, rml:reference, rml:template and rml:functionExecution; this one has more.");
    }

    private ExpressionMap Side(RdfTerm node, string map, string shortForm)
    {
        if (graph.Object(node, map) is { } written)
            return Expression(written);
        return graph.Text(node, shortForm) is { } reference
            ? new ExpressionMap(node) { Reference = reference }
            : throw graph.Document.Fault(node, $"a join condition has no rml:{shortForm} or rml:{map}.");
    }

    private IObjectMap ReadObject(RdfTerm node, TermRole role) =>
        graph.Object(node, "parentTriplesMap") is { } parent ? readReference(node, parent) : Read(node, role);

    private TermMap Read(RdfTerm node, TermRole role)
    {
        var expression = Expression(node);
        var map = new TermMap(node, role)
        {
            Constant = expression.Constant,
            Reference = expression.Reference,
            Template = expression.Template,
            Function = expression.Function,
            Return = expression.Return,
            Condition = expression.Condition,
            Type = graph.Object(node, "termType") is { } type ? Type(node, type) : null,
            Language = One(node, "languageMap", "language", TermRole.Language),
            Datatype = One(node, "datatypeMap", "datatype", TermRole.Datatype),
            Gather = graph.Object(node, "gather") is { } list ? Gather(node, list) : null,
            Targets = graph.Objects(node, "logicalTarget"),
        };
        Check(map);
        return map;
    }

    private TermMap? One(RdfTerm node, string map, string shortForm, TermRole role)
    {
        var found = Of(node, map, shortForm, role);
        return found.Count <= 1 ? found.Count == 0 ? null : found[0] : throw graph.Document.Fault(node, $"rml:{shortForm} or rml:{map} stands more than once; one is expected.");
    }

    private TermMap Constant(RdfTerm node, RdfTerm constant, TermRole role)
    {
        var map = new TermMap(role is TermRole.Subject ? new BlankNode($"{node}#short") : node, role) { Constant = constant };
        Check(map);
        return map;
    }

    private TermType Type(RdfTerm node, RdfTerm type) => type is Iri { Value: var iri } && iri.StartsWith(RmlNs.Namespace, StringComparison.Ordinal)
        ? iri[RmlNs.Namespace.Length..] switch
        {
            "IRI" => TermType.Iri,
            "URI" => TermType.Uri,
            "UnsafeIRI" => TermType.UnsafeIri,
            "UnsafeURI" => TermType.UnsafeUri,
            "BlankNode" => TermType.BlankNode,
            "Literal" => TermType.Literal,
            _ => throw UnknownType(node, type),
        }
        : throw UnknownType(node, type);

    private RmlException UnknownType(RdfTerm node, RdfTerm type) =>
        graph.Document.Fault(node, $"rml:termType {type} is not known; rml:IRI, rml:URI, rml:UnsafeIRI, rml:UnsafeURI, rml:BlankNode or rml:Literal is expected.");

    // RML Core §5: what may stand where.
    private void Check(TermMap map)
    {
        if (!map.HasExpression && map.Gather is null && map.Type is not TermType.BlankNode)
            throw graph.Document.Fault(map.Node, "a term map has none of rml:constant, rml:reference, rml:template, rml:functionExecution and rml:gather.");
        if ((map.Type, map.Role) is (TermType.Literal, TermRole.Subject or TermRole.Predicate or TermRole.Graph or TermRole.Datatype))
            throw graph.Document.Fault(map.Node, $"a {Name(map.Role)} cannot be a literal (rml:termType rml:Literal).");
        if ((map.Type, map.Role) is (TermType.BlankNode, TermRole.Predicate or TermRole.Datatype))
            throw graph.Document.Fault(map.Node, $"a {Name(map.Role)} cannot be a blank node (rml:termType rml:BlankNode).");
        if (map.Language is not null && map.Datatype is not null)
            throw graph.Document.Fault(map.Node, "a term map has rml:language and rml:datatype; a literal has one of them.");
        if (map.Constant is { } constant)
            CheckConstant(map, constant);
    }

    private void CheckConstant(TermMap map, RdfTerm constant)
    {
        var fits = map.Role switch
        {
            TermRole.Predicate or TermRole.Datatype => constant is Iri,
            TermRole.Subject or TermRole.Graph => constant is Iri || (constant is BlankNode && !IsMap(constant)),
            TermRole.Language => constant is Literal,
            _ => true,
        };
        if (!fits)
            throw graph.Document.Fault(map.Node, $"{constant} cannot be a {Name(map.Role)}.", (constant as Literal)?.LexicalForm);
        var typed = map.Type switch
        {
            null => true,
            TermType.Literal => constant is Literal,
            TermType.BlankNode => constant is BlankNode,
            _ => constant is Iri,
        };
        if (!typed)
            throw graph.Document.Fault(map.Node, $"the constant {constant} is not what rml:termType asks for.", (constant as Literal)?.LexicalForm);
    }

    // rml:graph [ rml:reference … ] is a map where a constant is expected.
    private bool IsMap(RdfTerm node) => graph.Document.Graph.Match(node).Any(t => ((Iri)t.Predicate).Value.StartsWith(RmlNs.Namespace, StringComparison.Ordinal));

    private static string Name(TermRole role) => role switch
    {
        TermRole.Language => "language tag",
        TermRole.Member => "member of a collection",
        _ => role.ToString().ToLowerInvariant(),
    };

    private GatherMap Gather(RdfTerm node, RdfTerm list)
    {
        if (++_depth > MaxDepth)
            throw graph.Document.Fault(node, $"rml:gather is nested more than {MaxDepth} deep, or in a circle.");
        IReadOnlyList<RdfTerm> members;
        try
        {
            members = graph.Document.Graph.List(list);
        }
        catch (FormatException e)
        {
            throw graph.Document.Fault(node, $"rml:gather is not a list: {e.Message}");
        }

        var kind = graph.Required(node, "gatherAs", "rdf:List, rdf:Bag, rdf:Seq or rdf:Alt") as Iri;
        if (kind != RdfNs.List && kind != RdfNs.Bag && kind != RdfNs.Seq && kind != RdfNs.Alt)
            throw graph.Document.Fault(node, $"rml:gatherAs {kind} is not known; rdf:List, rdf:Bag, rdf:Seq or rdf:Alt is expected.");
        var strategy = graph.Object(node, "strategy");
        if (strategy is not null && strategy != RmlNs.Of("append") && strategy != RmlNs.Of("cartesianProduct"))
            throw graph.Document.Fault(node, $"rml:strategy {strategy} is not known; rml:append or rml:cartesianProduct is expected.");
        var gather = new GatherMap(
            [.. members.Select(m => ReadObject(m, TermRole.Member))],
            kind!,
            graph.Flag(node, RmlNs.Of("allowEmptyListAndContainer"), "rml:allowEmptyListAndContainer") ?? false,
            strategy == RmlNs.Of("cartesianProduct"));
        _depth--;
        return gather;
    }

    private FunctionExecution Function(RdfTerm node)
    {
        var functions = graph.Objects(node, "functionMap").Select(Expression).Concat(graph.Objects(node, "function").Select(f => new ExpressionMap(node) { Constant = f })).ToList();
        if (functions.Count != 1)
            throw graph.Document.Fault(node, "a function execution has exactly one rml:function or rml:functionMap.");
        return new FunctionExecution(node, functions[0], [.. graph.Objects(node, "input").Select(Input)]);
    }

    private FunctionInput Input(RdfTerm node)
    {
        var parameter = graph.Object(node, "parameter") ?? (graph.Object(node, "parameterMap") is { } map ? Expression(map).Constant : null);
        if (parameter is not Iri iri)
            throw graph.Document.Fault(node, "an input has no rml:parameter that is an IRI.");
        if (graph.Object(node, "inputValueMap") is { } value)
            return new FunctionInput(iri, Expression(value));
        return graph.Object(node, "inputValue") is { } constant
            ? new FunctionInput(iri, new ExpressionMap(node) { Constant = constant })
            : throw graph.Document.Fault(node, "an input has no rml:inputValue or rml:inputValueMap.");
    }

    private Iri? Return(RdfTerm node)
    {
        var value = graph.Object(node, "return") ?? (graph.Object(node, "returnMap") is { } map ? Expression(map).Constant : null);
        return value is null or Iri ? (Iri?)value : throw graph.Document.Fault(node, $"rml:return {value} is not an IRI.");
    }
}
