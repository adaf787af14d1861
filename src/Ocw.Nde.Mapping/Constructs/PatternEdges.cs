using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Mapping.Constructs;

/// <summary>One step of a query's patterns: from a subject by a predicate to an object. Predicates of one step are alternatives; <see langword="null"/> is any.</summary>
/// <param name="From">The subject.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="To">The object.</param>
/// <param name="Group">The number of the basic graph pattern in which it stands: what holds together.</param>
internal sealed record PatternEdge(PatternTerm From, Iri? Predicate, PatternTerm To, int Group);

/// <summary>Writes the patterns of a query, property paths included, as single steps between terms.</summary>
internal sealed class PatternEdges
{
    private readonly List<PatternEdge> _edges = [];
    private int _group;
    private int _made;

    private PatternEdges()
    {
    }

    /// <summary>The steps of all patterns, whatever joins, options or filters stand around them.</summary>
    public static List<PatternEdge> Of(AlgebraNode pattern)
    {
        var edges = new PatternEdges();
        edges.Add(pattern);
        return edges._edges;
    }

    private void Add(AlgebraNode node)
    {
        _group++;
        switch (node)
        {
            case Bgp bgp:
                foreach (var triple in bgp.Patterns)
                    _edges.Add(new PatternEdge(triple.Subject, (triple.Predicate as Constant)?.Term as Iri, triple.Object, _group));
                break;
            case PathPattern path:
                AddPath(path.Subject, path.Path, path.Object);
                break;
        }

        foreach (var input in node.Inputs())
            Add(input);
        foreach (var exists in node.Expressions().SelectMany(Patterns))
            Add(exists);
    }

    private void AddPath(PatternTerm from, PropertyPath path, PatternTerm to)
    {
        switch (path)
        {
            case LinkPath link:
                _edges.Add(new PatternEdge(from, link.Predicate, to, _group));
                break;
            case InversePath inverse:
                AddPath(to, inverse.Path, from);
                break;
            case SequencePath sequence:
                var between = New();
                AddPath(from, sequence.First, between);
                AddPath(between, sequence.Second, to);
                break;
            case AlternativePath alternative:
                AddPath(from, alternative.First, to);
                AddPath(from, alternative.Second, to);
                break;
            case ZeroOrOnePath optional:
                _edges.Add(new PatternEdge(from, Same, to, _group));
                AddPath(from, optional.Path, to);
                break;
            case ZeroOrMorePath star:
                _edges.Add(new PatternEdge(from, Same, to, _group));
                AddRepeated(from, star.Path, to);
                break;
            case OneOrMorePath plus:
                AddRepeated(from, plus.Path, to);
                break;
            default:
                _edges.Add(new PatternEdge(from, null, to, _group));
                break;
        }
    }

    /// <summary>The predicate of a step that stays where it is.</summary>
    public static Iri Same { get; } = new("urn:ocwnde:same");

    private void AddRepeated(PatternTerm from, PropertyPath path, PatternTerm to)
    {
        var inside = New();
        AddPath(from, path, inside);
        AddPath(inside, path, inside);
        _edges.Add(new PatternEdge(inside, Same, to, _group));
    }

    private Variable New() => new($".step{_made++}");

    private static IEnumerable<AlgebraNode> Patterns(Expression expression) =>
        expression is ExistsExpression exists ? [exists.Pattern] : expression.Operands().SelectMany(Patterns);
}
