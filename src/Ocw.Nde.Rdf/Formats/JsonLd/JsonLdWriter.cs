using System.Text;
using System.Text.Json;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>
/// Writes JSON-LD 1.1 as the quads come: one node object for each run of quads with the same graph and subject. A subject that comes again
/// later gets another node object with the same <c>@id</c>, which means the same.
/// </summary>
internal sealed class JsonLdWriter(Utf8Output output, RdfWriterOptions options) : RdfWriter
{
    /// <summary>A node that grows beyond this is written and goes on in another object.</summary>
    private const int LargestNode = 1 << 20;

    private readonly bool _compactDocument = options.JsonLdForm == JsonLdForm.Compacted;
    private readonly HeldTerm _graph = new();
    private readonly HeldTerm _subject = new();
    private readonly JsonLdNode _node = new();
    private bool _started;
    private bool _firstInDocument = true;
    private bool _firstInGraph = true;

    // Inside a graph whose name would be misread by the context, no context is in force.
    private bool Compact => _compactDocument && !(_graph.Kind == TermKind.Iri && ContextNames.IsConfusing(_graph.Value));

    /// <inheritdoc/>
    public override void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        Start();
        if (!_graph.Is(graph))
        {
            EndGraph();
            BeginGraph(graph);
        }

        if (Compact && (IsConfusing(subject) || IsConfusing(predicate) || IsConfusing(@object)))
        {
            WriteAlone(subject, predicate, @object);
            return;
        }

        if (!_subject.Is(subject) || _node.Size > LargestNode)
        {
            EndNode();
            _subject.Hold(subject);
        }

        _node.Add(predicate, @object, Compact);
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        Start();
        EndGraph();
        output.Write(_compactDocument ? "\n]}\n"u8 : "\n]\n"u8);
        output.Flush();
    }

    /// <inheritdoc/>
    public override void Flush() => output.Flush();

    /// <summary>The value of <c>@context</c>: the context itself, or the address that names it.</summary>
    internal static byte[] ContextValue(RdfWriterOptions options) =>
        Encoding.UTF8.GetBytes(options.JsonLdContextIri is { } iri ? JsonSerializer.Serialize(iri) : JsonLdContext.Json);

    private static bool IsConfusing(in TermSpan term) => term.Kind switch
    {
        TermKind.Iri => ContextNames.IsConfusing(term.Value),
        TermKind.Literal => ContextNames.IsConfusing(term.Datatype),
        _ => false,
    };

    private void Start()
    {
        if (_started)
            return;
        _started = true;
        if (!_compactDocument)
        {
            output.Write((byte)'[');
            return;
        }

        output.Write("{\"@context\":"u8);
        output.Write(ContextValue(options));
        output.Write(",\"@graph\":["u8);
    }

    private void BeginGraph(in TermSpan graph)
    {
        _graph.Hold(graph);
        if (graph.Kind == TermKind.None)
            return;
        Separate(ref _firstInDocument);
        output.Write(_compactDocument && !Compact ? "{\"@context\":null,\"@id\":"u8 : "{\"@id\":"u8);
        JsonLdTerms.WriteId(output, graph);
        output.Write(",\"@graph\":["u8);
        _firstInGraph = true;
    }

    private void EndGraph()
    {
        EndNode();
        if (_graph.Kind != TermKind.None)
            output.Write("]}"u8);
        _graph.Clear();
    }

    private void EndNode()
    {
        if (!_node.IsEmpty)
        {
            SeparateNode();
            _node.Write(output, _subject.Term, Compact);
        }

        _subject.Clear();
    }

    // A statement with an IRI whose scheme is one of the context's prefixes stands in an object where no context is in force.
    private void WriteAlone(in TermSpan subject, in TermSpan predicate, in TermSpan @object)
    {
        EndNode();
        SeparateNode();
        output.Write("{\"@context\":null,\"@id\":"u8);
        JsonLdTerms.WriteId(output, subject);
        output.Write((byte)',');
        JsonText.WriteString(output, predicate.Value);
        output.Write(":["u8);
        JsonLdTerms.WriteValue(output, @object, compact: false);
        output.Write("]}"u8);
    }

    private void SeparateNode()
    {
        if (_graph.Kind == TermKind.None)
            Separate(ref _firstInDocument);
        else
            Separate(ref _firstInGraph);
    }

    private void Separate(ref bool first)
    {
        output.Write(first ? "\n"u8 : ",\n"u8);
        first = false;
    }
}
