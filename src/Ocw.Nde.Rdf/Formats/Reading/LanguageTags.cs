using System.Text;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Language tags as the Turtle family writes them: <c>LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*</c>.</summary>
internal static class LanguageTags
{
    internal const int MaxLength = 255;

    /// <summary>The tag at the start of <paramref name="bytes"/> (after <c>@</c>).</summary>
    /// <param name="bytes">The bytes after <c>@</c>.</param>
    /// <param name="lenient">Take <c>_</c> for <c>-</c>.</param>
    /// <param name="length">The length of the tag.</param>
    /// <param name="repair">Whether the tag holds a <c>_</c>.</param>
    internal static TokenFault Read(ReadOnlySpan<byte> bytes, bool lenient, out int length, out bool repair)
    {
        length = 0;
        repair = false;
        for (var first = true; ; first = false)
        {
            var start = length;
            while (length < bytes.Length && (first ? char.IsAsciiLetter((char)bytes[length]) : char.IsAsciiLetterOrDigit((char)bytes[length])))
                length++;
            if (length == start)
                return new(length, first ? "a language tag such as nl or en-GB" : "a letter or digit after - in a language tag", Found.At(bytes[length..]));
            if (length == bytes.Length || (bytes[length] != (byte)'-' && !(lenient && bytes[length] == (byte)'_')))
                return length <= MaxLength ? TokenFault.None : new(0, "a language tag of at most 255 characters", "a longer one");
            repair |= bytes[length] == (byte)'_';
            length++;
        }
    }

    /// <summary>Whether a text is a language tag of this grammar.</summary>
    internal static bool IsTag(ReadOnlySpan<byte> tag) => !Read(tag, lenient: false, out var length, out _).IsFault && length == tag.Length;

    internal static void AppendRepaired(ReadOnlySpan<byte> tag, ByteBuffer target)
    {
        foreach (var b in tag)
            target.Append(b == (byte)'_' ? (byte)'-' : b);
    }

    internal static string RepairMessage(ReadOnlySpan<byte> tag) => $"the language tag '{Encoding.ASCII.GetString(tag)}' was read with - for _";
}
