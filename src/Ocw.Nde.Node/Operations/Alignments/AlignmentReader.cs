using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>Reads the alignments of a channel from the graphs of evidence and proposals, one subject at a time.</summary>
internal sealed class AlignmentReader(Snapshot snapshot)
{
    /// <summary>The alignments of a graph; none if there is no such graph.</summary>
    public IEnumerable<AlignmentRow> Read(string graph, CancellationToken cancellation)
    {
        if (snapshot.Terms.FindIri(graph) is not { IsBound: true } id)
            yield break;
        var star = new List<(string Property, RdfTerm Value)>();
        var batch = new QuadBatch();
        ulong subject = 0;
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Named(id)), QuadOrder.Spo);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
            {
                if (batch.Subjects[i] != subject)
                {
                    if (Row(star) is { } row)
                        yield return row;
                    star.Clear();
                    subject = batch.Subjects[i];
                }

                if (snapshot.Terms.ToTerm(new TermId(batch.Predicates[i])) is Iri property)
                    star.Add((property.Value, snapshot.Terms.ToTerm(new TermId(batch.Objects[i]))));
            }
        }

        if (Row(star) is { } last)
            yield return last;
    }

    /// <summary>The record numbers of the objects that use a value in a content graph: their <c>schema:identifier</c>, or their IRIs where they have none.</summary>
    public IEnumerable<string> RecordsOf(string node, string contentGraph)
    {
        if (snapshot.Terms.FindIri(node) is not { IsBound: true } value || snapshot.Terms.FindIri(contentGraph) is not { IsBound: true } graph)
            yield break;
        var identifier = snapshot.Terms.FindIri(SchemaNs.Namespace + "identifier");
        var seen = new HashSet<ulong>();
        var batch = new QuadBatch();
        using var scan = snapshot.Scan(new QuadPattern(default, default, value, GraphSelector.Named(graph)), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (seen.Add(batch.Subjects[i]))
                    yield return NumberOf(new TermId(batch.Subjects[i]), identifier, graph);
            }
        }
    }

    private string NumberOf(TermId subject, TermId identifier, TermId graph)
    {
        if (identifier.IsBound)
        {
            var batch = new QuadBatch(4);
            using var scan = snapshot.Scan(new QuadPattern(subject, identifier, default, GraphSelector.Named(graph)), QuadOrder.Any);
            for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
            {
                for (var i = 0; i < rows; i++)
                {
                    if (snapshot.Terms.ToTerm(new TermId(batch.Objects[i])) is Literal number)
                        return number.LexicalForm;
                }
            }
        }

        return (snapshot.Terms.ToTerm(subject) as Iri)?.Value ?? "";
    }

    private static AlignmentRow? Row(List<(string Property, RdfTerm Value)> star)
    {
        string? One(string property) => star.Find(pair => pair.Property == property).Value switch { Iri iri => iri.Value, Literal literal => literal.LexicalForm, _ => null };
        if (One(AlignmentVocabulary.Source) is not { } node || One(AlignmentVocabulary.Target) is not { } term)
            return null;
        return new AlignmentRow
        {
            Node = node,
            Term = term,
            Predicate = One(AlignmentVocabulary.Predicate) ?? AlignmentVocabulary.ExactMatch,
            Field = One(AlignmentVocabulary.Field) ?? "",
            Words = One(AlignmentVocabulary.SubjectLabel) ?? "",
            Language = (star.Find(pair => pair.Property == AlignmentVocabulary.SubjectLabel).Value as Literal)?.Language ?? "",
            MatchedLabel = One(AlignmentVocabulary.MatchedLabel) ?? "",
            Score = One(AlignmentVocabulary.Score) ?? "",
            IsAccepted = One(AlignmentVocabulary.Status) == AlignmentVocabulary.Accepted,
            Justification = One(AlignmentVocabulary.Justification) ?? "",
            ToolVersion = One(AlignmentVocabulary.ToolVersion) ?? "",
            ObjectSource = One(AlignmentVocabulary.ObjectSource) ?? "",
            Reasons = [.. star.Where(pair => pair.Property == AlignmentVocabulary.Reason).Select(pair => ((Literal)pair.Value).LexicalForm).Order(StringComparer.Ordinal)],
        };
    }
}
