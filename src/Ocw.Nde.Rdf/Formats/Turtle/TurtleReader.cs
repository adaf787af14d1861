using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>Reads Turtle and TriG (RDF 1.1 Turtle §6, TriG §4) as a stream of bytes.</summary>
internal sealed class TurtleReader(RdfReaderOptions options, bool graphs) : RdfReader
{
    /// <inheritdoc/>
    public override void Read(Stream input, IQuadSink sink, CancellationToken cancellation = default)
    {
        using var window = new ByteWindow(input, options.MaxTokenBytes, validate: true, cancellation);
        new TurtleParser(window, sink, options, graphs, cancellation).ReadDocument();
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> input, IQuadSink sink, CancellationToken cancellation = default)
    {
        using var window = new ByteWindow(input, validate: true, cancellation);
        new TurtleParser(window, sink, options, graphs, cancellation).ReadDocument();
    }
}
