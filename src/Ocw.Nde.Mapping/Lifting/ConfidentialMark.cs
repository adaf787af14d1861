namespace Ocw.Nde.Mapping.Lifting;

/// <summary>What a mark of confidentiality may say when it means that nothing is confidential.</summary>
internal static class ConfidentialMark
{
    private static readonly string[] No = ["no", "nee", "nein", "non", "n", "false", "0"];

    /// <summary>Whether the text is a no.</summary>
    public static bool IsNo(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        foreach (var no in No)
        {
            if (text.Equals(no, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return text.Length == 0;
    }

    /// <summary>Whether the text is a no.</summary>
    public static bool IsNo(ReadOnlySpan<byte> text)
    {
        if (text.Length > 16)
            return false;
        Span<char> characters = stackalloc char[16];
        return System.Text.Encoding.UTF8.TryGetChars(text, characters, out var count) && IsNo(characters[..count]);
    }
}
