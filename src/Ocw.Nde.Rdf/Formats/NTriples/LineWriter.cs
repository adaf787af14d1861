using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.NTriples;

/// <summary>Writes N-Triples and N-Quads, one canonical line a statement.</summary>
internal sealed class LineWriter(Utf8Output output, RdfWriterOptions options, bool quads) : RdfWriter
{
    /// <inheritdoc/>
    public override void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        TermText.Write(output, subject);
        output.Write((byte)' ');
        TermText.Write(output, predicate);
        output.Write((byte)' ');
        TermText.Write(output, @object);
        if (graph.Kind != TermKind.None)
        {
            if (quads)
            {
                output.Write((byte)' ');
                TermText.Write(output, graph);
            }
            else if (!options.DropGraphNames)
            {
                throw NamedGraphs.NotHeldBy("N-Triples", graph);
            }
        }

        output.Write(" .\n"u8);
    }

    /// <inheritdoc/>
    public override void Complete() => output.Flush();

    /// <inheritdoc/>
    public override void Flush() => output.Flush();
}
