using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>Gathers a small document and writes it as <see cref="NestedTurtle"/>.</summary>
internal sealed class NestingTurtleWriter(Utf8Output output, RdfWriterOptions options, bool graphs)
    : NestingWriter(output, new TurtleWriter(output, options with { Prefixes = new Dictionary<string, string>(StringComparer.Ordinal) }, graphs), options)
{
    private readonly Utf8Output _output = output;
    private readonly bool _dropGraphNames = options.DropGraphNames;

    /// <inheritdoc/>
    protected override TermSpan Accept(in TermSpan graph)
    {
        if (graphs || graph.Kind == TermKind.None)
            return graph;
        return _dropGraphNames ? TermSpan.None : throw NamedGraphs.NotHeldBy("Turtle", graph);
    }

    /// <inheritdoc/>
    protected override bool TryWrite(RdfDataset dataset, IReadOnlyDictionary<string, string> prefixes)
    {
        NestedTurtle.Write(_output, dataset, prefixes);
        return true;
    }
}
