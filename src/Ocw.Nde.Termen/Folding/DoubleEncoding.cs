using System.Text;

namespace Ocw.Nde.Termen.Folding;

/// <summary>Mends text whose UTF-8 bytes were taken for Windows-1252 and encoded again: «CitroÃ«n» is «Citroën».</summary>
/// <remarks>
/// Only where it is certain: every character beyond ASCII has a byte in Windows-1252, and all those bytes together are well-formed UTF-8. Text that
/// people write does not have that form by chance: each «Ã» would have to stand before just the right sign.
/// </remarks>
public static class DoubleEncoding
{
    // The characters of 0x80 to 0x9F in Windows-1252; the five that it leaves open stand for themselves.
    private const string High = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text as it was meant.</summary>
    /// <returns>Whether it was encoded twice.</returns>
    public static bool TryMend(string text, out string mended)
    {
        ArgumentNullException.ThrowIfNull(text);
        mended = text;
        if (!text.AsSpan().ContainsAnyInRange('\u00C2', '\u00F4'))
            return false;
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var high = text[i] < '\u0080' || (text[i] > '\u009F' && text[i] <= '\u00FF') ? -1 : High.IndexOf(text[i], StringComparison.Ordinal);
            if (high < 0 && text[i] > '\u00FF')
                return false;
            bytes[i] = high < 0 ? (byte)text[i] : (byte)(0x80 + high);
        }

        try
        {
            mended = s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // What is no UTF-8 was not encoded twice.
            return false;
        }

        return mended.Length < text.Length;
    }
}
