namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>Fills every read as far as the input goes: XmlReader miscounts columns when a stream gives a few bytes at a time, as networks do.</summary>
internal sealed class FullReads(Stream input) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => input.ReadAtLeast(buffer.AsSpan(offset, count), count, throwOnEndOfStream: false);

    public override int Read(Span<byte> buffer) => input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
