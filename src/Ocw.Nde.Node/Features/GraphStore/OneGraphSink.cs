using System.Text;
using Ocw.Nde.Node.Features.Sparql;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>Takes the default graph of a document of any syntax, and refuses one that names graphs of its own: put into one graph, it would lose what it says.</summary>
internal sealed class OneGraphSink(IQuadSink inner) : IQuadSink
{
    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        if (graph.Kind != TermKind.None)
        {
            var name = Encoding.UTF8.GetString(graph.Value);
            throw new StateException(StatusCodes.Status400BadRequest, "named-graph", new LocalizedText(
                $"Het document noemt zelf een graph ({name}); hier past één graph zonder naam. Er is niets gewijzigd.",
                $"The document names a graph itself ({name}); one graph without a name is what fits here. Nothing was changed."));
        }

        inner.Quad(subject, predicate, @object, graph);
    }

    /// <inheritdoc/>
    public void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) => inner.Prefix(prefix, iri);
}
