using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>Copies the graphs of a document into a transaction; its terms and blank nodes become the store's.</summary>
/// <param name="document">The document.</param>
/// <param name="ids">The store's ids of the document's terms, for all graphs of it: a blank node is the same in each.</param>
/// <param name="count">Hears how many quads are copied.</param>
internal sealed class DocumentCopy(MemoryQuadSource document, Dictionary<ulong, TermId> ids, Action<long> count)
{
    /// <summary>Copies one graph; unbound for the document's default graph.</summary>
    internal void Write(TermId graph, Func<QuadStage> open, CancellationToken cancellation)
    {
        using var scan = document.Scan(new QuadPattern(default, default, default, GraphSelector.Named(graph)), QuadOrder.Spo);
        var batch = new QuadBatch();
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            count(rows);
            var stage = open();
            for (var row = 0; row < rows; row++)
                stage.Add(IdOf(batch.Subjects[row], stage), IdOf(batch.Predicates[row], stage), IdOf(batch.Objects[row], stage));
        }
    }

    private TermId IdOf(ulong id, QuadStage stage)
    {
        if (ids.TryGetValue(id, out var known))
            return known;
        var made = new TermId(id).Tag == TermTag.BlankNode ? stage.NewBlankNode()
            : document.Terms.TryReadTriple(new TermId(id), out var subject, out var predicate, out var @object)
                ? stage.TripleTerm(IdOf(subject.Value, stage), IdOf(predicate.Value, stage), IdOf(@object.Value, stage))
            : Stored(id, stage);
        ids.Add(id, made);
        return made;
    }

    private TermId Stored(ulong id, QuadStage stage)
    {
        var stored = default(TermId);
        document.Terms.Read(new TermId(id), static (in TermSpan term, Receiver receiver) => receiver.Take(term), new Receiver(stage, ref stored));
        return stored;
    }

    private readonly ref struct Receiver(QuadStage stage, ref TermId id)
    {
        private readonly ref TermId id = ref id;

        internal void Take(in TermSpan term) => id = stage.Term(term);
    }
}
