using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Results;

/// <summary>The template of a CONSTRUCT over the columns of its solutions (SPARQL 1.1 §16.2).</summary>
internal sealed class TripleTemplate
{
    private readonly QueryContext context;
    private readonly Slot[] slots;
    private readonly bool[] isFresh;
    private readonly ulong[] blankNodes;
    private readonly RowIndex seen;

    internal TripleTemplate(QueryContext context, IReadOnlyList<TriplePattern> triples, Schema schema)
    {
        this.context = context;
        seen = new RowIndex(context.Memory, 3);
        var fresh = new List<Variable>();
        TriplePattern[] distinct = [.. triples.Distinct()];
        slots = [.. distinct.SelectMany(triple => new[] { triple.Subject, triple.Predicate, triple.Object }).Select(term => SlotOf(term, schema, fresh))];
        isFresh = [.. distinct.Select((_, i) => slots.Skip(i * 3).Take(3).Any(HasBlankNode))];
        blankNodes = new ulong[fresh.Count];
    }

    internal void Clear() => seen.Clear();

    /// <summary>Writes the triples of one solution that are valid and new.</summary>
    /// <returns>How many.</returns>
    internal int Write(Batch rows, int row, IQuadSink sink)
    {
        for (var i = 0; i < blankNodes.Length; i++)
            blankNodes[i] = context.Terms.NewBlankNode();

        var written = 0;
        Span<ulong> triple = stackalloc ulong[3];
        for (var i = 0; i < isFresh.Length; i++)
        {
            for (var position = 0; position < 3; position++)
                triple[position] = Id(slots[(i * 3) + position], rows, row);
            if (!IsValid(triple) || !IsNew(triple, isFresh[i]))
                continue;
            TripleWriting.Write(context.Terms, triple, sink);
            written++;
        }

        return written;
    }

    // A triple with a blank node of its own solution cannot have been there before.
    private bool IsNew(ReadOnlySpan<ulong> triple, bool fresh)
    {
        if (fresh)
            return true;
        seen.GetOrAdd(triple, out var isNew);
        return isNew;
    }

    // Unbound variables and terms in the wrong place leave the triple out, not the others.
    private bool IsValid(ReadOnlySpan<ulong> triple) =>
        triple[2] != 0 && context.Terms.KindOf(triple[0]) is TermKind.Iri or TermKind.BlankNode && context.Terms.KindOf(triple[1]) == TermKind.Iri;

    private static bool HasBlankNode(Slot slot) => slot.BlankNode >= 0 || slot.Triple is not null;

    private ulong Id(Slot slot, Batch rows, int row) =>
        slot.Constant is { } constant ? constant.Id
        : slot.BlankNode >= 0 ? blankNodes[slot.BlankNode]
        : slot.Column >= 0 ? rows.Columns[slot.Column][row]
        : slot.Triple is { } triple ? triple.Id(context.Terms, part => Id(part, rows, row))
        : 0;

    private Slot SlotOf(PatternTerm term, Schema schema, List<Variable> fresh)
    {
        switch (term)
        {
            case Constant constant:
                return new Slot(context.Constant(constant.Term, isValue: true), -1, -1);
            case Variable { IsVisible: false } blankNode:
                if (!fresh.Contains(blankNode))
                    fresh.Add(blankNode);
                return new Slot(null, fresh.IndexOf(blankNode), -1);
            case TripleTermPattern triple:
                return new Slot(null, -1, -1) { Triple = TripleTermSlot<Slot>.Of(triple, part => SlotOf(part, schema, fresh)) };
            default:
                return new Slot(null, -1, schema.IndexOf((Variable)term));
        }
    }

    private sealed record Slot(ConstantSlot? Constant, int BlankNode, int Column)
    {
        internal TripleTermSlot<Slot>? Triple { get; init; }
    }
}
