using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>Canonicalises a dataset by RDFC-1.0 (RDF Dataset Canonicalization, W3C Recommendation of 2024): hand over its quads, then <see cref="Complete"/>.</summary>
/// <remarks>
/// <para>One instance takes one dataset. Quads may come in any order and more than once; blank nodes that share a label are one node.</para>
/// <para>The cost is that of a sort as long as blank nodes differ in what is said about them. Nodes that look alike are told apart by their
/// surroundings, which <see cref="CanonicalOptions.MaxWork"/> bounds.</para>
/// </remarks>
public sealed class Rdfc10 : IQuadSink
{
    private readonly CanonicalOptions _options;
    private readonly LineArena _arena;
    private readonly BlankQuads _blankQuads;
    private readonly List<LineRef> _lines = [];
    private readonly ByteBuffer _line = new();
    private bool _completed;

    /// <summary>Starts with nothing.</summary>
    public Rdfc10(CanonicalOptions? options = null)
    {
        _options = options ?? CanonicalOptions.Default;
        _arena = new(_options.MaxBytes);
        _blankQuads = new(_arena);
    }

    /// <summary>Canonicalises a dataset in memory.</summary>
    /// <inheritdoc cref="Complete"/>
    public static CanonicalDataset Canonicalize(RdfDataset dataset, CanonicalOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var canonical = new Rdfc10(options);
        dataset.WriteTo(canonical);
        return canonical.Complete(cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A triple term holds a blank node: RDFC-1.0 is defined for RDF 1.1, and nothing says how to label that node.</exception>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        _line.Length = 0;
        var subjectNode = Append(subject);
        _line.Append((byte)' ');
        var predicateStart = _line.Length;
        Append(predicate);
        var predicateLength = _line.Length - predicateStart;
        _line.Append((byte)' ');
        var objectNode = Append(@object);
        var graphNode = -1;
        if (graph.Kind != TermKind.None)
        {
            _line.Append((byte)' ');
            graphNode = Append(graph);
        }

        _line.Append(" .\n"u8);
        if (subjectNode < 0 && objectNode < 0 && graphNode < 0)
            _lines.Add(_arena.Add(_line.Written));
        else
            _blankQuads.Add(_line.Written, subjectNode, objectNode, graphNode, predicateStart, predicateLength);
    }

    /// <summary>Ends the dataset and gives its canonical form.</summary>
    /// <exception cref="PoisonGraphException">Its blank nodes look too much alike.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public CanonicalDataset Complete(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        _completed = true;
        _blankQuads.Complete(cancellation);
        var labelling = new Labelling(_blankQuads, _options, cancellation);
        labelling.Run();
        foreach (var quad in _blankQuads.All)
        {
            _line.Length = 0;
            _blankQuads.AppendLine(_line, quad, labelling.Label);
            _lines.Add(_arena.Add(_line.Written));
        }

        new LineSort(_arena, cancellation).Sort(_lines);
        UniqueLines.Keep(_arena, _lines);
        return new(_arena, _lines, Labels(labelling), _options.Algorithm);
    }

    private Dictionary<string, string> Labels(Labelling labelling)
    {
        var labels = new Dictionary<string, string>(_blankQuads.NodeCount, StringComparer.Ordinal);
        for (var node = 0; node < _blankQuads.NodeCount; node++)
            labels.Add(_blankQuads.LabelOf(node), Encoding.ASCII.GetString(labelling.Label(node)));
        return labels;
    }

    // The number of a blank node, -1 for any other term.
    private int Append(in TermSpan term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                CanonicalText.AppendIri(_line, term.Value);
                return -1;
            case TermKind.Literal:
                CanonicalText.AppendLiteral(_line, term);
                return -1;
            case TermKind.BlankNode:
                var node = _blankQuads.NumberOf(term.Value);
                BlankQuads.AppendPlace(_line, node);
                return node;
            default:
                AppendTripleTerm(term);
                return -1;
        }
    }

    private void AppendTripleTerm(in TermSpan term)
    {
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        if (subject.Kind == TermKind.BlankNode || @object.Kind == TermKind.BlankNode)
            throw new NotSupportedException($"The triple term {term.ToString()} holds a blank node and cannot be canonicalised: RDFC-1.0 is defined for RDF 1.1.");
        _line.Append("<<( "u8);
        Append(subject);
        _line.Append((byte)' ');
        Append(predicate);
        _line.Append((byte)' ');
        Append(@object);
        _line.Append(" )>>"u8);
    }
}
