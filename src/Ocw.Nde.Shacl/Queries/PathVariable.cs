using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>The variable <c>$PATH</c>, which stands for the path of a property shape where a predicate stands, and nowhere else (SHACL §5.3.1).</summary>
internal static class PathVariable
{
    /// <summary>The pattern with the path in its place.</summary>
    internal static AlgebraNode Replace(AlgebraNode pattern, PropertyPath path) =>
        pattern.BottomUp(node => node is Bgp bgp && bgp.Patterns.Any(HasPath) ? Replace(bgp, path) : node);

    private static bool HasPath(TriplePattern triple) => triple.Predicate is Variable { Name: PreBoundNames.Path };

    private static AlgebraNode Replace(Bgp bgp, PropertyPath path)
    {
        if (path is LinkPath link)
            return new Bgp([.. bgp.Patterns.Select(triple => HasPath(triple) ? triple with { Predicate = new Constant(link.Predicate) } : triple)]);

        AlgebraNode joined = new Bgp([.. bgp.Patterns.Where(triple => !HasPath(triple))]);
        foreach (var triple in bgp.Patterns.Where(HasPath))
            joined = new Join(joined, new PathPattern(triple.Subject, path, triple.Object));
        return joined;
    }
}
