namespace Ocw.Nde.Termen.Quality;

/// <summary>A vocabulary in memory, as far as its quality is judged: nodes by number, with labels and relations.</summary>
internal sealed class SkosModel
{
    internal List<SkosNode> Nodes { get; } = [];

    internal long Triples { get; set; }

    /// <summary>Names in the SKOS namespace that SKOS does not have.</summary>
    internal HashSet<string> UndefinedSkos { get; } = new(StringComparer.Ordinal);

    internal IEnumerable<SkosNode> Concepts => Nodes.Where(node => node.IsConcept);

    internal IEnumerable<SkosNode> Schemes => Nodes.Where(node => node.IsScheme);

    internal string Name(int node) => Nodes[node].Iri;
}

/// <summary>A resource of a vocabulary.</summary>
internal sealed class SkosNode(int number, string iri)
{
    internal int Number => number;

    internal string Iri => iri;

    /// <summary>Said to be a concept, or something that only a concept has.</summary>
    internal bool IsConcept { get; set; }

    /// <summary>Said to be a concept in so many words.</summary>
    internal bool IsDeclared { get; set; }

    internal bool IsScheme { get; set; }

    internal bool IsTopConcept { get; set; }

    internal bool HasTopConcept { get; set; }

    internal bool IsDocumented { get; set; }

    internal List<(SkosLabel Kind, string Text, string Language)> Labels { get; } = [];

    internal List<string> Notations { get; } = [];

    internal HashSet<int> SchemeNodes { get; } = [];

    /// <summary>The relations as they are stated.</summary>
    internal HashSet<(SkosRelation Relation, int Other)> Relations { get; } = [];
}

/// <summary>The kinds of label.</summary>
internal enum SkosLabel
{
    Preferred,
    Alternative,
    Hidden,
    Plain,
}

/// <summary>The relations between concepts.</summary>
internal enum SkosRelation
{
    Broader,
    Narrower,
    BroaderTransitive,
    NarrowerTransitive,
    BroadMatch,
    NarrowMatch,
    Related,
    RelatedMatch,
    ExactMatch,
    CloseMatch,
}
