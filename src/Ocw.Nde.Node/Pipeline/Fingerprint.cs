using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Names for content: equal input, equal name.</summary>
internal static class Fingerprint
{
    /// <summary>16 hexadecimal characters of the SHA-256 of a text.</summary>
    public static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    /// <summary>The SHA-256 of all files of a folder, names and content, in order of name.</summary>
    public static string OfFolder(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
