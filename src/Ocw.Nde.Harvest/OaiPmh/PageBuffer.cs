using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>The bytes of one page in a shared buffer: pages are large, many, and short-lived.</summary>
internal sealed class PageBuffer : IDisposable
{
    private byte[] _buffer;
    private int _length;

    private PageBuffer(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="source">The stream, which has its own ceiling.</param>
    /// <param name="expected">How long it will be, if known.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<PageBuffer> ReadAsync(Stream source, long? expected, CancellationToken cancellation)
    {
        var page = new PageBuffer((int)Math.Clamp(expected + 1 ?? 0, 64 << 10, 16 << 20));
        try
        {
            while (await source.ReadAsync(page._buffer.AsMemory(page._length), cancellation) is > 0 and var read)
            {
                page._length += read;
                if (page._length == page._buffer.Length)
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
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
