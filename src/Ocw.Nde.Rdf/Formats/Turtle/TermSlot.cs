using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>Where in the parser's term stack a subject, predicate or graph name stands.</summary>
internal readonly record struct TermSlot(TermKind Kind, int Start, int Length);
