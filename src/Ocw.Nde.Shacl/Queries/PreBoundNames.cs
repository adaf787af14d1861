namespace Ocw.Nde.Shacl.Queries;

/// <summary>The variables that a query of a shapes graph may find bound before it runs («potentially pre-bound variables», SHACL §5.3.1, §6.3).</summary>
/// <param name="Required">Those that every sub-select must return: <c>this</c>, <c>value</c> of an ASK, the parameters.</param>
internal sealed record PreBoundNames(IReadOnlyList<string> Required)
{
    internal const string This = "this";
    internal const string Value = "value";
    internal const string Path = "PATH";
    internal const string ShapesGraph = "shapesGraph";
    internal const string CurrentShape = "currentShape";

    internal bool Contains(string name) => name is ShapesGraph or CurrentShape || Required.Contains(name, StringComparer.Ordinal);
}
