using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>Words for a quad that a format cannot hold.</summary>
internal static class NamedGraphs
{
    internal static InvalidOperationException NotHeldBy(string format, in TermSpan graph) =>
        new($"{format} holds no named graphs, and a quad of the graph {graph.ToString()} was to be written: choose N-Quads, TriG or JSON-LD, or leave the names of graphs out ({nameof(RdfWriterOptions.DropGraphNames)}; --drop-graph-names on the command line).");
}
