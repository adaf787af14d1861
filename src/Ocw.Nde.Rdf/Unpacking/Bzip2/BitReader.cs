using System.Globalization;

namespace Ocw.Nde.Rdf.Unpacking.Bzip2;

/// <summary>Bits, the highest of each byte first.</summary>
internal sealed class BitReader(PackedInput input)
{
    private ulong _bits;
    private int _count;

    /// <summary>Takes up to 32 bits.</summary>
    /// <exception cref="InvalidDataException">The input ends before.</exception>
    internal uint Take(int count)
    {
        var value = Look(count);
        Skip(count);
        return value;
    }

    internal bool TakeFlag() => Take(1) == 1;

    /// <summary>The next bits, up to 32, without taking them.</summary>
    internal uint Look(int count)
    {
        while (_count < count)
            More();
        return (uint)((_bits >> (_count - count)) & ((1UL << count) - 1));
    }

    /// <summary>The next bits as far as there are any; zeros after the end of the input.</summary>
    internal uint LookAhead(int count)
    {
        while (_count < count && input.Peek() is >= 0 and var next)
            Push(next);
        return _count >= count ? (uint)((_bits >> (_count - count)) & ((1UL << count) - 1)) : (uint)((_bits << (count - _count)) & ((1UL << count) - 1));
    }

    /// <summary>Passes over bits that were looked at.</summary>
    internal void Skip(int count)
    {
        if (count > _count)
            throw CutOff();
        _count -= count;
    }

    /// <summary>Passes over the rest of a byte; the input stands at a whole byte again.</summary>
    internal void Align() => _count -= _count % 8;

    /// <summary>The next whole byte after <see cref="Align"/>, or -1 at the end.</summary>
    internal int TakeByte() => _count == 0 ? input.ReadByte() : (int)Take(8);

    internal InvalidDataException CutOff() => new(string.Create(
        CultureInfo.InvariantCulture, $"the bzip2 data is cut off: it ends after {input.Count:N0} packed bytes in the middle of its data; fetch or make the file again"));

    private void More()
    {
        if (input.Peek() is var next and >= 0)
            Push(next);
        else
            throw CutOff();
    }

    private void Push(int value)
    {
        input.ReadByte();
        _bits = (_bits << 8) | (uint)value;
        _count += 8;
    }
}
