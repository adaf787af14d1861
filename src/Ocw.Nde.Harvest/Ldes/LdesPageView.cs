namespace Ocw.Nde.Harvest;

/// <summary>What one page says: of the stream, of other pages, and which members are on it.</summary>
internal sealed class LdesPageView
{
    private readonly HashSet<int> _members = [];
    private readonly HashSet<int> _controls = [];

    /// <summary>Reads a page.</summary>
    /// <param name="graph">Its quads.</param>
    /// <param name="address">The page.</param>
    /// <param name="known">What is known of the stream from pages before, and from the settings.</param>
    public LdesPageView(PageGraph graph, string address, LdesPage known)
    {
        Graph = graph;
        Terms = new LdesTerms(graph);
        var said = new LdesPage();
        var order = new List<int>();
        for (var i = 0; i < graph.Count; i++)
        {
            var quad = graph[i];
            if (quad.Predicate == Terms.Member)
            {
                _controls.Add(quad.Subject);
                if (_members.Add(quad.Object))
                    order.Add(quad.Object);
            }
            else if (quad.Predicate == Terms.Relation)
            {
                _controls.Add(quad.Subject);
                _controls.Add(quad.Object);
            }
            else if (quad.Predicate == Terms.View)
            {
                _controls.Add(quad.Subject);
                _controls.Add(quad.Object);
                if (graph.IsIri(quad.Object))
                    Views.Add(graph.Name(quad.Object));
            }
            else if (quad.Predicate == Terms.Type && quad.Object == Terms.EventStream)
            {
                _controls.Add(quad.Subject);
                said = said with { IsEventStream = true };
            }
            else if (quad.Predicate == Terms.TimestampPath)
            {
                said = said with { IsEventStream = true, TimestampPath = LdesPaths.Read(graph, Terms, quad.Object) };
            }
            else if (quad.Predicate == Terms.VersionOfPath)
            {
                said = said with { IsEventStream = true, VersionOfPath = LdesPaths.Read(graph, Terms, quad.Object) };
            }
            else if (quad.Predicate == Terms.VersionDeleteObject)
            {
                said = said with { DeleteObject = graph.Name(quad.Object) };
            }
            else if (quad.Predicate == Terms.Shape)
            {
                ShapeNode = quad.Object;
            }
            else if (quad.Predicate == Terms.Immutable)
            {
                IsImmutable |= graph.Value(quad.Object) == "true" && WithoutFragment(graph.Name(quad.Subject)) == WithoutFragment(address);
            }
        }

        Members = order;
        Stream = known.With(said);
    }

    public PageGraph Graph { get; }

    public LdesTerms Terms { get; }

    /// <summary>What is known of the stream now.</summary>
    public LdesPage Stream { get; }

    /// <summary>The members, each once, in the order of the page.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>The views of the collection that the page names.</summary>
    public List<string> Views { get; } = [];

    /// <summary>The shape of members, or -1.</summary>
    public int ShapeNode { get; } = -1;

    /// <summary>Whether the page says of itself that it is immutable.</summary>
    public bool IsImmutable { get; }

    /// <summary>Whether a node belongs to no record: a member, the stream, a page, a relation.</summary>
    public bool IsApart(int node) => _members.Contains(node) || _controls.Contains(node);

    /// <summary>The pages that this one leads to, each once, with what is said of all of their members.</summary>
    public IEnumerable<LdesLink> Relations()
    {
        var found = new Dictionary<string, LdesLink>(StringComparer.Ordinal);
        for (var i = 0; i < Graph.Count; i++)
        {
            if (Graph[i].Predicate != Terms.Relation || Graph.Object(Graph[i].Object, Terms.Node) is not (>= 0 and var node) || !Graph.IsIri(node))
                continue;
            var target = WithoutFragment(Graph.Name(node));
            var link = new LdesLink(target, UntilOf(Graph[i].Object), BoundsOf(Graph[i].Object));

            // Several relations to one page hold together (TREE §3.2): the earliest bound is the page's.
            found[target] = found.TryGetValue(target, out var other) ? new LdesLink(target, Earlier(other.Until, link.Until), [.. other.Bounds, .. link.Bounds]) : link;
        }

        return found.Values;
    }

    /// <summary>The earlier of two bounds; <see langword="null"/> is none.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;

    /// <summary>The address of a page: what stands behind <c>#</c> names something on it.</summary>
    public static string WithoutFragment(string address) => address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? address[..at] : address;

    private List<LdesBound> BoundsOf(int relation)
    {
        if (LdesPaths.Read(Graph, Terms, Graph.Object(relation, Terms.Path)) is not { } path || Graph.Object(relation, Terms.Value) is not (>= 0 and var value))
            return [];
        return [.. Graph.Objects(relation, Terms.Type).Where(Graph.IsIri).Select(type => new LdesBound(path, LdesBound.RelationOf(Graph.Name(type)), Graph.Value(value))).Where(bound => bound.Relation.Length > 0)];
    }

    private DateTimeOffset? UntilOf(int relation)
    {
        if (Stream.TimestampPath is not { } path || LdesPaths.Read(Graph, Terms, Graph.Object(relation, Terms.Path)) != path)
            return null;
        if (Graph.Object(relation, Terms.Value) is not (>= 0 and var value) || LdesMoment.Read(Graph.Value(value)) is not { } moment)
            return null;
        return Graph.Has(relation, Terms.Type, Terms.LessThan) ? moment.Start
            : IsWithin(relation) ? moment.End
            : null;
    }

    private bool IsWithin(int relation) =>
        Graph.Has(relation, Terms.Type, Terms.LessThanOrEqualTo) || Graph.Has(relation, Terms.Type, Terms.EqualTo)
        || Graph.Has(relation, Terms.Type, Terms.InBetween) || Graph.Has(relation, Terms.Type, Terms.Prefix);
}
