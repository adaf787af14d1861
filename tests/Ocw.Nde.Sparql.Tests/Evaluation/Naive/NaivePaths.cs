using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Solution = System.Collections.Immutable.ImmutableDictionary<Ocw.Nde.Sparql.Algebra.Variable, Ocw.Nde.Rdf.Terms.RdfTerm>;

namespace Ocw.Nde.Sparql.Tests.Evaluation.Naive;

/// <summary>Property paths as §18.4 defines them: bags of pairs, but sets for the three repetitions.</summary>
internal sealed class NaivePaths(RdfGraph graph)
{
    internal IEnumerable<Solution> Evaluate(PathPattern pattern)
    {
        foreach (var (subject, @object) in Pairs(pattern.Path, [.. new[] { pattern.Subject, pattern.Object }.OfType<Constant>().Select(constant => constant.Term)]))
        {
            var solution = Bind(pattern.Subject, subject, Solution.Empty) is { } begun ? Bind(pattern.Object, @object, begun) : null;
            if (solution is not null)
                yield return solution;
        }
    }

    private static Solution? Bind(PatternTerm term, RdfTerm value, Solution solution)
    {
        if (term is not Variable variable)
            return ((Constant)term).Term == value ? solution : null;
        if (!solution.TryGetValue(variable, out var known))
            return solution.Add(variable, value);
        return known == value ? solution : null;
    }

    // The terms of the pattern itself count as nodes for paths of length zero.
    private List<(RdfTerm From, RdfTerm To)> Pairs(PropertyPath path, IReadOnlyList<RdfTerm> terms)
    {
        switch (path)
        {
            case LinkPath p:
                return [.. graph.Match(null, p.Predicate).Select(t => (t.Subject, t.Object))];
            case InversePath p:
                return Pairs(p.Path, terms).ConvertAll(pair => (pair.To, pair.From));
            case SequencePath p:
                var second = Pairs(p.Second, terms).ToLookup(pair => pair.From);
                return [.. Pairs(p.First, terms).SelectMany(first => second[first.To].Select(next => (first.From, next.To)))];
            case AlternativePath p:
                return [.. Pairs(p.First, terms), .. Pairs(p.Second, terms)];
            case NegatedPropertySet p:
                var forward = p.Forward.Count > 0 || p.Inverse.Count == 0 ? graph.Where(t => !p.Forward.Contains(t.Predicate)).Select(t => (t.Subject, t.Object)) : [];
                var inverse = p.Inverse.Count > 0 ? graph.Where(t => !p.Inverse.Contains(t.Predicate)).Select(t => (t.Object, t.Subject)) : [];
                return [.. forward, .. inverse];
            case ZeroOrOnePath p:
                return [.. Pairs(p.Path, terms).Concat(Nodes(terms).Select(node => (node, node))).Distinct()];
            case OneOrMorePath p:
                return Closure(Pairs(p.Path, terms));
            case ZeroOrMorePath p:
                return [.. Closure(Pairs(p.Path, terms)).Concat(Nodes(terms).Select(node => (node, node))).Distinct()];
            default:
                throw new NotSupportedException(path.GetType().Name);
        }
    }

    private IEnumerable<RdfTerm> Nodes(IReadOnlyList<RdfTerm> terms) => graph.SelectMany(t => new[] { t.Subject, t.Object }).Concat(terms).Distinct();

    private static List<(RdfTerm, RdfTerm)> Closure(List<(RdfTerm From, RdfTerm To)> pairs)
    {
        var known = pairs.ToHashSet();
        for (var before = 0; before != known.Count;)
        {
            before = known.Count;
            var steps = known.ToLookup(pair => pair.From);
            known.UnionWith(known.SelectMany(pair => steps[pair.To].Select(next => (pair.From, next.To))).ToList());
        }

        return [.. known];
    }
}
