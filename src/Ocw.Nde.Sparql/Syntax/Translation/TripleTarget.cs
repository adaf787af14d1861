using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax.Translation;

/// <summary>Where the triples of a text go, and what may stand in them there.</summary>
internal abstract class TripleTarget
{
    /// <summary>How an error names the place.</summary>
    internal abstract string Place { get; }

    internal virtual bool AllowsPaths => false;

    internal virtual bool AllowsVariables => true;

    internal virtual bool AllowsBlankNodes => true;

    /// <summary>Whether blank-node labels belong to a basic graph pattern and so to no other one (§19.6).</summary>
    internal virtual bool BindsLabels => false;

    internal abstract void Add(TriplePattern triple);

    /// <summary>A variable is met; its triple may follow later, when what is nested in it is read.</summary>
    internal virtual void Mention(Variable variable)
    {
    }

    internal virtual void Add(PathPattern path) => throw new NotSupportedException($"No path may stand in {Place}.");
}

/// <summary>The triples of a CONSTRUCT template.</summary>
internal sealed class TemplateTriples(string place) : TripleTarget
{
    internal List<TriplePattern> Triples { get; } = [];

    internal override string Place => place;

    internal override void Add(TriplePattern triple) => Triples.Add(triple);
}
