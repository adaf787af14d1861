namespace Ocw.Nde.Rdf.Formats.Gzip;

/// <summary>A stream, and after its end some bytes more.</summary>
internal sealed class TailedInput(Stream input, byte[] tail) : ReadOnlySequentialStream
{
    private int _tailRead;
    private bool _ended;

    /// <summary>How many bytes the stream itself gave.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether the stream itself is at its end.</summary>
    internal bool IsSpent => _ended;

    public override int Read(Span<byte> buffer)
    {
        if (!_ended)
        {
            var count = input.Read(buffer);
            Count += count;
            if (count > 0 || buffer.IsEmpty)
                return count;
            _ended = true;
        }

        var rest = Math.Min(tail.Length - _tailRead, buffer.Length);
        tail.AsSpan(_tailRead, rest).CopyTo(buffer);
        _tailRead += rest;
        return rest;
    }
}
