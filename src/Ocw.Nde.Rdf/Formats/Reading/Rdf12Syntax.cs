using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>What the syntaxes of the Turtle family share of RDF 1.2.</summary>
internal static class Rdf12Syntax
{
    internal const string DirectionExpected = "the base direction ltr or rtl, in small letters, after -- in a language tag";

    // RDF 1.2 N-Triples: a part of a language tag has at most 8 characters (BCP 47).
    private const int LongestSubtag = 8;

    private static ReadOnlySpan<byte> LangString => "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"u8;

    private static ReadOnlySpan<byte> DirLangString => "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString"u8;

    /// <summary>What stands at a place, with a word on RDF 1.2 where it is of 1.2 and that is off.</summary>
    internal static string Found(ReadOnlySpan<byte> text, int at, RdfVersion version)
    {
        var found = Reading.Found.At(text[at..]);
        return version == RdfVersion.Rdf11 && IsOf12(text, at) ? $"{found} of {RdfVersions.HowToSwitchOn}" : found;
    }

    /// <summary>Whether a datatype is one of those that only a language tag gives (RDF 1.2 Concepts §3.4).</summary>
    internal static bool NeedsLanguage(ReadOnlySpan<byte> datatype) => datatype.SequenceEqual(LangString) || datatype.SequenceEqual(DirLangString);

    // [13] LANG_DIR ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)* ('--' [a-zA-Z]+)?
    /// <summary>Reads a language tag with a base direction; <paramref name="length"/> is that of the tag, <paramref name="whole"/> that of both.</summary>
    internal static TokenFault ReadLanguage(
        ReadOnlySpan<byte> bytes, bool lenient, RdfVersion version, out int length, out int whole, out bool repair, out BaseDirection direction)
    {
        direction = BaseDirection.None;
        var fault = LanguageTags.Read(bytes, lenient, out length, out repair);
        whole = length;
        if (version == RdfVersion.Rdf11)
            return fault.IsFault && IsOf12(bytes, fault.Index) ? fault with { Found = $"{fault.Found} of {RdfVersions.HowToSwitchOn}" } : fault;
        if (fault.IsFault && (fault.Index < 2 || !bytes[(fault.Index - 1)..].StartsWith("--"u8)))
            return fault;
        if (fault.IsFault)
        {
            length = fault.Index - 1;
            direction = DirectionAt(bytes[(fault.Index + 1)..]);
            if (direction == BaseDirection.None)
                return new(fault.Index + 1, DirectionExpected, Reading.Found.At(bytes[(fault.Index + 1)..]));
            whole = fault.Index + 4;
        }

        var longest = LongestPart(bytes[..length]);
        return longest <= LongestSubtag ? TokenFault.None : new(0, "parts of a language tag of at most 8 characters", Reading.Found.At(bytes));
    }

    private static BaseDirection DirectionAt(ReadOnlySpan<byte> text)
    {
        if (text.Length > 3 && char.IsAsciiLetterOrDigit((char)text[3]))
            return BaseDirection.None;
        return text.StartsWith("ltr"u8) ? BaseDirection.LeftToRight : text.StartsWith("rtl"u8) ? BaseDirection.RightToLeft : BaseDirection.None;
    }

    private static int LongestPart(ReadOnlySpan<byte> tag)
    {
        var longest = 0;
        foreach (var part in tag.Split((byte)'-'))
            longest = Math.Max(longest, part.End.Value - part.Start.Value);
        return longest;
    }

    private static bool IsOf12(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..];
        return rest.StartsWith("<<"u8) || rest.StartsWith("~"u8) || rest.StartsWith("{|"u8) || rest.StartsWith("@version"u8)
            || (rest.Length > 7 && System.Text.Ascii.EqualsIgnoreCase(rest[..7], "version"u8) && rest[7] is (byte)' ' or (byte)'\t')
            || (at > 0 && (text[(at - 1)..].StartsWith("<<"u8) || text[(at - 1)..].StartsWith("--"u8)));
    }
}
