using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Terms;

/// <summary>A collection or container of one record that is still to be written (RML-CC).</summary>
/// <param name="Head">Its node.</param>
/// <param name="As">rdf:List, rdf:Bag, rdf:Seq or rdf:Alt.</param>
/// <param name="Members">Its members, in order.</param>
/// <param name="IsNamed">Whether other records may add to it.</param>
internal sealed record Collection(GeneratedTerm Head, Iri As, IReadOnlyList<GeneratedTerm> Members, bool IsNamed);

/// <summary>Gathers terms in collections; the terms that it makes are their heads.</summary>
/// <param name="members">The makers of the members.</param>
/// <param name="head">Names the collection; <see langword="null"/> for a new blank node each time.</param>
/// <param name="kind">rdf:List, rdf:Bag, rdf:Seq or rdf:Alt.</param>
/// <param name="allowEmpty">Whether there is a collection without members.</param>
/// <param name="cartesian">Whether every choice of one member from each maker is a collection of its own.</param>
internal sealed class GatherMaker(TermMaker[] members, TermMaker? head, Iri kind, bool allowEmpty, bool cartesian) : TermMaker
{
    private static readonly GeneratedTerm Nil = GeneratedTerm.Of(RdfNs.Nil);

    private readonly TermList _found = new();
    private readonly TermList _heads = new();

    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        var groups = new List<GeneratedTerm[]>(members.Length);
        foreach (var maker in members)
        {
            _found.Clear();
            maker.Make(record, state, _found, collections);
            groups.Add(Copy(_found));
        }

        if (!cartesian)
        {
            Add([.. groups.SelectMany(g => g)], record, state, terms, collections);
            return;
        }

        var ways = groups.Aggregate(1L, (product, group) => Math.Min(product * group.Length, int.MaxValue));
        if (ways > state.Options.MaxValues)
            state.Fault(record, $"rml:cartesianProduct gives more than {state.Options.MaxValues} collections; none is made.");
        else if (ways == 0)
            Add([], record, state, terms, collections);
        else
            AddProduct(groups, (int)ways, record, state, terms, collections);
    }

    private void AddProduct(List<GeneratedTerm[]> groups, int ways, RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        for (var way = 0; way < ways; way++)
        {
            var chosen = new GeneratedTerm[groups.Count];
            var rest = way;
            for (var i = groups.Count - 1; i >= 0; i--)
            {
                chosen[i] = groups[i][rest % groups[i].Length];
                rest /= groups[i].Length;
            }

            Add(chosen, record, state, terms, collections);
        }
    }

    private void Add(GeneratedTerm[] items, RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        if (items.Length == 0 && !allowEmpty)
            return;
        if (items.Length == 0 && kind == RdfNs.List)
        {
            terms.Add(Nil);
            return;
        }

        if (head is null)
        {
            var node = new GeneratedTerm(TermKind.BlankNode, state.FreshLabel());
            collections.Add(new Collection(node, kind, items, IsNamed: false));
            terms.Add(node);
            return;
        }

        _heads.Clear();
        head.Make(record, state, _heads, collections);
        for (var i = 0; i < _heads.Count; i++)
        {
            var node = new GeneratedTerm(_heads[i].Kind, _heads[i].Value, perGraph: _heads[i].Kind == TermKind.BlankNode);
            collections.Add(new Collection(node, kind, items, IsNamed: true));
            terms.Add(node);
        }
    }

    private static GeneratedTerm[] Copy(TermList terms)
    {
        var copy = new GeneratedTerm[terms.Count];
        for (var i = 0; i < copy.Length; i++)
            copy[i] = terms[i];
        return copy;
    }
}
