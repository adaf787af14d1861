using System.Text;

namespace Ocw.Nde.Rdf.Text;

/// <summary>Finds out in which encoding bytes are written: BOM, what is declared, an XML declaration, zero bytes.</summary>
public static class TextEncoding
{
    /// <summary>Latin-1 in the wild is Windows-1252 (as the WHATWG Encoding Standard has it): the same letters, and quotes and dashes where Latin-1 has control codes.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The encoding for a name, as people and servers write it.</summary>
    /// <exception cref="InvalidDataException">The name is not known.</exception>
    public static Encoding ByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var label = name.Trim().ToUpperInvariant();
        switch (label)
        {
            case "UTF-8" or "UTF8" or "US-ASCII" or "ASCII":
                return Encoding.UTF8;
            case "ISO-8859-1" or "ISO8859-1" or "LATIN1" or "LATIN-1" or "L1" or "WINDOWS-1252" or "CP1252" or "ANSI":
                return Windows1252;
        }

        // UTF-7 can hide markup from whoever looks at the bytes; nobody needs it.
        if (label is "UTF-7" or "UTF7" or "UNICODE-1-1-UTF-7")
            throw new InvalidDataException("the encoding UTF-7 is never read; save the file as UTF-8");
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(label) ?? Encoding.GetEncoding(label);
        }
        catch (ArgumentException unknown)
        {
            throw new InvalidDataException($"the encoding '{name}' is not known; use utf-8, windows-1252, iso-8859-15, utf-16 or another IANA name", unknown);
        }
    }

    /// <summary>Finds out the encoding of a document from its first bytes.</summary>
    /// <param name="start">At least 4 bytes, if there are so many; some 200 for an XML declaration.</param>
    /// <param name="declared">What the settings, or else the server, say.</param>
    /// <returns>The encoding, and the length of the BOM.</returns>
    public static (Encoding Encoding, int Preamble) Find(ReadOnlySpan<byte> start, string? declared)
    {
        if (start.StartsWith("\uFEFF"u8))
            return (Encoding.UTF8, 3);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
            return (Encoding.UTF32, 4);
        if (start.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return (Encoding.Unicode, 2);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (Encoding.BigEndianUnicode, 2);

        // Text never has zero bytes in UTF-8; every second byte is zero in western UTF-16.
        if (start.Length >= 4 && start[0] != 0 && start[1] == 0 && start[3] == 0)
            return (Encoding.Unicode, 0);
        if (start.Length >= 4 && start[0] == 0 && start[1] != 0 && start[2] == 0)
            return (Encoding.BigEndianUnicode, 0);
        return (ByName(declared ?? XmlDeclarationEncoding(start) ?? "utf-8"), 0);
    }

    // [80] EncodingDecl ::= S 'encoding' Eq ('"' EncName '"' | "'" EncName "'" )
    internal static string? XmlDeclarationEncoding(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart(" \t\r\n"u8);
        if (!text.StartsWith("<?xml"u8))
            return null;
        var end = text.IndexOf("?>"u8);
        var declaration = end < 0 ? text : text[..end];
        var at = declaration.IndexOf("encoding"u8);
        if (at < 0)
            return null;
        var value = declaration[(at + 8)..].TrimStart(" \t\r\n="u8);
        if (value.IsEmpty || value[0] is not ((byte)'"' or (byte)'\''))
            return null;
        var close = value[1..].IndexOf(value[0]);
        return close <= 0 ? null : Encoding.ASCII.GetString(value.Slice(1, close));
    }
}
