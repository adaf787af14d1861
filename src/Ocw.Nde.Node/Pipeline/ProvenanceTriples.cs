using System.Globalization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Says how a version came about (PROV-O), and what the evidence of each link is.</summary>
internal static class ProvenanceTriples
{
    private const string Model = "https://w3id.org/ocw-nde/model#";
    private const string Prov = "http://www.w3.org/ns/prov#";
    private static readonly Iri RdfsLiteral = new("http://www.w3.org/2000/01/rdf-schema#Literal");
    private static readonly Iri Type = new(RdfNs.Namespace + "type");

    /// <summary>The run as an activity.</summary>
    /// <param name="run">The run's IRI.</param>
    /// <param name="graph">The content graph that it made.</param>
    /// <param name="record">What it did.</param>
    /// <param name="payloads">The SHA-256 of the payloads that it used.</param>
    /// <param name="now">When it ended.</param>
    public static IEnumerable<Triple> OfRun(Iri run, Iri graph, RunRecord record, IEnumerable<string> payloads, DateTimeOffset now)
    {
        yield return new(run, Type, Term("HarvestRun"));
        yield return new(run, Type, new Iri(Prov + "Activity"));
        yield return new(run, new Iri(Prov + "startedAtTime"), Instant(record.Started));
        yield return new(run, new Iri(Prov + "endedAtTime"), Instant(now));
        yield return new(run, Term("outcome"), Term(record.Outcome == RunOutcome.Incomplete ? "Incomplete" : "Complete"));
        yield return new(run, Term("recordsSeen"), Integer(record.Seen));
        yield return new(run, Term("recordsKept"), Integer(record.Kept));
        yield return new(run, Term("recordsSetAside"), Integer(record.SetAside));
        yield return new(run, Term("recordsDeleted"), Integer(record.Deleted));
        foreach (var payload in payloads)
            yield return new(run, new Iri(Prov + "used"), new Iri("urn:sha256:" + payload));
        yield return new(graph, new Iri(Prov + "wasGeneratedBy"), run);
        yield return new(graph, new Iri(Prov + "generatedAtTime"), Instant(now));
    }

    /// <summary>A run that only aligned what was there, as an activity.</summary>
    /// <param name="run">The run's IRI.</param>
    /// <param name="links">The graph of links that it made.</param>
    /// <param name="started">When it began.</param>
    /// <param name="now">When it ended.</param>
    public static IEnumerable<Triple> OfAlignmentRun(Iri run, Iri links, DateTimeOffset started, DateTimeOffset now)
    {
        yield return new(run, Type, Term("AlignmentRun"));
        yield return new(run, Type, new Iri(Prov + "Activity"));
        yield return new(run, new Iri(Prov + "startedAtTime"), Instant(started));
        yield return new(run, new Iri(Prov + "endedAtTime"), Instant(now));
        yield return new(links, new Iri(Prov + "wasGeneratedBy"), run);
    }

    /// <summary>The evidence behind a link or a proposal; its name follows from value and term, so that equal evidence is equal triples.</summary>
    /// <param name="alignment">The alignment.</param>
    /// <param name="facts">What is known of its circumstances.</param>
    public static IEnumerable<Triple> OfAlignment(Alignment alignment, EvidenceFacts facts)
    {
        var evidence = EvidenceOf(alignment);
        yield return new(evidence, Type, Term("Alignment"));
        yield return new(evidence, Type, new Iri(AlignmentVocabulary.Mapping));
        yield return new(evidence, new Iri(AlignmentVocabulary.Source), alignment.Query.Node);
        yield return new(evidence, new Iri(AlignmentVocabulary.Predicate), new Iri(AlignmentVocabulary.PredicateOf(alignment.Relation)));
        yield return new(evidence, new Iri(AlignmentVocabulary.Target), alignment.Term);
        yield return new(evidence, new Iri(AlignmentVocabulary.SubjectLabel), alignment.Query.Language is { Length: > 0 } language ? new Literal(alignment.Query.Label, language) : new Literal(alignment.Query.Label));
        yield return new(evidence, new Iri(AlignmentVocabulary.Field), new Literal(alignment.Query.Field));
        yield return new(evidence, new Iri(AlignmentVocabulary.Justification), new Iri(AlignmentVocabulary.JustificationOf(alignment.Reasons)));
        yield return new(evidence, new Iri(AlignmentVocabulary.Confidence), new Literal(alignment.Score.ToString("0.0###", CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "double")));
        yield return new(evidence, new Iri(AlignmentVocabulary.Tool), new Literal("OcwNde"));
        yield return new(evidence, new Iri(AlignmentVocabulary.ToolVersion), new Literal(TermAligner.AlignerVersion));
        yield return new(evidence, new Iri(AlignmentVocabulary.SubjectType), RdfsLiteral);
        yield return new(evidence, new Iri(AlignmentVocabulary.SubjectSource), new Iri(facts.Dataset));
        yield return new(evidence, new Iri(AlignmentVocabulary.ObjectSource), new Iri(facts.ObjectSource));
        if (facts.ObjectSourceVersion is not null)
            yield return new(evidence, new Iri(AlignmentVocabulary.ObjectSourceVersion), new Literal(facts.ObjectSourceVersion));
        yield return new(evidence, new Iri(AlignmentVocabulary.Date), Day(facts.Date));
        if (facts.Reviewer is not null)
            yield return new(evidence, new Iri(AlignmentVocabulary.ReviewerLabel), new Literal(facts.Reviewer));
        if (facts.Reviewed is not null)
            yield return new(evidence, new Iri(AlignmentVocabulary.ReviewDate), Day(facts.Reviewed));
        yield return new(evidence, Term("alignedNode"), alignment.Query.Node);
        yield return new(evidence, Term("alignedTerm"), alignment.Term);
        yield return new(evidence, Term("matchedLabel"), new Literal(alignment.MatchedLabel));
        yield return new(evidence, Term("alignmentStatus"), Term(alignment.Status == AlignmentStatus.Accepted ? "Accepted" : "Proposed"));
        yield return new(evidence, Term("score"), new Literal(alignment.Score.ToString("0.0###", CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "decimal")));
        foreach (var reason in alignment.Reasons)
            yield return new(evidence, Term("reason"), new Literal(reason));
    }

    /// <summary>The name of the evidence of an alignment.</summary>
    public static Iri EvidenceOf(Alignment alignment) => new($"{alignment.Query.Node.Value}#alignment-{Fingerprint.Short(alignment.Term.Value)}");

    private static Iri Term(string name) => new(Model + name);

    private static Literal Integer(long value) => new(value.ToString(CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "integer"));

    private static Literal Day(string day) => new(day, new Iri(XsdNs.Namespace + "date"));

    private static Literal Instant(DateTimeOffset instant) => new(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "dateTime"));
}
