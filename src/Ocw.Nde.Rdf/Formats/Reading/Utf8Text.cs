using System.Buffers;
using System.Text;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Facts about UTF-8 bytes.</summary>
internal static class Utf8Text
{
    /// <summary>How many bytes at the end begin a character that is not complete yet: 0 to 3.</summary>
    internal static int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0b1100_0000) == 0b1000_0000)
                continue;
            var length = b switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return length > back ? back : 0;
        }

        return 0;
    }

    /// <summary>The length of the longest valid prefix.</summary>
    internal static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }

    /// <summary>The number of code points in valid UTF-8.</summary>
    internal static int CountCharacters(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += (b & 0b1100_0000) == 0b1000_0000 ? 0 : 1;
        return count;
    }
}
