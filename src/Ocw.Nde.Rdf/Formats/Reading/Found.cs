using System.Globalization;
using System.Text;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Says in words what stands at a place, for messages.</summary>
internal static class Found
{
    internal const string EndOfInput = "the end of the input";

    /// <summary>The first few characters of <paramref name="rest"/>, quoted; control characters by number.</summary>
    internal static string At(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return EndOfInput;
        if (rest[0] is (byte)'\n' or (byte)'\r')
            return "the end of the line";

        if (Rune.DecodeFromUtf8(rest, out var first, out _) != System.Buffers.OperationStatus.Done)
            return string.Create(CultureInfo.InvariantCulture, $"the byte 0x{rest[0]:X2}, which is not UTF-8");
        if (first.Value <= 0x20 || Rune.IsControl(first))
            return Character(first);

        var text = new StringBuilder("'");
        for (var count = 0; count < 20 && !rest.IsEmpty; count++)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done || rune.Value <= 0x20)
                break;
            text.Append(rune.ToString());
            rest = rest[length..];
        }

        return text.Append('\'').ToString();
    }

    /// <summary>One character: itself where it can be seen, else its number.</summary>
    internal static string Character(Rune rune) => rune.Value switch
    {
        ' ' => "a space",
        '\t' => "a tab",
        '\n' or '\r' => "the end of the line",
        0 => "the control character U+0000 (is the text UTF-16? Save it as UTF-8)",
        < 0x20 or (>= 0x7F and < 0xA0) => string.Create(CultureInfo.InvariantCulture, $"the control character U+{rune.Value:X4}"),
        _ => $"'{rune}'",
    };
}
