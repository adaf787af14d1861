using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax.Translation;

/// <summary>The quads of a template or of data, and what may stand in them (§19.8, notes 8 and 9).</summary>
internal sealed class QuadTemplates(string place, bool allowsVariables, bool allowsBlankNodes) : TripleTarget
{
    internal List<QuadTemplate> Quads { get; } = [];

    /// <summary>The graph of the GRAPH block that is being read.</summary>
    internal PatternTerm? Graph { get; set; }

    internal override string Place => place;

    internal override bool AllowsVariables => allowsVariables;

    internal override bool AllowsBlankNodes => allowsBlankNodes;

    internal override void Add(TriplePattern triple) => Quads.Add(new QuadTemplate(Graph, triple));

    /// <summary>The quads as a pattern: what DELETE WHERE looks for.</summary>
    internal AlgebraNode ToPattern(Func<string, Variable> makeVariable)
    {
        var parts = Quads.GroupBy(quad => quad.Graph)
            .Select(AlgebraNode (group) =>
            {
                var triples = new TripleTermTranslation(makeVariable).Translate([], [.. group.Select(quad => quad.Triple)]);
                return group.Key is null ? triples : new GraphPattern(group.Key, triples);
            })
            .ToList();
        return parts.Count == 0 ? new Bgp([]) : Balanced.Fold(parts, static (left, right) => new Join(left, right));
    }
}
