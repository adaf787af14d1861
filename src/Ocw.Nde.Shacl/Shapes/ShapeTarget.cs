using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>Which nodes of the data graph a shape applies to (SHACL §2.1.3).</summary>
public abstract record ShapeTarget
{
    private protected ShapeTarget()
    {
    }
}

/// <summary>One node, also when the data graph does not know it (§2.1.3.1).</summary>
public sealed record NodeTarget(RdfTerm Node) : ShapeTarget;

/// <summary>The SHACL instances of a class and its subclasses; also what a shape that is a class targets implicitly (§2.1.3.2, §2.1.3.3).</summary>
public sealed record ClassTarget(RdfTerm Class) : ShapeTarget;

/// <summary>The subjects of a predicate (§2.1.3.4).</summary>
public sealed record SubjectsOfTarget(Iri Predicate) : ShapeTarget;

/// <summary>The objects of a predicate (§2.1.3.5).</summary>
public sealed record ObjectsOfTarget(Iri Predicate) : ShapeTarget;
