using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Compares names of tags as bytes.</summary>
internal static class XmlName
{
    /// <summary>The name without its prefix.</summary>
    public static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];

    /// <summary>The value of an attribute of a start tag, decoded and trimmed; <see langword="null"/> if it is missing or empty.</summary>
    public static string? Attribute(ReadOnlySpan<byte> tag, string name)
    {
        var wanted = Encoding.UTF8.GetBytes(name);
        for (var rest = tag; rest.IndexOf(wanted) is > 0 and var at; rest = rest[(at + wanted.Length)..])
        {
            var isWhole = rest[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
            var value = rest[(at + wanted.Length)..].TrimStart(" \t\r\n"u8);
            if (!isWhole || value is not [(byte)'=', ..])
                continue;
            value = value[1..].TrimStart(" \t\r\n"u8);
            var close = value.Length > 1 ? value[1..].IndexOf(value[0]) : -1;
            return close > 0 && WebUtility.HtmlDecode(Encoding.UTF8.GetString(value.Slice(1, close))).Trim() is { Length: > 0 } found ? found : null;
        }

        return null;
    }

    /// <summary>Whether a tag is meant by a name from the settings: with its prefix when that has one, else by local name.</summary>
    public static bool IsMeant(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> wanted) =>
        tag.SequenceEqual(wanted) || (!wanted.Contains((byte)':') && Local(tag).SequenceEqual(wanted));
}
