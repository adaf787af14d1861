using System.Globalization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Writes the evidence of the alignments of a channel. What was asserted before in the same way keeps its day and the version of its thesaurus, so that evidence changes only where the mapping does.</summary>
/// <param name="host">The node.</param>
/// <param name="source">The source of the channel.</param>
/// <param name="decisions">What people decided.</param>
/// <param name="committed">What is published.</param>
/// <param name="today">The day on which new mappings are asserted.</param>
internal sealed class EvidenceWriter(NodeHost host, SourceSettings source, AlignmentDecisions decisions, Snapshot committed, DateOnly today)
{
    private readonly TermId[] _graphs = [.. new[] { GraphKind.Evidence, GraphKind.Proposals }.Select(kind => committed.Terms.FindIri(host.Iris.Graph(source.Dataset, source.Channel, kind))).Where(id => id.IsBound)];
    private readonly TermId _predicate = committed.Terms.FindIri(AlignmentVocabulary.Predicate);
    private readonly TermId _status = committed.Terms.FindIri(AlignmentVocabulary.Status);
    private readonly TermId _date = committed.Terms.FindIri(AlignmentVocabulary.Date);
    private readonly TermId _version = committed.Terms.FindIri(AlignmentVocabulary.ObjectSourceVersion);
    private readonly QuadBatch _batch = new(64);
    private readonly Dictionary<string, (string Iri, string? Version)> _sources = new(StringComparer.Ordinal);

    /// <summary>The evidence of an alignment.</summary>
    public IEnumerable<Triple> Of(Alignment alignment)
    {
        var (iri, version) = SourceOf(alignment.Source);
        var known = Known(alignment);
        return ProvenanceTriples.OfAlignment(alignment, new EvidenceFacts(host.Iris.Dataset(source.Dataset), iri, known is null ? version : known.Value.Version, known?.Date ?? Day(today))
        {
            Reviewer = ReviewOf(alignment) is null ? null : source.Institution.Name.Nl,
            Reviewed = ReviewOf(alignment)?.DecidedAt is { } at ? Day(DateOnly.FromDateTime(at.UtcDateTime)) : null,
        });
    }

    private AlignmentDecision? ReviewOf(Alignment alignment) =>
        alignment.Status == AlignmentStatus.Accepted && alignment.Reasons.Contains(AlignmentReasons.DecidedByPerson, StringComparer.Ordinal)
            ? decisions.For(alignment.Query).FirstOrDefault(d => d.Verdict == AlignmentVerdict.Accepted && string.Equals(d.Term, alignment.Term.Value, StringComparison.Ordinal))
            : null;

    // The same relation in the same standing: only then it is the same mapping.
    private (string? Date, string? Version)? Known(Alignment alignment)
    {
        if (!_date.IsBound || committed.Terms.FindIri(ProvenanceTriples.EvidenceOf(alignment).Value) is not { IsBound: true } evidence)
            return null;
        var relation = committed.Terms.FindIri(AlignmentVocabulary.PredicateOf(alignment.Relation));
        var status = committed.Terms.FindIri(alignment.Status == AlignmentStatus.Accepted ? AlignmentVocabulary.Accepted : AlignmentVocabulary.Proposed);
        foreach (var graph in _graphs)
        {
            var (isSame, isThere) = (true, false);
            string? date = null, version = null;
            using var scan = committed.Scan(new QuadPattern(evidence, default, default, GraphSelector.Named(graph)), QuadOrder.Any);
            for (var rows = scan.Next(_batch); rows > 0; rows = scan.Next(_batch))
            {
                for (var i = 0; i < rows; i++)
                {
                    var (property, value) = (new TermId(_batch.Predicates[i]), new TermId(_batch.Objects[i]));
                    isThere = true;
                    if (property == _predicate)
                        isSame &= value == relation;
                    else if (property == _status)
                        isSame &= value == status;
                    else if (property == _date)
                        date = (committed.Terms.ToTerm(value) as Literal)?.LexicalForm;
                    else if (property == _version)
                        version = (committed.Terms.ToTerm(value) as Literal)?.LexicalForm;
                }
            }

            if (isThere && isSame && date is not null)
                return (date, version);
        }

        return null;
    }

    // By the dataset that the terms are here, which has a page and a description; the version is that of the index that was asked.
    private (string Iri, string? Version) SourceOf(string id)
    {
        if (!_sources.TryGetValue(id, out var known))
        {
            var dataset = host.Sources.FirstOrDefault(s => s.Id == id)?.Dataset ?? id;
            known = (host.Iris.Dataset(dataset.Length > 0 ? dataset : "-"), host.Terms.Sources.FirstOrDefault(s => s.Source.Id == id)?.Marker);
            _sources.Add(id, known);
        }

        return known;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What the evidence of an alignment says beside the alignment itself.</summary>
/// <param name="Dataset">The IRI of the dataset whose words are aligned.</param>
/// <param name="ObjectSource">The IRI of the terminology source.</param>
/// <param name="ObjectSourceVersion">Its version when the mapping was asserted.</param>
/// <param name="Date">The day on which the mapping was asserted.</param>
internal sealed record EvidenceFacts(string Dataset, string ObjectSource, string? ObjectSourceVersion, string Date)
{
    /// <summary>The institution whose people decided; never the person.</summary>
    public string? Reviewer { get; init; }

    /// <summary>The day on which they did.</summary>
    public string? Reviewed { get; init; }
}
