using System.Text;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Harvest;

/// <summary>
/// What members of a stream must meet to be harvested: comparisons of values, joined by «and» and «or», written in RDF with the words of TREE
/// (<c>tree:relationType</c>, <c>tree:path</c>, <c>tree:value</c>, <c>tree:compareType</c>). Relations whose pages cannot hold such a member are not followed.
/// </summary>
public abstract class LdesCondition
{
    private const string Tree = "https://w3id.org/tree#";
    private const string Csp = "http://vocab.deri.ie/csp#";
    private const int MaxDepth = 32;

    /// <summary>The text that it was read from.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Reads a condition.</summary>
    /// <param name="turtle">It, in Turtle.</param>
    /// <exception cref="FormatException">It is no good Turtle, or no condition; the message says where and what is expected.</exception>
    public static LdesCondition Read(string turtle)
    {
        ArgumentNullException.ThrowIfNull(turtle);
        var graph = new PageGraph();
        try
        {
            RdfFormats.Parse(Encoding.UTF8.GetBytes(turtle), RdfFormats.Turtle, graph, new RdfReaderOptions { BaseIri = "urn:ocwnde:condition" });
        }
        catch (RdfSyntaxException fault)
        {
            throw new FormatException(fault.Message, fault);
        }

        var words = new LdesTerms(graph);
        var inner = Joins(graph).SelectMany(join => Enumerable.Range(0, graph.Count).Where(at => graph[at].Predicate == join).Select(at => graph[at].Object)).ToHashSet();
        var roots = Enumerable.Range(0, graph.Count).Select(at => graph[at].Subject).Distinct().Where(node => !inner.Contains(node) && IsCondition(graph, node)).ToList();
        if (roots.Count != 1)
            throw new FormatException($"one condition is expected (a node with tree:relationType, tree:path and tree:value, or with csp:and or csp:or), {roots.Count} are found");
        var read = Of(graph, words, roots[0], 0);
        read.Text = turtle;
        return read;
    }

    /// <summary>Whether a page that some bounds hold for may have a member that meets the condition.</summary>
    internal abstract bool MayHold(IReadOnlyList<LdesBound> bounds);

    /// <summary>Whether a member meets it.</summary>
    internal abstract bool IsMet(PageGraph graph, LdesMember member);

    private static IEnumerable<int> Joins(PageGraph graph) =>
        new[] { Csp + "and", Csp + "or", Tree + "and", Tree + "or" }.Select(graph.Find).Where(term => term >= 0);

    private static bool IsCondition(PageGraph graph, int node) =>
        Joins(graph).Append(graph.Find(Tree + "relationType")).Any(word => graph.Object(node, word) >= 0);

    private static LdesCondition Of(PageGraph graph, LdesTerms words, int node, int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException($"conditions stand in one another more than {MaxDepth} deep");
        var all = Parts("and");
        var any = Parts("or");
        if (all.Count > 0 && any.Count > 0)
            throw new FormatException("a condition has both «and» and «or»; put one of them into a condition of its own");
        if (all.Count + any.Count > 0)
            return new JoinedCondition([.. all.Concat(any).Select(part => Of(graph, words, part, depth + 1))], all.Count > 0);
        var path = LdesPaths.Read(graph, words, graph.Object(node, words.Path));
        var value = graph.Object(node, words.Value);
        var relation = graph.Object(node, graph.Find(Tree + "relationType"));
        if (path is null || value < 0 || relation < 0)
            throw new FormatException("a condition needs tree:relationType, tree:path (a property, or a list of them) and tree:value");
        var compare = graph.Object(node, graph.Find(Tree + "compareType"));
        return new ValueCondition(new LdesBound(path, LdesBound.RelationOf(graph.Name(relation)), graph.Value(value)), KindOf(compare < 0 ? null : graph.Value(compare)));

        List<int> Parts(string join) => [.. graph.Objects(node, graph.Find(Csp + join)), .. graph.Objects(node, graph.Find(Tree + join))];
    }

    private static LdesValueKind? KindOf(string? name) => name switch
    {
        null => null,
        "number" => LdesValueKind.Number,
        "date" => LdesValueKind.Moment,
        "string" => LdesValueKind.Text,
        _ => throw new FormatException($"tree:compareType is number, date or string, not «{name}»"),
    };

    private sealed class JoinedCondition(IReadOnlyList<LdesCondition> parts, bool isAll) : LdesCondition
    {
        internal override bool MayHold(IReadOnlyList<LdesBound> bounds) => isAll ? parts.All(part => part.MayHold(bounds)) : parts.Any(part => part.MayHold(bounds));

        internal override bool IsMet(PageGraph graph, LdesMember member) => isAll ? parts.All(part => part.IsMet(graph, member)) : parts.Any(part => part.IsMet(graph, member));
    }

    private sealed class ValueCondition : LdesCondition
    {
        private readonly LdesBound _wanted;
        private readonly LdesValueKind _kind;
        private readonly LdesRange _range;

        public ValueCondition(LdesBound wanted, LdesValueKind? kind)
        {
            _wanted = wanted;
            _kind = kind ?? LdesRange.Guess(wanted.Value);
            _range = LdesRange.Of(wanted, _kind, isWide: false)
                ?? throw new FormatException($"tree:value «{wanted.Value}» cannot be compared as {_kind.ToString().ToLowerInvariant()} with a {(wanted.Relation.Length == 0 ? "relation of that kind" : wanted.Relation)}; see tree:compareType and tree:relationType");
        }

        // All bounds on one path hold together: one that lies wholly outside is enough.
        internal override bool MayHold(IReadOnlyList<LdesBound> bounds) =>
            bounds.All(bound => bound.Path != _wanted.Path || LdesRange.Of(bound, _kind, isWide: true) is not { } range || range.Meets(_range));

        internal override bool IsMet(PageGraph graph, LdesMember member) =>
            new[] { member.Node, member.Described, member.Entity }.Distinct().SelectMany(node => LdesPaths.Follow(graph, node, _wanted.Path))
                .Any(value => LdesRange.Value(graph.Value(value), _kind) is { } found && _range.Holds(found));
    }
}
