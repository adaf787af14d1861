using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>The shapes of a shapes graph, read once and used for any number of data graphs (SHACL §1.1).</summary>
/// <remarks>
/// A shapes graph is never refused as a whole: a part that is not well-formed, or that this validator does not check, is left out or
/// read in another way, and <see cref="Notices"/> says so. Immutable and safe for concurrent use.
/// </remarks>
public sealed class ShapesGraph
{
    internal ShapesGraph(IReadOnlyList<Shape> shapes, IReadOnlyList<ShapesNotice> notices, IEnumerable<Triple> triples)
    {
        Shapes = shapes;
        Notices = notices;
        Triples = triples;
    }

    /// <summary>All shapes that have a target or that such a shape uses.</summary>
    public IReadOnlyList<Shape> Shapes { get; }

    /// <summary>The shapes with at least one target: these start a validation.</summary>
    public IEnumerable<Shape> TargetShapes => Shapes.Where(shape => shape.Targets.Count > 0);

    /// <summary>The faulty and unsupported parts; empty for a well-formed graph of SHACL Core.</summary>
    public IReadOnlyList<ShapesNotice> Notices { get; }

    /// <summary>The triples, for queries that look into the shapes graph.</summary>
    internal IEnumerable<Triple> Triples { get; }

    /// <summary>Reads the shapes from the triples of a shapes graph.</summary>
    /// <param name="triples">The triples; their blank nodes belong to one document.</param>
    public static ShapesGraph Load(IEnumerable<Triple> triples)
    {
        ArgumentNullException.ThrowIfNull(triples);
        return new ShapesGraphReader(new ShapeTriples(triples)).Read();
    }

    /// <summary>The shape with this node as its id, or <see langword="null"/>.</summary>
    public Shape? Find(RdfTerm id) => Shapes.FirstOrDefault(shape => shape.Id == id);
}
