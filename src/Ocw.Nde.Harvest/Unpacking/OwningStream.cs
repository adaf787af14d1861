using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Harvest;

/// <summary>A stream that disposes of something else together with itself.</summary>
internal sealed class OwningStream(Stream inner, IDisposable owned) : ReadOnlySequentialStream
{
    public override int Read(Span<byte> buffer) => inner.Read(buffer);

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
