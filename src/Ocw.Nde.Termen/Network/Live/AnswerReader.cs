using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>Makes terms of the RDF of an answer.</summary>
/// <remarks>
/// The terms are the labelled subjects that are <c>skos:Concept</c>; where none is, those that no other refers to. The others give their labels to
/// the terms that refer to them.
/// </remarks>
internal sealed class AnswerReader
{
    private const string Concept = "http://www.w3.org/2004/02/skos/core#Concept";

    // SKOS before it was a recommendation; some sources of the catalogue have it still.
    private const string DraftConcept = "http://www.w3.org/2008/05/skos#Concept";
    private static readonly byte[] s_rank = "http://purl.org/voc/vrank#simpleRank"u8.ToArray();

    private readonly AnswerDocument _document;
    private readonly CatalogEntry _entry;
    private readonly TermSource _source;
    private readonly IReadOnlyList<string> _languages;
    private readonly Dictionary<string, TermRecord> _records = new(StringComparer.Ordinal);

    private AnswerReader(AnswerDocument document, CatalogEntry entry, IReadOnlyList<string> languages)
    {
        _document = document;
        _entry = entry;
        _source = entry.AsTermSource;
        _languages = languages;
    }

    /// <summary>Reads the terms of an answer.</summary>
    /// <param name="document">The RDF.</param>
    /// <param name="entry">The source that was asked.</param>
    /// <param name="asked">The IRIs that were asked for; <see langword="null"/> for a search.</param>
    /// <param name="languages">The languages wanted for the labels of related terms.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal static LiveAnswer Read(AnswerDocument document, CatalogEntry entry, IReadOnlySet<string>? asked, IReadOnlyList<string> languages, CancellationToken cancellation) =>
        document.Graph.IsBound ? new AnswerReader(document, entry, languages).Read(asked, cancellation) : new LiveAnswer([], document.Triples, document.Remarks);

    private LiveAnswer Read(IReadOnlySet<string>? asked, CancellationToken cancellation)
    {
        var options = new TermIndexOptions();
        var reader = new TermGraphReader(_document.Quads, _document.Graph, _source with { IriPrefix = null }, options);
        foreach (var record in reader.Read(cancellation))
        {
            var tooLong = record.Labels.Where(label => label.Text.Length > options.MaxLabelLength).ToList();
            foreach (var label in tooLong)
                record.Labels.Remove(label);
            if (tooLong.Count > 0)
                Remark($"{record.Iri}: {tooLong.Count} labels van meer dan {options.MaxLabelLength} tekens zijn weggelaten", $"{record.Iri}: {tooLong.Count} labels of more than {options.MaxLabelLength} characters were left out");
            if (record.Labels.Count > 0)
                _records[record.Iri] = record;
        }

        var remarks = _document.Remarks;
        var terms = Chosen(asked);
        return new LiveAnswer([.. terms.OrderBy(record => record.Iri, StringComparer.Ordinal).Select(Make)], _document.Triples, remarks);
    }

    private List<TermRecord> Chosen(IReadOnlySet<string>? asked)
    {
        if (asked is not null)
        {
            var others = _records.Values.Count(record => !asked.Contains(record.Iri) && IsConcept(record));
            if (others > 0)
                Remark($"{others} termen waar niet naar gevraagd was zijn weggelaten", $"{others} terms that were not asked for were left out");
            return [.. _records.Values.Where(record => asked.Contains(record.Iri))];
        }

        var concepts = _records.Values.Where(IsConcept).ToList();
        if (concepts.Count > 0)
            return concepts;
        var referred = _records.Values.SelectMany(record => record.Relations).Select(relation => relation.Iri).ToHashSet(StringComparer.Ordinal);
        return [.. _records.Values.Where(record => !referred.Contains(record.Iri))];
    }

    private static bool IsConcept(TermRecord record) => record.Types.Contains(Concept) || record.Types.Contains(DraftConcept);

    private LiveTerm Make(TermRecord record)
    {
        TermTraits.Complete(record, _source);
        var narrower = References(record, TermRelationKind.Narrower);
        var term = new Term(record, _source)
        {
            Broader = References(record, TermRelationKind.Broader),
            Narrower = [.. narrower.Take(TermLookup.MaxRelations)],
            NarrowerCount = narrower.Count,
            Related = [.. References(record, TermRelationKind.Related).Take(TermLookup.MaxRelations)],
            ReplacedBy = References(record, TermRelationKind.ReplacedBy),
            ExactMatches = [.. References(record, TermRelationKind.ExactMatch).Take(TermLookup.MaxRelations)],
        };
        return new LiveTerm(term, Rank(record.Iri), Triples(record));
    }

    private List<TermReference> References(TermRecord record, TermRelationKind kind) => [.. record.Relations.Where(relation => relation.Kind == kind).Select(relation => Reference(relation.Iri))];

    private TermReference Reference(string iri)
    {
        if (!_records.TryGetValue(iri, out var other))
            return new TermReference(iri, Label: null);
        var preferred = other.Labels.Where(label => label.Kind == TermLabelKind.Preferred).ToList();
        return new TermReference(iri, LabelChoice.Best([.. other.Labels], _languages, _entry.Languages).Text) { Labels = preferred };
    }

    private double? Rank(string iri)
    {
        var terms = _document.Quads.Terms;
        var (subject, predicate) = (terms.Find(TermSpan.Iri(Encoding.UTF8.GetBytes(iri))), terms.Find(TermSpan.Iri(s_rank)));
        if (!predicate.IsBound)
            return null;
        using var scan = _document.Quads.Scan(new QuadPattern(subject, predicate, default, GraphSelector.Named(_document.Graph)), QuadOrder.Spo);
        var batch = new QuadBatch(4);
        return scan.Next(batch) > 0 && double.TryParse(terms.Get(new TermId(batch.Objects[0])) is Literal literal ? literal.LexicalForm : "", NumberStyles.Float, CultureInfo.InvariantCulture, out var rank) && double.IsFinite(rank) ? rank : null;
    }

    // What is needed to read this term again without the rest of the answer.
    private ReadOnlyMemory<byte> Triples(TermRecord record)
    {
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.NTriples, output);
        var subject = _document.Quads.Terms.Find(TermSpan.Iri(Encoding.UTF8.GetBytes(record.Iri)));
        foreach (var node in Write(subject, writer))
            Write(node, writer);
        var labels = new QuadSinkAdapter(writer);
        foreach (var other in record.Relations.Select(relation => relation.Iri).Distinct(StringComparer.Ordinal).Where(_records.ContainsKey).Take(TermLookup.MaxRelations))
        {
            foreach (var label in _records[other].Labels.Where(label => label.Kind == TermLabelKind.Preferred))
                labels.Add(new Triple(new Iri(other), SkosNs.PrefLabel, label.Language.Length == 0 ? new Literal(label.Text) : new Literal(label.Text, label.Language)));
        }

        writer.Complete();
        return output.ToArray();
    }

    // Writes the triples of a subject; gives back the blank nodes among their objects.
    private List<TermId> Write(TermId subject, IQuadSink sink)
    {
        var nodes = new List<TermId>();
        using var scan = _document.Quads.Scan(new QuadPattern(subject, default, default, GraphSelector.MergeOf(_document.Graph)), QuadOrder.Spo);
        var batch = new QuadBatch();
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var row = 0; row < rows; row++)
            {
                batch.Write(row, _document.Quads.Terms, sink);
                if (_document.Quads.Terms.Get(new TermId(batch.Objects[row])) is BlankNode)
                    nodes.Add(new TermId(batch.Objects[row]));
            }
        }

        return nodes;
    }

    private void Remark(string nl, string en)
    {
        if (_document.Remarks.Count < 20)
            _document.Remarks.Add(new(nl, en));
    }
}
