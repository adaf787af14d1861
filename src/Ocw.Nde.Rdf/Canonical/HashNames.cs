using System.Security.Cryptography;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>The framework's names, sizes and one-shot calls for the hashes of RDFC-1.0.</summary>
internal static class HashNames
{
    internal static HashAlgorithmName Of(CanonicalHash algorithm) => algorithm == CanonicalHash.Sha384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;

    internal static int SizeOf(CanonicalHash algorithm) => algorithm == CanonicalHash.Sha384 ? SHA384.HashSizeInBytes : SHA256.HashSizeInBytes;

    internal static byte[] HashOf(CanonicalHash algorithm, ReadOnlySpan<byte> data) => algorithm == CanonicalHash.Sha384 ? SHA384.HashData(data) : SHA256.HashData(data);
}
