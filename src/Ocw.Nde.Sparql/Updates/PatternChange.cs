using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>Stages the change that a pattern has worked out: first what is removed and not added again, then what is added.</summary>
internal sealed class PatternChange(UpdateStages stages, UpdatePattern pattern)
{
    private readonly Dictionary<ulong, string> graphs = [];
    private readonly Dictionary<ulong, TermId> made = [];
    private readonly QueryTerms terms = pattern.Terms;

    internal void Apply()
    {
        for (var i = 0; i < pattern.Removed.Count; i++)
        {
            var quad = pattern.Removed.Tuple(i);
            if (!pattern.Added.Contains(quad))
                stages.Removing(GraphOf(quad[3]))?.Add(new TermId(quad[0]), new TermId(quad[1]), new TermId(quad[2]));
        }

        for (var i = 0; i < pattern.Added.Count; i++)
        {
            var quad = pattern.Added.Tuple(i);
            var stage = stages.Adding(GraphOf(quad[3]));
            stage.Add(IdOf(quad[0], stage), IdOf(quad[1], stage), IdOf(quad[2], stage));
        }
    }

    private string GraphOf(ulong id)
    {
        if (id == 0)
            return UpdateStages.Unnamed;
        if (!graphs.TryGetValue(id, out var name))
            graphs.Add(id, name = ((Iri)terms.ToTerm(id)).Value);
        return name;
    }

    // Terms and blank nodes that the pattern made become the store's.
    private TermId IdOf(ulong id, QuadStage stage)
    {
        if (new TermId(id).Tag != TermTag.QueryLocal)
            return new TermId(id);
        if (made.TryGetValue(id, out var known))
            return known;
        var term = LocalTerms.IsBlankNode(id) ? stage.NewBlankNode()
            : terms.TryReadTriple(id, out var subject, out var predicate, out var @object)
                ? stage.TripleTerm(IdOf(subject, stage), IdOf(predicate, stage), IdOf(@object, stage))
            : Stored(id, stage);
        made.Add(id, term);
        return term;
    }

    private TermId Stored(ulong id, QuadStage stage)
    {
        using var bytes = new TermBytes(terms.ToTerm(id));
        return stage.Term(bytes.Span);
    }
}
