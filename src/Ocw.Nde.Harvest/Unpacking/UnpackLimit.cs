namespace Ocw.Nde.Harvest;

/// <summary>Counts unpacked bytes against their ceiling and ratio; one for a whole payload, whatever lies in it.</summary>
/// <param name="maxBytes">The most unpacked bytes.</param>
/// <param name="maxRatio">The largest ratio of unpacked to packed bytes.</param>
/// <param name="judgedFrom">Small data may be packed better than the ratio: it is judged from here on. Default 64 MiB.</param>
internal sealed class UnpackLimit(long maxBytes, int maxRatio, long judgedFrom = 64 << 20)
{
    /// <summary>How many bytes were unpacked until now.</summary>
    public long Unpacked { get; private set; }

    /// <summary>Counts bytes that were just unpacked.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="packed">From how many packed bytes everything until now came; <see langword="null"/> if not known.</param>
    /// <exception cref="InvalidDataException">A ceiling is passed.</exception>
    public void Count(int bytes, long? packed)
    {
        Unpacked += bytes;
        if (Unpacked > maxBytes)
            throw new InvalidDataException($"it unpacks to more than {maxBytes:N0} bytes; raise the ceiling of this source if that is right");
        if (packed is { } size && Unpacked > judgedFrom && Unpacked / maxRatio > size)
            throw new InvalidDataException($"it unpacks to more than {maxRatio} times its size, the mark of a decompression bomb; it is not read further");
    }
}
