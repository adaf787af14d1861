namespace Ocw.Nde.Rdf.Formats;

/// <summary>Reads documents of one format; made by <see cref="RdfFormats.CreateReader"/>. One instance reads any number of documents, one at a time.</summary>
public abstract class RdfReader
{
    /// <summary>Reads a whole stream, forward only and with bounded memory, and hands every quad to <paramref name="sink"/>. The stream stays open.</summary>
    /// <exception cref="RdfSyntaxException">The document does not follow the grammar; the quads before the fault have been handed over.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public abstract void Read(Stream input, IQuadSink sink, CancellationToken cancellation = default);

    /// <summary>Reads a document that is in memory.</summary>
    /// <inheritdoc cref="Read(Stream, IQuadSink, CancellationToken)"/>
    public abstract void Read(ReadOnlyMemory<byte> input, IQuadSink sink, CancellationToken cancellation = default);
}
