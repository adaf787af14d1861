namespace Ocw.Nde.Termen.Review;

/// <summary>Cuts a stream at line feeds; a last part without one is no line, unless it may be.</summary>
internal sealed class ReviewLines(Stream stream, bool lastMayLackLineFeed = false)
{
    /// <summary>The bytes of the lines that were read, line feeds included.</summary>
    public long Consumed { get; private set; }

    /// <summary>The lines that are not empty, with their numbers from 1.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="ReviewLog.MaxLineBytes"/>.</exception>
    public IEnumerable<(ReadOnlyMemory<byte> Bytes, long Number)> Read()
    {
        var buffer = new byte[1 << 16];
        var (start, end, number) = (0, 0, 0L);
        while (true)
        {
            while (buffer.AsSpan(start, end - start).IndexOf((byte)'\n') is var length and >= 0)
            {
                number++;
                if (length > 0)
                    yield return (buffer.AsMemory(start, length), number);
                start += length + 1;
                Consumed += length + 1;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (end, start) = (end - start, 0);
            if (end == buffer.Length)
            {
                if (end > ReviewLog.MaxLineBytes)
                    throw new InvalidDataException($"Line {number + 1} is longer than {ReviewLog.MaxLineBytes} bytes.");
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
                break;
            end += read;
        }

        if (lastMayLackLineFeed && end > 0)
            yield return (buffer.AsMemory(0, end), number + 1);
    }
}
