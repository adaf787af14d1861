using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Evaluates shapes on nodes: with results for a report, or only for the verdict (SHACL §3.4.1, conformance checking).</summary>
/// <remarks>Belongs to one thread. What shapes that refer to themselves mean is explained at <see cref="VerdictTable"/>.</remarks>
internal sealed class Evaluation(DataTerms terms, NodeStars stars, TermId typeId, int maximumDepth, CancellationToken cancellation)
{
    private readonly VerdictTable _verdicts = new();
    private readonly List<ShapesNotice> _failures = [];
    private readonly HashSet<(int Shape, TermId Node)> _reported = [];
    private int _depth;
    private int _sinceCheck;

    internal DataTerms Terms => terms;

    internal NodeStars Stars => stars;

    /// <summary>A node and shape at which the depth limit ended the evaluation: the verdict above it was not decided.</summary>
    internal (TermId Node, BoundShape Shape)? DepthExceeded { get; private set; }

    /// <summary>The constraints that could not be carried out, and why.</summary>
    internal IReadOnlyList<ShapesNotice> Failures => _failures;

    internal TermKind KindOf(TermId id) => terms.KindOf(id);

    /// <summary>Notes that a constraint of a shape cannot be carried out: what it would have found is not known.</summary>
    internal void Fail(Shape shape, LocalizedText reason) => _failures.Add(new ShapesNotice(shape.Id, ShapesNoticeKind.Failure, reason));

    /// <summary>Whether a node is a SHACL instance of one of these classes.</summary>
    internal bool IsInstanceOf(TermId node, HashSet<TermId> classes)
    {
        foreach (var type in stars.Objects(node, typeId))
        {
            if (classes.Contains(type))
                return true;
        }

        return false;
    }

    /// <summary>Starts a new target node: what recursive shapes reported for the previous one no longer counts.</summary>
    internal void Begin()
    {
        if (_reported.Count > 0)
            _reported.Clear();
    }

    /// <summary>Whether a node conforms to a shape; verdicts are remembered.</summary>
    internal bool Conforms(BoundShape shape, TermId node)
    {
        if (_verdicts.TryGet(shape.Index, node, out var known))
            return known;
        if (!TryEnter(shape, node))
            return true;

        _verdicts.Begin(shape.Index, node);
        var conforms = Evaluate(shape, node, results: null);
        _verdicts.End(shape.Index, node, conforms);
        _depth--;
        return conforms;
    }

    /// <summary>Whether a node conforms to a property shape of a shape whose own verdict is remembered.</summary>
    internal bool ConformsToProperty(BoundShape shape, TermId node)
    {
        if (shape.IsRecursive)
            return Conforms(shape, node);
        if (!TryEnter(shape, node))
            return true;

        var conforms = Evaluate(shape, node, results: null);
        _depth--;
        return conforms;
    }

    /// <summary>Evaluates a shape on a focus node and hands every failure to <paramref name="results"/>.</summary>
    /// <returns>Whether the node conforms.</returns>
    internal bool Report(BoundShape shape, TermId focus, IResultReceiver results)
    {
        // A shape that leads back to itself reports a node once per target node, however many ways lead there.
        if (shape.IsRecursive && !_reported.Add((shape.Index, focus)))
            return true;
        if (!TryEnter(shape, focus))
            return true;

        var conforms = Evaluate(shape, focus, results);
        _depth--;
        return conforms;
    }

    private bool Evaluate(BoundShape shape, TermId focus, IResultReceiver? results)
    {
        if (shape.Definition.IsDeactivated)
            return true;

        var conforms = true;
        var nodes = new ValueNodes(focus, shape, shape.Path is null ? new ReadOnlySpan<TermId>(in focus) : ValuesOf(shape.Path, focus));
        foreach (var constraint in shape.Constraints)
        {
            conforms &= constraint.Validate(nodes, this, results);
            if (!conforms && results is null)
                return false;
        }

        return conforms;
    }

    private ReadOnlySpan<TermId> ValuesOf(BoundPath path, TermId focus)
    {
        if (path is BoundPath.Link link)
            return stars.Objects(focus, link.Predicate);

        var reached = new List<TermId>();
        path.Reach(focus, inverse: false, stars, reached);
        if (reached.Count > 1)
        {
            // Value nodes are a set (§2.3): sorted, then each once.
            reached.Sort();
            var kept = 1;
            for (var i = 1; i < reached.Count; i++)
            {
                if (reached[i] != reached[kept - 1])
                    reached[kept++] = reached[i];
            }

            CollectionsMarshal.SetCount(reached, kept);
        }

        return CollectionsMarshal.AsSpan(reached);
    }

    private bool TryEnter(BoundShape shape, TermId node)
    {
        if ((++_sinceCheck & 0x3FF) == 0)
            cancellation.ThrowIfCancellationRequested();

        if (_depth >= maximumDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            DepthExceeded ??= (node, shape);
            return false;
        }

        _depth++;
        return true;
    }
}
