using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>Writes Turtle and TriG with prefixes, predicate lists and object lists, as the quads come.</summary>
internal sealed class TurtleWriter : RdfWriter
{
    private readonly Utf8Output _output;
    private readonly bool _graphs;
    private readonly bool _dropGraphNames;
    private readonly TurtleTerms _terms;
    private readonly HeldTerm _graph = new();
    private readonly HeldTerm _subject = new();
    private readonly HeldTerm _predicate = new();
    private bool _inBlock;

    internal TurtleWriter(Utf8Output output, RdfWriterOptions options, bool graphs)
    {
        _output = output;
        _terms = new(output);
        _graphs = graphs;
        _dropGraphNames = options.DropGraphNames;
        if (options.Version == RdfVersion.Rdf12)
            output.Write("VERSION \"1.2\"\n"u8);
        foreach (var (prefix, iri) in options.Prefixes)
            Prefix(System.Text.Encoding.UTF8.GetBytes(prefix), System.Text.Encoding.UTF8.GetBytes(iri));
    }

    private ReadOnlySpan<byte> Indent => _inBlock ? "  "u8 : default;

    /// <inheritdoc/>
    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) => _terms.Declare(prefix, iri, EndBlock);

    /// <inheritdoc/>
    public override void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        if (!_graphs && graph.Kind != TermKind.None && !_dropGraphNames)
            throw NamedGraphs.NotHeldBy("Turtle", graph);
        if (_graphs && !_graph.Is(graph))
            BeginBlock(graph);

        if (!_subject.Is(subject))
            BeginSubject(subject, predicate);
        else if (!_predicate.Is(predicate))
            NextPredicate(predicate);
        else
            _output.Write(" ,"u8);
        _output.Write((byte)' ');
        _terms.Write(@object);
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        EndBlock();
        _output.Flush();
    }

    /// <inheritdoc/>
    public override void Flush() => _output.Flush();

    private void BeginBlock(in TermSpan graph)
    {
        EndBlock();
        _graph.Hold(graph);
        if (graph.Kind == TermKind.None)
            return;
        _output.Write((byte)'\n');
        _terms.Write(graph);
        _output.Write(" {\n"u8);
        _inBlock = true;
    }

    private void EndBlock()
    {
        EndSubject();
        if (_inBlock)
            _output.Write("}\n"u8);
        _inBlock = false;
        _graph.Clear();
    }

    private void BeginSubject(in TermSpan subject, in TermSpan predicate)
    {
        EndSubject();
        _subject.Hold(subject);
        if (!_inBlock)
            _output.Write((byte)'\n');
        _output.Write(Indent);
        _terms.Write(subject);
        _output.Write((byte)' ');
        WriteVerb(predicate);
    }

    private void EndSubject()
    {
        if (_subject.Kind != TermKind.None)
            _output.Write(" .\n"u8);
        _subject.Clear();
        _predicate.Clear();
    }

    private void NextPredicate(in TermSpan predicate)
    {
        _output.Write(" ;\n"u8);
        _output.Write(Indent);
        _output.Write("    "u8);
        WriteVerb(predicate);
    }

    private void WriteVerb(in TermSpan predicate)
    {
        _predicate.Hold(predicate);
        _terms.WriteVerb(predicate);
    }
}
