using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.NTriples;

/// <summary>Writes N-Triples and N-Quads, one canonical line a statement.</summary>
internal sealed class LineWriter(Utf8Output output, RdfWriterOptions options, bool quads) : RdfWriter
{
    private readonly CanonicalLines? _canonical = options.Version == RdfVersion.Rdf12 ? new(output) : null;

    /// <inheritdoc/>
    public override void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        Write(subject);
        output.Write((byte)' ');
        Write(predicate);
        output.Write((byte)' ');
        Write(@object);
        if (graph.Kind != TermKind.None)
        {
            if (quads)
            {
                output.Write((byte)' ');
                Write(graph);
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

    private void Write(in TermSpan term)
    {
        if (_canonical is null)
            TermText.Write(output, term);
        else
            _canonical.Write(term);
    }
}
