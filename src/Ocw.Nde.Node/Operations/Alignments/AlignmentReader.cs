using Ocw.Nde.Node.Pipeline;
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
                    if (Row(subject, star) is { } row)
                        yield return row;
                    star.Clear();
                    subject = batch.Subjects[i];
                }

                if (snapshot.Terms.ToTerm(new TermId(batch.Predicates[i])) is Iri property)
                    star.Add((property.Value, snapshot.Terms.ToTerm(new TermId(batch.Objects[i]))));
            }
        }

        if (Row(subject, star) is { } last)
            yield return last;
    }

    /// <summary>One alignment by the id of its evidence; <see langword="null"/> if there is none of it in the graph.</summary>
    public AlignmentRow? Find(TermId evidence, TermId graph)
    {
        var star = new List<(string Property, RdfTerm Value)>();
        var batch = new QuadBatch(64);
        using var scan = snapshot.Scan(new QuadPattern(evidence, default, default, GraphSelector.Named(graph)), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (snapshot.Terms.ToTerm(new TermId(batch.Predicates[i])) is Iri property)
                    star.Add((property.Value, snapshot.Terms.ToTerm(new TermId(batch.Objects[i]))));
            }
        }

        return Row(evidence.Value, star);
    }

    /// <summary>Whether anything in a graph has a property.</summary>
    public bool HasAny(string graph, string property)
    {
        if (snapshot.Terms.FindIri(graph) is not { IsBound: true } id || snapshot.Terms.FindIri(property) is not { IsBound: true } predicate)
            return false;
        using var scan = snapshot.Scan(new QuadPattern(default, predicate, default, GraphSelector.Named(id)), QuadOrder.Any);
        return scan.Next(new QuadBatch(1)) > 0;
    }

    /// <summary>The IRIs that a property of the alignments of a graph names; equal ones come one after another.</summary>
    public IEnumerable<string> ValuesOf(string graph, string property, CancellationToken cancellation)
    {
        if (snapshot.Terms.FindIri(graph) is not { IsBound: true } id || snapshot.Terms.FindIri(property) is not { IsBound: true } predicate)
            yield break;
        var batch = new QuadBatch();
        ulong last = 0;
        using var scan = snapshot.Scan(new QuadPattern(default, predicate, default, GraphSelector.Named(id)), QuadOrder.Pos);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
            {
                if (batch.Objects[i] != last && snapshot.Terms.ToTerm(new TermId(batch.Objects[i])) is Iri iri)
                    yield return iri.Value;
                last = batch.Objects[i];
            }
        }
    }

    private AlignmentRow? Row(ulong subject, List<(string Property, RdfTerm Value)> star)
    {
        string? One(string property) => star.Find(pair => pair.Property == property).Value switch { Iri iri => iri.Value, Literal literal => literal.LexicalForm, _ => null };
        if (One(AlignmentVocabulary.Source) is not { } node || One(AlignmentVocabulary.Target) is not { } term)
            return null;
        return new AlignmentRow
        {
            Record = snapshot.Terms.ToTerm(new TermId(subject)) is Iri record ? record.Value : "",
            Node = node,
            Term = term,
            Predicate = One(AlignmentVocabulary.Predicate) ?? AlignmentVocabulary.ExactMatch,
            Fields = [.. star.Where(pair => pair.Property == AlignmentVocabulary.Field).Select(pair => ((Literal)pair.Value).LexicalForm).Order(StringComparer.Ordinal)],
            Words = One(AlignmentVocabulary.SubjectLabel) ?? "",
            Language = (star.Find(pair => pair.Property == AlignmentVocabulary.SubjectLabel).Value as Literal)?.Language ?? "",
            MatchedLabel = One(AlignmentVocabulary.MatchedLabel) ?? "",
            Score = One(AlignmentVocabulary.Score) ?? "",
            IsAccepted = One(AlignmentVocabulary.Status) == AlignmentVocabulary.Accepted,
            Justification = One(AlignmentVocabulary.Justification) ?? "",
            ToolVersion = One(AlignmentVocabulary.ToolVersion) ?? "",
            ObjectSourceVersion = One(AlignmentVocabulary.ObjectSourceVersion) ?? "",
            Date = One(AlignmentVocabulary.Date) ?? "",
            Reviewer = One(AlignmentVocabulary.ReviewerLabel) ?? "",
            Reviewed = One(AlignmentVocabulary.ReviewDate) ?? "",
            ObjectSource = One(AlignmentVocabulary.ObjectSource) ?? "",
            Reasons = [.. star.Where(pair => pair.Property == AlignmentVocabulary.Reason).Select(pair => ((Literal)pair.Value).LexicalForm).Order(StringComparer.Ordinal)],
        };
    }
}
