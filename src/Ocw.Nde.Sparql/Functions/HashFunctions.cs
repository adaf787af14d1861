using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The hash functions (SPARQL 1.1 §17.4.6): of the UTF-8 bytes of a simple literal, in lower-case hexadecimal.</summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "SPARQL names these functions; nothing is protected with them.")]
[SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "SPARQL names these functions; nothing is protected with them.")]
internal static class HashFunctions
{
    internal static Value Md5(in Value text) => Hash(text, MD5.HashData);

    internal static Value Sha1(in Value text) => Hash(text, SHA1.HashData);

    internal static Value Sha256(in Value text) => Hash(text, SHA256.HashData);

    internal static Value Sha384(in Value text) => Hash(text, SHA384.HashData);

    internal static Value Sha512(in Value text) => Hash(text, SHA512.HashData);

    private static Value Hash(in Value text, Func<byte[], byte[]> hash) =>
        text.Kind == ValueKind.String ? Value.String(Convert.ToHexStringLower(hash(Encoding.UTF8.GetBytes(text.Text!)))) : Value.Error;
}
