using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>The bytes of one page in a shared buffer: pages are large, many, and short-lived.</summary>
internal sealed class PageBuffer : IDisposable
{
    private byte[] buffer;
    private int length;

    private PageBuffer(int capacity) => buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="source">The stream, which has its own ceiling.</param>
    /// <param name="expected">How long it will be, if known.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<PageBuffer> ReadAsync(Stream source, long? expected, CancellationToken cancellation)
    {
        var page = new PageBuffer((int)Math.Clamp(expected + 1 ?? 0, 64 << 10, 16 << 20));
        try
        {
            while (await source.ReadAsync(page.buffer.AsMemory(page.length), cancellation) is > 0 and var read)
            {
                page.length += read;
                if (page.length == page.buffer.Length)
                    page.Grow();
            }

            return page;
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
