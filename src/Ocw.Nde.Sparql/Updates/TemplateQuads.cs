using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>The template of DELETE or INSERT over the columns of the solutions of WHERE (SPARQL 1.1 Update §3.1.3): makes quads of ids.</summary>
internal sealed class TemplateQuads
{
    private readonly QueryContext context;
    private readonly bool makesTerms;
    private readonly Slot[] slots;
    private readonly ulong[] blankNodes;

    /// <param name="context">The pattern's.</param>
    /// <param name="quads">The template.</param>
    /// <param name="with">The graph for quads that name none; <see langword="null"/> for the unnamed graph.</param>
    /// <param name="schema">The columns of the solutions.</param>
    /// <param name="makesTerms">Whether terms that the store does not know get an id: they can be inserted, but there is nothing to delete.</param>
    internal TemplateQuads(QueryContext context, IReadOnlyList<QuadTemplate> quads, Iri? with, Schema schema, bool makesTerms)
    {
        this.context = context;
        this.makesTerms = makesTerms;
        var fresh = new List<Variable>();
        var graph = with is null ? null : new Constant(with);
        slots = [.. quads.Distinct()
            .SelectMany(quad => new[] { quad.Triple.Subject, quad.Triple.Predicate, quad.Triple.Object, quad.Graph ?? graph })
            .Select(term => SlotOf(term, schema, fresh))];
        blankNodes = new ulong[fresh.Count];
    }

    /// <summary>The variables that solutions must give.</summary>
    internal static IEnumerable<Variable> VariablesOf(IEnumerable<QuadTemplate> quads) => quads
        .SelectMany(quad => quad.Triple.Variables().Concat(quad.Graph.Variables()))
        .Where(variable => variable.IsVisible)
        .Distinct();

    /// <summary>Whether each solution makes blank nodes of its own.</summary>
    internal static bool MakesBlankNodes(IEnumerable<QuadTemplate> quads) => quads
        .SelectMany(quad => quad.Triple.Variables())
        .Any(variable => !variable.IsVisible);

    /// <summary>Adds the quads of one solution that are valid; unbound variables and terms in the wrong place leave a quad out, not the others.</summary>
    /// <returns>How many of them are new in <paramref name="quads"/>.</returns>
    internal int Write(Batch rows, int row, RowIndex quads)
    {
        for (var i = 0; i < blankNodes.Length; i++)
            blankNodes[i] = context.Terms.NewBlankNode();

        var written = 0;
        Span<ulong> quad = stackalloc ulong[4];
        for (var i = 0; i < slots.Length; i += 4)
        {
            for (var position = 0; position < 4; position++)
                quad[position] = Id(slots[i + position], rows, row);
            if (!IsValid(quad, slots[i + 3]))
                continue;
            quads.GetOrAdd(quad, out var isNew);
            written += isNew ? 1 : 0;
        }

        return written;
    }

    private bool IsValid(ReadOnlySpan<ulong> quad, Slot graph) =>
        quad[2] != 0
        && (makesTerms || !HasLocal(quad))
        && context.Terms.KindOf(quad[0]) is TermKind.Iri or TermKind.BlankNode
        && context.Terms.KindOf(quad[1]) == TermKind.Iri
        && (graph.IsUnnamedGraph || context.Terms.KindOf(quad[3]) == TermKind.Iri);

    // A term that the pattern made is in no graph.
    private static bool HasLocal(ReadOnlySpan<ulong> quad)
    {
        foreach (var id in quad)
        {
            if (new TermId(id).Tag == TermTag.QueryLocal)
                return true;
        }

        return false;
    }

    private ulong Id(Slot slot, Batch rows, int row) =>
        slot.Constant is { } constant ? constant.Id
        : slot.BlankNode >= 0 ? blankNodes[slot.BlankNode]
        : slot.Column >= 0 ? rows.Columns[slot.Column][row]
        : slot.Triple is { } triple ? triple.Id(context.Terms, part => Id(part, rows, row))
        : 0;

    private Slot SlotOf(PatternTerm? term, Schema schema, List<Variable> fresh)
    {
        switch (term)
        {
            case null:
                return new Slot(null, -1, -1) { IsUnnamedGraph = true };
            case Constant constant:
                return new Slot(context.Constant(constant.Term, makesTerms), -1, -1);
            case Variable { IsVisible: false } blankNode:
                if (!fresh.Contains(blankNode))
                    fresh.Add(blankNode);
                return new Slot(null, fresh.IndexOf(blankNode), -1);
            case TripleTermPattern triple:
                return new Slot(null, -1, -1) { Triple = Results.TripleTermSlot<Slot>.Of(triple, part => SlotOf(part, schema, fresh)) };
            default:
                return new Slot(null, -1, schema.IndexOf((Variable)term));
        }
    }

    private sealed record Slot(ConstantSlot? Constant, int BlankNode, int Column)
    {
        internal Results.TripleTermSlot<Slot>? Triple { get; init; }

        internal bool IsUnnamedGraph { get; init; }
    }
}
