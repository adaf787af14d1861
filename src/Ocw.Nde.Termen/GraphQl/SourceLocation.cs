namespace Ocw.Nde.Termen.GraphQl;

/// <summary>A place in a document.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
public readonly record struct SourceLocation(int Line, int Column);
