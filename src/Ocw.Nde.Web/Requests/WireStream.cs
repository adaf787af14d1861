namespace Ocw.Nde.Web;

/// <summary>The body as it comes over the wire: counted against its ceiling, broken off after silence.</summary>
internal sealed class WireStream(Uri address, Stream network, long maxBytes, TimeSpan idleTimeout, TryClock clock) : Stream
{
    private const int TailLength = 8;

    private readonly byte[] _tail = new byte[TailLength];

    public long BytesReceived { get; private set; }

    /// <summary>The last bytes that came, at most eight: where gzip says how long its content is.</summary>
    public ReadOnlySpan<byte> Tail => _tail.AsSpan(TailLength - (int)Math.Min(BytesReceived, TailLength));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => BytesReceived; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The caller's token is part of the clock: it was given when the request was sent.
        var read = await clock.RunAsync(idleTimeout, $"no byte came for {idleTimeout.TotalSeconds:0.#} seconds", token => network.ReadAsync(buffer, token));
        BytesReceived += read;
        KeepTail(buffer.Span[..read]);
        if (BytesReceived > maxBytes)
            throw new WebRequestException(address, WebFailure.TooLarge, $"the body is larger than {maxBytes:N0} bytes", "Raise the ceiling of this source if that is right.");
        return read;
    }

    private void KeepTail(ReadOnlySpan<byte> read)
    {
        if (read.Length >= TailLength)
        {
            read[^TailLength..].CopyTo(_tail);
            return;
        }

        _tail.AsSpan(read.Length).CopyTo(_tail);
        read.CopyTo(_tail.AsSpan(TailLength - read.Length));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A body from the web is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            network.Dispose();
        base.Dispose(disposing);
    }
}
