using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>Blank-node labels that every format of the Turtle family can read.</summary>
/// <remarks>
/// A label that the grammar allows is written as it is; any other becomes <c>hex</c> and its bytes as hexadecimal digits, and so does one
/// that begins with <c>hex</c> by itself: different labels stay different.
/// </remarks>
internal static class WritableLabels
{
    internal static void Write(Utf8Output output, ReadOnlySpan<byte> label)
    {
        if (NameChars.IsLabel(label) && !label.StartsWith("hex"u8))
        {
            output.Write(label);
            return;
        }

        output.Write("hex"u8);
        foreach (var b in label)
        {
            output.Write("0123456789ABCDEF"u8[b >> 4]);
            output.Write("0123456789ABCDEF"u8[b & 15]);
        }
    }
}
