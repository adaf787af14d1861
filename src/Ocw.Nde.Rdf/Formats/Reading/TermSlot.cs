using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Where in a parser's stack of term bytes a subject, predicate or graph name stands.</summary>
internal readonly record struct TermSlot(TermKind Kind, int Start, int Length);
