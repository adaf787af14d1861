using System.Text;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Operations.Review;

/// <summary>Aligns the nodes of one channel that bear certain words anew, and puts their links, evidence and proposals in the place of the old ones.</summary>
internal sealed class ChannelRelinking(NodeHost host, SourceSettings source)
{
    private readonly AlignmentStage _stage = host.AlignmentOf(source);

    /// <summary>Stages what changes for these literals.</summary>
    public void Stage(WriteTransaction transaction, IReadOnlyList<ReviewSubject> subjects, ReviewLedger ledger, DateTimeOffset now, CancellationToken cancellation)
    {
        if (host.StateOf(source) is not { } state)
            return;
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        var content = IdOf(snapshot, GraphKind.Content);
        var closed = IdOf(snapshot, GraphKind.Closed);
        var open = NodesOf(snapshot, content, subjects, ledger);
        var missing = NodesOf(snapshot, IdOf(snapshot, GraphKind.Missing), subjects, ledger);
        missing.ExceptWith(open);
        var hidden = NodesOf(snapshot, closed, subjects, ledger);
        hidden.ExceptWith(open);
        if (open.Count + missing.Count + hidden.Count == 0)
            return;

        var answers = Align(snapshot, content, open, cancellation);
        var evidence = new EvidenceWriter(host, source, _stage.Decisions, snapshot, DateOnly.FromDateTime(now.UtcDateTime));
        var accepted = answers.Where(a => a.Status == AlignmentStatus.Accepted).ToList();

        // What was not found in the last harvests keeps links, as in the walk of the channel.
        var kept = Align(snapshot, IdOf(snapshot, GraphKind.Missing), missing, cancellation).Where(a => a.Status == AlignmentStatus.Accepted);
        var isChanged = Replace(transaction, snapshot, GraphKind.Links, GraphClass.Links, [.. open, .. missing], isAbout: false, accepted.Concat(kept).Select(AlignmentLink.Of));
        Replace(transaction, snapshot, GraphKind.Evidence, GraphClass.Provenance, open, isAbout: true, accepted.SelectMany(evidence.Of));
        Replace(transaction, snapshot, GraphKind.Proposals, GraphClass.Proposals, open, isAbout: true, answers.Where(a => a.Status == AlignmentStatus.Proposed).SelectMany(evidence.Of));
        Replace(transaction, snapshot, GraphKind.ClosedLinks, GraphClass.Links, hidden, isAbout: false, Align(snapshot, closed, hidden, cancellation).Where(a => a.Status == AlignmentStatus.Accepted).Select(AlignmentLink.Of));
        if (isChanged)
            transaction.Put(ChannelState.KeyOf(source.Dataset, source.Channel), (state with { HasNewerLinks = true }).ToBytes());
    }

    private List<Alignment> Align(Snapshot snapshot, TermId graph, HashSet<TermId> nodes, CancellationToken cancellation) =>
        [.. _stage.Align(nodes.SelectMany(node => _stage.QueriesOf(snapshot, graph, node)), cancellation)];

    // The nodes whose name is one of these texts, as it was written when it was decided, in any language that it may bear; and those that the queue knows.
    private HashSet<TermId> NodesOf(Snapshot snapshot, TermId graph, IReadOnlyList<ReviewSubject> subjects, ReviewLedger ledger)
    {
        var nodes = new HashSet<TermId>();
        if (!graph.IsBound)
            return nodes;
        var names = new[] { SchemaNs.Namespace + "name", SchemaNs.Namespace + "termCode" }.Select(snapshot.Terms.FindIri).Where(id => id.IsBound).ToList();
        foreach (var subject in subjects)
        {
            var events = ledger.HistoryOf(subject).Select(e => e.Event).ToList();
            foreach (var text in events.Select(e => e.Literal).Append(subject.Words).Distinct(StringComparer.Ordinal))
            {
                foreach (var literal in Literals(snapshot, text, events.Select(e => e.Language)))
                {
                    foreach (var name in names)
                        nodes.UnionWith(Subjects(snapshot, graph, name, literal));
                }
            }

            foreach (var (_, _, node, _) in host.Review.NodesOf(subject).Where(n => n.Dataset == source.Dataset && n.Channel == source.Channel))
            {
                if (snapshot.Terms.FindIri(node) is { IsBound: true } id)
                    nodes.Add(id);
            }
        }

        nodes.RemoveWhere(node => !_stage.QueriesOf(snapshot, graph, node).Any());
        return nodes;
    }

    private IEnumerable<TermId> Literals(Snapshot snapshot, string text, IEnumerable<string?> languages)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var plain = snapshot.Terms.Find(TermSpan.Literal(bytes, default));
        if (plain.IsBound)
            yield return plain;
        foreach (var language in languages.OfType<string>().Concat(source.Languages).Concat(["nl", "en", "fr", "de", "und"]).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (snapshot.Terms.Find(TermSpan.LangString(bytes, Encoding.UTF8.GetBytes(language))) is { IsBound: true } tagged)
                yield return tagged;
        }
    }

    // Evidence and proposals are nodes about the value's node; links are its own statements.
    private bool Replace(WriteTransaction transaction, Snapshot snapshot, GraphKind kind, GraphClass graphClass, HashSet<TermId> nodes, bool isAbout, IEnumerable<Triple> after)
    {
        var graph = IdOf(snapshot, kind);
        var old = graph.IsBound ? nodes.SelectMany(node => isAbout ? Subjects(snapshot, graph, default, node) : [node]).Distinct().SelectMany(s => StatementsOf(snapshot, graph, s)).ToHashSet() : [];
        var present = after.ToHashSet();
        var name = new Iri(host.Iris.Graph(source.Dataset, source.Channel, kind));
        var access = kind == GraphKind.ClosedLinks ? AccessLevel.Closed : AccessLevel.Open;
        Write(transaction, name, graphClass, access, StageMode.Remove, old.Except(present));
        Write(transaction, name, graphClass, access, StageMode.Add, present.Except(old));
        return !present.SetEquals(old);
    }

    private static void Write(WriteTransaction transaction, Iri graph, GraphClass graphClass, AccessLevel access, StageMode mode, IEnumerable<Triple> triples)
    {
        var list = triples.ToList();
        if (list.Count > 0)
            new TripleSpans(transaction.Stage(graph, graphClass, access, mode)).Write(list);
    }

    private static List<TermId> Subjects(Snapshot snapshot, TermId graph, TermId predicate, TermId @object)
    {
        var found = new List<TermId>();
        var batch = new QuadBatch(64);
        using var scan = snapshot.Scan(new QuadPattern(default, predicate, @object, GraphSelector.Named(graph)), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                found.Add(new TermId(batch.Subjects[i]));
        }

        return found;
    }

    private static List<Triple> StatementsOf(Snapshot snapshot, TermId graph, TermId subject)
    {
        var found = new List<Triple>();
        var batch = new QuadBatch(64);
        using var scan = snapshot.Scan(new QuadPattern(subject, default, default, GraphSelector.Named(graph)), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                found.Add(new Triple((Iri)snapshot.Terms.ToTerm(subject), (Iri)snapshot.Terms.ToTerm(new TermId(batch.Predicates[i])), snapshot.Terms.ToTerm(new TermId(batch.Objects[i]))));
        }

        return found;
    }

    private TermId IdOf(Snapshot snapshot, GraphKind kind) => snapshot.Terms.FindIri(host.Iris.Graph(source.Dataset, source.Channel, kind));
}
