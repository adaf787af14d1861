using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Reads the terms of one graph, one at a time, from SKOS, SKOS-XL, schema.org, FOAF, GeoNames, Getty and GND shapes alike.</summary>
/// <remarks>
/// A term is a subject that is an IRI (with the prefix of the source, if it has one), has a label, and is not a scheme, collection, dataset or class.
/// The scan comes in order of subject, so that memory holds one term.
/// </remarks>
internal sealed class TermGraphReader
{
    /// <summary>The most terms that are named for having too many values.</summary>
    internal const int MaxNamed = 20;

    private readonly IQuadSource _quads;
    private readonly GraphSelector _graph;
    private readonly TermSource _source;
    private readonly TermIndexOptions _options;
    private readonly Dictionary<ulong, TermProperty> _properties = [];
    private bool _classesAreTerms;
    private bool _isBounded;

    internal TermGraphReader(IQuadSource quads, TermId graph, TermSource source, TermIndexOptions options)
    {
        _quads = quads;
        _graph = GraphSelector.Named(graph);
        _source = source;
        _options = options;
        foreach (var (iri, property) in TermProperties.All)
        {
            var id = quads.Terms.Find(TermSpan.Iri(Encoding.UTF8.GetBytes(iri)));
            if (id.IsBound)
                _properties[id.Value] = property;
        }
    }

    /// <summary>How many labelled IRIs were passed over so far since they lack the prefix of the source.</summary>
    internal int OutsidePrefix { get; private set; }

    /// <summary>How many texts were mended so far since they had been encoded twice.</summary>
    internal int MendedTexts { get; private set; }

    /// <summary>The terms that had more values of one property than are read, up to <see cref="MaxNamed"/>.</summary>
    internal List<string> BoundedTerms { get; } = [];

    internal IEnumerable<TermRecord> Read(CancellationToken cancellation)
    {
        _classesAreTerms = HasClassesOnly();
        using var scan = _quads.Scan(new QuadPattern(default, default, default, _graph), QuadOrder.Spo);
        var batch = new QuadBatch();
        var values = new List<(TermProperty Property, TermId Value)>();
        var counts = new int[TermProperties.Count];
        TermId subject = default;
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
            {
                if (batch.Subjects[i] != subject.Value)
                {
                    if (Term(subject, values) is { } term)
                        yield return term;
                    subject = new TermId(batch.Subjects[i]);
                    values.Clear();
                    _isBounded = false;
                    counts.AsSpan().Clear();
                }

                // Each property has the ceiling for itself: fifty thousand narrower terms must not push the labels out.
                if (!_properties.TryGetValue(batch.Predicates[i], out var property))
                    continue;
                if (counts[(int)property]++ < _options.MaxValuesPerTerm)
                    values.Add((property, new TermId(batch.Objects[i])));
                else
                    _isBounded = true;
            }
        }

        if (Term(subject, values) is { } last)
            yield return last;
    }

    // A vocabulary of classes has no subjects of any other type, but for the ontology and its properties.
    private bool HasClassesOnly()
    {
        var predicate = _quads.Terms.Find(TermSpan.Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8));
        if (!predicate.IsBound)
            return false;
        using var scan = _quads.Scan(new QuadPattern(default, predicate, default, _graph), QuadOrder.Pos);
        var batch = new QuadBatch();
        var (classes, last) = (false, 0UL);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (batch.Objects[i] == last)
                    continue;
                last = batch.Objects[i];
                var type = Value(new TermId(last)).Text;
                if (WellKnownTypes.IsClass(type))
                    classes = true;
                else if (!WellKnownTypes.IsNoTerm(type) && !type.StartsWith("http://www.w3.org/2002/07/owl#", StringComparison.Ordinal))
                    return false;
            }
        }

        return classes;
    }

    private TermRecord? Term(TermId subject, List<(TermProperty Property, TermId Value)> values)
    {
        if (!subject.IsBound || !values.Exists(value => value.Property is TermProperty.PreferredLabel or TermProperty.PlainName or TermProperty.AlternativeLabel or TermProperty.HiddenLabel))
            return null;
        var iri = Value(subject);
        if (iri.Kind != TermKind.Iri)
            return null;
        if (_source.IriPrefix is { } prefix && !iri.Text.StartsWith(prefix, StringComparison.Ordinal))
        {
            OutsidePrefix++;
            return null;
        }

        if (_isBounded && BoundedTerms.Count < MaxNamed)
            BoundedTerms.Add(iri.Text);
        var builder = new TermRecordBuilder(iri.Text, _options, _classesAreTerms);
        foreach (var (property, id) in values)
            Take(builder, property, id, depth: 0);
        MendedTexts += builder.MendedTexts;
        return builder.Build();
    }

    private void Take(TermRecordBuilder builder, TermProperty property, TermId id, int depth)
    {
        var value = Value(id);
        if (value.Kind == TermKind.Literal)
        {
            builder.Literal(property, value.Text, value.Language);
            return;
        }

        switch (property)
        {
            case TermProperty.PreferredLabel or TermProperty.AlternativeLabel or TermProperty.HiddenLabel or TermProperty.PlainName
                or TermProperty.Definition or TermProperty.ScopeNote or TermProperty.Note:
                foreach (var (_, text) in Details(id, TermProperty.Text))
                {
                    if (Value(text) is { Kind: TermKind.Literal } literal)
                        builder.Literal(property, literal.Text, literal.Language);
                }

                break;
            case TermProperty.Detail when depth < 2:
                foreach (var (nested, detail) in Details(id, TermProperty.None))
                {
                    if (nested is TermProperty.Latitude or TermProperty.Longitude or TermProperty.WellKnownText or TermProperty.Birth or TermProperty.Death or TermProperty.Detail)
                        Take(builder, nested, detail, depth + 1);
                }

                break;
            default:
                if (value.Kind == TermKind.Iri)
                    builder.Iri(property, value.Text);
                break;
        }
    }

    // The values of a node that belongs to a term; of one property, or of all.
    private List<(TermProperty Property, TermId Value)> Details(TermId node, TermProperty wanted)
    {
        var found = new List<(TermProperty, TermId)>();
        using var scan = _quads.Scan(new QuadPattern(node, default, default, _graph), QuadOrder.Spo);
        var batch = new QuadBatch(64);
        for (var rows = scan.Next(batch); rows > 0 && found.Count < 256; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (_properties.TryGetValue(batch.Predicates[i], out var property) && (wanted == TermProperty.None || property == wanted))
                    found.Add((property, new TermId(batch.Objects[i])));
            }
        }

        return found;
    }

    private TermValue Value(TermId id)
    {
        var value = new TermValue();
        _quads.Terms.Read(id, static (in span, value) => value.Take(span), value);
        return value;
    }

    private sealed class TermValue
    {
        internal TermKind Kind { get; private set; }

        internal string Text { get; private set; } = "";

        internal string Language { get; private set; } = "";

        internal void Take(in TermSpan span)
        {
            Kind = span.Kind;
            Text = Encoding.UTF8.GetString(span.Value);
            if (!span.Language.IsEmpty)
                Language = LanguageCodes.Short(Encoding.UTF8.GetString(span.Language).ToLowerInvariant());
        }
    }
}
