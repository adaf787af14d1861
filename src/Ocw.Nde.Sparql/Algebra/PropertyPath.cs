using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Algebra;

/// <summary>A property path expression (SPARQL 1.1 §18.2.2.3).</summary>
public abstract record PropertyPath
{
    private protected PropertyPath()
    {
    }
}

/// <summary>link(iri): one predicate.</summary>
public sealed record LinkPath(Iri Predicate) : PropertyPath;

/// <summary>inv(path): <c>^path</c>.</summary>
public sealed record InversePath(PropertyPath Path) : PropertyPath;

/// <summary>seq(first, second): <c>first/second</c>.</summary>
public sealed record SequencePath(PropertyPath First, PropertyPath Second) : PropertyPath;

/// <summary>alt(first, second): <c>first|second</c>.</summary>
public sealed record AlternativePath(PropertyPath First, PropertyPath Second) : PropertyPath;

/// <summary>ZeroOrMorePath: <c>path*</c>.</summary>
public sealed record ZeroOrMorePath(PropertyPath Path) : PropertyPath;

/// <summary>OneOrMorePath: <c>path+</c>.</summary>
public sealed record OneOrMorePath(PropertyPath Path) : PropertyPath;

/// <summary>ZeroOrOnePath: <c>path?</c>.</summary>
public sealed record ZeroOrOnePath(PropertyPath Path) : PropertyPath;

/// <summary>NPS: <c>!(…)</c>, with the forward and the inverse predicates that are excluded; a direction with no list does not take part, unless both are empty (then forward does).</summary>
public sealed record NegatedPropertySet(IReadOnlyList<Iri> Forward, IReadOnlyList<Iri> Inverse) : PropertyPath;
