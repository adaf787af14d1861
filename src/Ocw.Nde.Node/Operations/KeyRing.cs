using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Operations;

/// <summary>Recognises the keys that open what is not public: <c>Authorization: Bearer …</c>, compared by hash and in constant time; no API takes a cookie.</summary>
internal sealed class KeyRing(IReadOnlyList<ApiKey> keys)
{
    private readonly (byte[] Hash, ApiKey Key)[] _keys = [.. keys.Where(k => k.Sha256.Length == 64).Select(k => (Convert.FromHexString(k.Sha256), k))];

    /// <summary>What a request brings.</summary>
    public KeyGrant Of(HttpRequest request)
    {
        var header = (string?)request.Headers.Authorization;
        if (string.IsNullOrEmpty(header))
            return KeyGrant.None;
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return KeyGrant.Wrong;
        return Find(header["Bearer ".Length..]) is { } found ? new(KeyState.Granted, found) : KeyGrant.Wrong;
    }

    /// <summary>The key with this text, or <see langword="null"/>.</summary>
    public ApiKey? Find(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.Trim()));
        ApiKey? found = null;
        foreach (var (known, key) in _keys)
            found = CryptographicOperations.FixedTimeEquals(hash, known) ? key : found;
        return found;
    }
}

/// <summary>What a request brings for a key.</summary>
/// <param name="State">Whether there is one, and whether it is known.</param>
/// <param name="Key">The key that was recognised.</param>
internal readonly record struct KeyGrant(KeyState State, ApiKey? Key)
{
    /// <summary>No key: the public.</summary>
    public static KeyGrant None { get; }

    /// <summary>A key that this node does not know.</summary>
    public static KeyGrant Wrong { get; } = new(KeyState.Wrong, null);
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
