using System.Globalization;

namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>Counts unpacked bytes against their ceiling and ratio.</summary>
internal sealed class UnpackMeter(UnpackLimits limits, int maxRatio)
{
    /// <summary>How many bytes were unpacked until now.</summary>
    internal long Unpacked { get; private set; }

    /// <summary>Counts bytes that were just unpacked.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="packed">From how many packed bytes everything until now came.</param>
    /// <exception cref="InvalidDataException">A ceiling is passed.</exception>
    internal void Count(int bytes, long packed)
    {
        Unpacked += bytes;
        if (Unpacked > limits.MaxBytes)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it unpacks to more than {limits.MaxBytes:N0} bytes; raise that ceiling if it is right"));
        if (Unpacked > limits.RatioJudgedFrom && Unpacked / maxRatio > packed)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it unpacks to more than {maxRatio:N0} times its size, the mark of a decompression bomb; it is not read further"));
    }
}
