using Ocw.Nde.Node.Operations.Alignments;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Operations.Termen;

/// <summary>Finds the published links with certain terms, with the evidence behind them: as questions for people.</summary>
internal sealed class TouchedLinks(NodeHost host)
{
    /// <summary>The links of all datasets that the public may read.</summary>
    public IReadOnlyList<TouchedValue> Of(IReadOnlySet<string> terms)
    {
        var found = new List<TouchedValue>();
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Public);
        var target = snapshot.Terms.FindIri(AlignmentVocabulary.Target);
        foreach (var source in host.Sources.Where(source => source.Align.Count > 0))
        {
            if (!target.IsBound || snapshot.Terms.FindIri(host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Evidence)) is not { IsBound: true } graph)
                continue;
            var reader = new AlignmentReader(snapshot);
            var numbers = new RecordNumbers(snapshot, host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Content));
            foreach (var id in terms.Select(term => snapshot.Terms.FindIri(term)).Where(id => id.IsBound))
                found.AddRange(Mappings(snapshot, target, id, graph).Select(mapping => reader.Find(mapping, graph)).OfType<AlignmentRow>().SelectMany(row => Questions(source, row, numbers)));
        }

        return found;
    }

    private static List<TermId> Mappings(Snapshot snapshot, TermId target, TermId term, TermId graph)
    {
        var found = new List<TermId>();
        var batch = new QuadBatch();
        using var scan = snapshot.Scan(new QuadPattern(default, target, term, GraphSelector.Named(graph)), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                found.Add(new TermId(batch.Subjects[i]));
        }

        return found;
    }

    private IEnumerable<TouchedValue> Questions(SourceSettings source, AlignmentRow row, RecordNumbers numbers)
    {
        _ = double.TryParse(row.Score, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var score);
        var terms = host.Sources.FirstOrDefault(s => host.Iris.Dataset(s.Dataset) == row.ObjectSource)?.Id ?? "";
        var relation = row.Predicate == AlignmentVocabulary.PredicateOf(AlignmentRelation.Broad) ? AlignmentRelation.Broad : row.Predicate == AlignmentVocabulary.PredicateOf(AlignmentRelation.Close) ? AlignmentRelation.Close : AlignmentRelation.Exact;
        foreach (var field in row.Fields)
        {
            var entry = new QueueEntry(field, row.Words, row.Language.Length > 0 ? row.Language : null, row.Node, Math.Max(1, numbers.Of(row.Node, [field]).Count), [new QueueCandidate(row.Term, terms, row.MatchedLabel, score, relation, row.Reasons)]);
            yield return new TouchedValue(source, row.Term, ReviewSubject.Of(source.Institution.Id, field, row.Words), entry);
        }
    }
}

/// <summary>A value whose link is touched.</summary>
/// <param name="Source">The source of its channel.</param>
/// <param name="Term">The term that changed.</param>
/// <param name="Subject">What a decision would be about.</param>
/// <param name="Entry">The question.</param>
internal sealed record TouchedValue(SourceSettings Source, string Term, ReviewSubject Subject, QueueEntry Entry);
