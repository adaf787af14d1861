using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Tests.Evaluation.Naive;
using Solution = System.Collections.Immutable.ImmutableDictionary<Ocw.Nde.Sparql.Algebra.Variable, Ocw.Nde.Rdf.Terms.RdfTerm>;

namespace Ocw.Nde.Sparql.Tests.Planning;

/// <summary>What an algebra answers by the definitions of the standard, as lines that can be compared.</summary>
internal static class Answers
{
    internal static List<Solution> Solutions(List<Quad> quads, AlgebraNode pattern) => new NaiveEvaluator(new RdfDataset(quads)).Evaluate(pattern);

    internal static List<string> Lines(List<Quad> quads, AlgebraNode pattern) => Lines(Solutions(quads, pattern));

    internal static List<string> Lines(IEnumerable<Solution> solutions) =>
        [.. solutions.Select(solution => string.Join(' ', solution.Select(pair => $"{pair.Key.Name}={pair.Value}").Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];
}
