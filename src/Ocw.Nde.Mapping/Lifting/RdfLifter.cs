using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>Lifts a record that is RDF already: its triples without what is denied, <c>http://schema.org/</c> written as <c>https</c>, and blank nodes named by number.</summary>
/// <remarks>For rules, access rules and reports the record is also a tree of two levels: class, predicate (<c>edm:ProvidedCHO/dc:title</c>).</remarks>
internal sealed class RdfLifter(FieldTree fields, LiftLimits limits, JsonLdOptions jsonLd)
{
    private const string Untyped = "-";

    /// <summary>Lifts one record.</summary>
    /// <exception cref="LiftException">It cannot be read as RDF of its media type, or is beyond a ceiling.</exception>
    public LiftedRecord Lift(SourceRecord record)
    {
        if (record.Content.Length > limits.Bytes)
            throw new LiftException("record-too-large", $"The record has {record.Content.Length} bytes; the ceiling is {limits.Bytes}.");
        var triples = Read(record);
        if (triples.Count == 0)
            throw new LiftException("lift-rdf", "The record holds no triple.");
        var denied = new HashSet<string>(StringComparer.Ordinal);
        var root = new SourceNode(fields.Root, null);
        var kept = Arrange(triples, root, denied);
        var lifted = LiftedRecord.Create(root, denied);
        return lifted with { Graph = new LiftedGraph(kept) };
    }

    private List<Triple> Read(SourceRecord record)
    {
        if (!RdfFormats.TryFromMediaType(record.MediaType, out var format) || !format.CanRead)
            throw new LiftException("media-type-unknown", $"«{record.MediaType}» is not an RDF syntax that the node reads; {string.Join(", ", RdfFormats.All.Where(f => f.CanRead).Select(f => f.MediaTypes[0]))} are.");
        var collector = new Collector(limits.Nodes);
        try
        {
            RdfFormats.Parse(record.Content, format, collector, new RdfReaderOptions { BaseIri = BaseIri(record), Lenient = true, MaxDepth = limits.Depth * 4, JsonLd = jsonLd });
        }
        catch (RdfSyntaxException e)
        {
            // The message of the parser may quote the record; only the place is repeated.
            throw new LiftException("lift-rdf", $"The record is not {format.Name} at line {e.Line}, column {e.Column} of the record.");
        }

        return collector.Triples;
    }

    private static string? BaseIri(SourceRecord record) =>
        record.Identifier.StartsWith("http://", StringComparison.Ordinal) || record.Identifier.StartsWith("https://", StringComparison.Ordinal) ? record.Identifier : null;

    private List<Triple> Arrange(List<Triple> triples, SourceNode root, HashSet<string> denied)
    {
        var classes = Classes(triples);
        var groups = new Dictionary<RdfTerm, SourceNode>();
        var kept = new List<Triple>(triples.Count);
        foreach (var triple in triples)
        {
            if (triple.Predicate == Vocabulary.Type)
            {
                kept.Add(triple);
                continue;
            }

            if (!groups.TryGetValue(triple.Subject, out var group))
                groups[triple.Subject] = group = root.Add(fields.Root.Child(classes.GetValueOrDefault(triple.Subject, Untyped)));
            var field = group.Field.Child(Vocabulary.FieldName(((Iri)triple.Predicate).Value));
            if (field.IsDenied)
            {
                denied.Add(field.Path);
                continue;
            }

            kept.Add(triple);
            AddValue(group.Add(field), triple.Object);
        }

        return kept;
    }

    private static void AddValue(SourceNode node, RdfTerm value)
    {
        node.Text = value switch
        {
            Literal literal => literal.LexicalForm,
            Iri iri => iri.Value,
            _ => null,
        };
        node.Language = (value as Literal)?.Language;
        node.IsIri = value is Iri;
    }

    // A subject of several classes goes by the first in order of characters, so that the path does not depend on the order of the source.
    private static Dictionary<RdfTerm, string> Classes(List<Triple> triples)
    {
        var classes = new Dictionary<RdfTerm, string>();
        foreach (var triple in triples)
        {
            if (triple.Predicate != Vocabulary.Type || triple.Object is not Iri type)
                continue;
            var name = Vocabulary.FieldName(type.Value);
            if (!classes.TryGetValue(triple.Subject, out var known) || string.CompareOrdinal(name, known) < 0)
                classes[triple.Subject] = name;
        }

        return classes;
    }

    /// <summary>Collects triples as objects; graph names do not count.</summary>
    private sealed class Collector(int limit) : IQuadSink
    {
        private readonly Dictionary<string, Iri> _nodes = new(StringComparer.Ordinal);
        private readonly HashSet<Triple> _seen = [];

        public List<Triple> Triples { get; } = [];

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            if (Triples.Count >= limit)
                throw new LiftException("record-too-large", $"The record has more than {limit} triples.");
            var triple = new Triple(Named(subject.ToTerm()!), Named(predicate.ToTerm()!), Named(@object.ToTerm()!));
            if (_seen.Add(triple))
                Triples.Add(triple);
        }

        private RdfTerm Named(RdfTerm term) => term switch
        {
            BlankNode node => Node(node.Label),
            Iri iri => SchemaHttps(iri),
            Literal literal when literal.Datatype.Value.StartsWith(Vocabulary.SchemaHttp, StringComparison.Ordinal) => literal with { Datatype = SchemaHttps(literal.Datatype) },
            _ => term,
        };

        // Blank nodes need names that stay the same from query to query.
        private Iri Node(string label)
        {
            if (!_nodes.TryGetValue(label, out var node))
                _nodes[label] = node = LiftedGraph.NodeIri(_nodes.Count);
            return node;
        }

        // Consumers accept http and https (SCHEMA-AP-NDE, namespace); here it is written in one way.
        private static Iri SchemaHttps(Iri iri) =>
            iri.Value.StartsWith(Vocabulary.SchemaHttp, StringComparison.Ordinal) ? new Iri(string.Concat(Vocabulary.Schema, iri.Value.AsSpan(Vocabulary.SchemaHttp.Length))) : iri;
    }
}
