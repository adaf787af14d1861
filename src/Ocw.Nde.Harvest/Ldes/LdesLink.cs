namespace Ocw.Nde.Harvest;

/// <summary>A page that another one leads to.</summary>
/// <param name="Target">Its address.</param>
/// <param name="Until">The moment that all of its members are before, if relations say so.</param>
/// <param name="Bounds">Everything that relations say of its members.</param>
internal sealed record LdesLink(string Target, DateTimeOffset? Until, IReadOnlyList<LdesBound> Bounds)
{
    /// <summary>Whether a bound of the page that leads here holds here as well: what is behind a page is within what is said of that page (TREE §3.2).</summary>
    /// <remarks>Servers that lead from each page to the next and to the one before do not keep to it in the direction of newer members.</remarks>
    /// <param name="timestampPath">The path to the moment of a member.</param>
    public bool IsWithin(string? timestampPath) =>
        timestampPath is not null && !Bounds.Any(bound => bound.Path == timestampPath && bound.Relation.StartsWith("GreaterThan", StringComparison.Ordinal));
}
