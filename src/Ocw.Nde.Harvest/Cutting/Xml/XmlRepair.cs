using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Puts right what systems often get wrong in a record, byte by byte and without guessing at its structure.</summary>
/// <remarks>
/// Control characters and references to forbidden characters are taken out; a bare <c>&amp;</c> and a bare <c>&lt;</c> are escaped; names of HTML entities become
/// their characters; an XML declaration in the middle is taken out. What is still not well-formed after that is set aside by the caller.
/// </remarks>
internal static class XmlRepair
{
    private static readonly SearchValues<byte> Suspects = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value).Except("\t\n\r"u8.ToArray()), (byte)'&', 0xEF]);

    /// <summary>The record put right.</summary>
    /// <param name="record">A record in UTF-8.</param>
    /// <param name="did">What was done, in words, for the notice; empty when nothing was found.</param>
    public static byte[] Apply(ReadOnlySpan<byte> record, out string did)
    {
        var repaired = new ArrayBufferWriter<byte>(record.Length + 64);
        var done = new SortedSet<string>(StringComparer.Ordinal);
        var tokens = new XmlTokenizer(record, isFinal: true);
        for (var kind = tokens.Next(); kind != XmlTokenKind.End; kind = tokens.Next())
        {
            switch (kind)
            {
                case XmlTokenKind.ProcessingInstruction when tokens.Token.StartsWith("<?xml "u8):
                    done.Add("an XML declaration inside the record was taken out");
                    break;
                case XmlTokenKind.Text when tokens.Token[0] == '<':
                    repaired.Write("&lt;"u8);
                    Characters(tokens.Token[1..], isMarkup: false, repaired, done);
                    done.Add("a bare < was escaped");
                    break;
                default:
                    Characters(tokens.Token, isMarkup: kind is XmlTokenKind.CData or XmlTokenKind.Comment or XmlTokenKind.ProcessingInstruction, repaired, done);
                    break;
            }
        }

        did = string.Join("; ", done);
        return repaired.WrittenSpan.ToArray();
    }

    private static void Characters(ReadOnlySpan<byte> text, bool isMarkup, ArrayBufferWriter<byte> repaired, SortedSet<string> done)
    {
        while (text.IndexOfAny(Suspects) is >= 0 and var at)
        {
            repaired.Write(text[..at]);
            text = text[at..];
            var length = text[0] switch
            {
                (byte)'&' when isMarkup => Keep(text, 1, repaired),
                (byte)'&' => Reference(text, repaired, done),
                0xEF when text.Length >= 3 && text[1] == 0xBF && text[2] is 0xBE or 0xBF => Drop(3, done),
                0xEF => Keep(text, 1, repaired),
                _ => Drop(1, done),
            };
            text = text[length..];
        }

        repaired.Write(text);
    }

    private static int Keep(ReadOnlySpan<byte> text, int length, ArrayBufferWriter<byte> repaired)
    {
        repaired.Write(text[..length]);
        return length;
    }

    private static int Drop(int length, SortedSet<string> done)
    {
        done.Add("control characters were taken out");
        return length;
    }

    // [67] Reference ::= EntityRef | CharRef
    private static int Reference(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> repaired, SortedSet<string> done)
    {
        var end = text[..Math.Min(text.Length, 40)].IndexOf((byte)';');
        var name = end > 1 ? text[1..end] : [];
        if (name.SequenceEqual("amp"u8) || name.SequenceEqual("lt"u8) || name.SequenceEqual("gt"u8) || name.SequenceEqual("quot"u8) || name.SequenceEqual("apos"u8))
            return Keep(text, end + 1, repaired);
        if (!name.IsEmpty && name[0] == '#')
            return CharacterReference(text, name, end, repaired, done);
        if (!name.IsEmpty && name.IndexOfAnyExcept(LettersAndDigits) < 0 && HtmlCharacter(name) is { } character)
        {
            repaired.Write(Encoding.UTF8.GetBytes(character));
            done.Add("names of HTML entities were replaced by their characters");
            return end + 1;
        }

        repaired.Write("&amp;"u8);
        done.Add("a bare & was escaped");
        return 1;
    }

    private static readonly SearchValues<byte> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    private static string? HtmlCharacter(ReadOnlySpan<byte> name)
    {
        var reference = $"&{Encoding.ASCII.GetString(name)};";
        var decoded = WebUtility.HtmlDecode(reference);
        return decoded == reference ? null : decoded;
    }

    private static int CharacterReference(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int end, ArrayBufferWriter<byte> repaired, SortedSet<string> done)
    {
        var isHex = name.Length > 1 && name[1] is (byte)'x' or (byte)'X';
        var digits = Encoding.ASCII.GetString(name[(isHex ? 2 : 1)..]);
        if (!int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var codePoint))
        {
            repaired.Write("&amp;"u8);
            done.Add("a bare & was escaped");
            return 1;
        }

        if (IsXmlCharacter(codePoint) && name[1] != 'X')
            return Keep(text, end + 1, repaired);
        if (IsXmlCharacter(codePoint))
            repaired.Write(Encoding.ASCII.GetBytes($"&#{codePoint};"));
        done.Add("references to forbidden characters were taken out");
        return end + 1;
    }

    // [2] Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
    private static bool IsXmlCharacter(int codePoint) =>
        codePoint is 0x9 or 0xA or 0xD or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);
}
