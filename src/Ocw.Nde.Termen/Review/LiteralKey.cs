using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Review;

/// <summary>What makes two values one question: the words of an institution in one field. White space at the ends and in rows does not count, case does.</summary>
public static class LiteralKey
{
    /// <summary>The words as they are compared: composed (NFC), single spaces, none at the ends.</summary>
    public static string OfWords(string literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        var composed = TextFolder.IsWellFormed(literal) ? literal.Normalize() : literal;
        var text = new StringBuilder(composed.Length);
        foreach (var word in composed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Length > 0)
                text.Append(' ');
            text.Append(word);
        }

        return text.ToString();
    }

    /// <summary>The field as it is compared: without case.</summary>
    public static string OfField(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.ToUpperInvariant();
    }

    /// <summary>A number for a question that stays the same over index builds: for addresses of pages and rows of tables.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="field">The field.</param>
    /// <param name="literal">The words.</param>
    /// <param name="language">Their language, or none.</param>
    public static long NumberOf(string institution, string field, string literal, string? language)
    {
        var text = string.Join('\0', institution, OfField(field), OfWords(literal), language?.ToUpperInvariant() ?? "");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}
