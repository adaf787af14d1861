using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>What the result formats share about terms.</summary>
internal static class SolutionTerms
{
    internal static NotSupportedException NotWritable(in TermSpan term) =>
        new($"A {term.Kind} cannot be written in SPARQL 1.1 results.");
}
