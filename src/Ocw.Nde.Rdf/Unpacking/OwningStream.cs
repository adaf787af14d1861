using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>A stream that disposes of something else together with itself.</summary>
public sealed class OwningStream(Stream inner, IDisposable owned) : ReadOnlySequentialStream
{
    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owned.Dispose();
        }

        base.Dispose(disposing);
    }
}
