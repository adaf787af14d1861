using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Lenient reading of documents that should be UTF-8 and may be something else; tells what was made of them.</summary>
internal sealed class DecodingReader(RdfReader inner, RdfReaderOptions options) : RdfReader
{
    /// <inheritdoc/>
    public override void Read(Stream input, IQuadSink sink, CancellationToken cancellation = default)
    {
        using var text = DecodedText.Open(input, options);
        try
        {
            inner.Read(text.Utf8, sink, cancellation);
        }
        finally
        {
            text.Report(options);
        }
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> input, IQuadSink sink, CancellationToken cancellation = default)
    {
        if (Utf8.IsValid(input.Span) && !DecodedText.MayBeWide(input.Span))
        {
            inner.Read(input, sink, cancellation);
            return;
        }

        if (!MemoryMarshal.TryGetArray(input, out var segment))
            segment = new ArraySegment<byte>(input.ToArray());
        using var stream = new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false);
        Read(stream, sink, cancellation);
    }
}
