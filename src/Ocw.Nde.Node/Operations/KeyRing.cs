using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Operations;

/// <summary>Recognises the keys that open what is not public: <c>Authorization: Bearer …</c>, compared by hash and in constant time.</summary>
internal sealed class KeyRing(IReadOnlyList<ApiKey> keys)
{
    private readonly byte[][] _hashes = [.. keys.Where(k => k.Sha256.Length == 64).Select(k => Convert.FromHexString(k.Sha256))];

    /// <summary>What a request brings.</summary>
    public KeyState Of(HttpRequest request)
    {
        var header = (string?)request.Headers.Authorization;
        if (string.IsNullOrEmpty(header))
            return KeyState.None;
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return KeyState.Wrong;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..].Trim()));
        var known = false;
        foreach (var each in _hashes)
            known |= CryptographicOperations.FixedTimeEquals(hash, each);
        return known ? KeyState.Granted : KeyState.Wrong;
    }
}

/// <summary>What a request brings for a key.</summary>
internal enum KeyState
{
    /// <summary>No key: the public.</summary>
    None,

    /// <summary>A key of this node.</summary>
    Granted,

    /// <summary>A key that this node does not know.</summary>
    Wrong,
}
