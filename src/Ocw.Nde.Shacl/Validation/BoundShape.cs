using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>A shape whose terms are ids of one data graph.</summary>
internal sealed class BoundShape(Shape definition, int index, BoundPath? path)
{
    internal Shape Definition { get; } = definition;

    /// <summary>The number of the shape in its <see cref="ShapeBinder"/>, from 0.</summary>
    internal int Index { get; } = index;

    /// <summary>The path of a property shape; <see langword="null"/> for a node shape.</summary>
    internal BoundPath? Path { get; } = path;

    internal IReadOnlyList<BoundConstraint> Constraints { get; set; } = [];

    /// <summary>Whether evaluating the shape can lead back to it: only then is the evaluation guarded against circles.</summary>
    internal bool IsRecursive { get; set; }
}
