using System.Buffers;
using System.Text;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>Shortens IRIs by <see cref="JsonLdContext"/>, only where expansion (JSON-LD 1.1 API §5.2) gives the same IRI back.</summary>
internal static class ContextNames
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    private static readonly byte[] Vocabulary = Encoding.UTF8.GetBytes(JsonLdContext.Vocabulary);

    private static readonly (byte[] Prefix, byte[] Iri)[] Prefixes =
        [.. JsonLdContext.Prefixes.Select(p => (Encoding.UTF8.GetBytes(p.Key), Encoding.UTF8.GetBytes(p.Value)))];

    /// <summary>The prefix (with nothing for a name of the vocabulary) and the local name; false where the IRI must be written whole.</summary>
    internal static bool TryShorten(ReadOnlySpan<byte> iri, out ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> local)
    {
        prefix = default;
        if (iri.StartsWith(Vocabulary))
        {
            local = iri[Vocabulary.Length..];
            // A name that is itself a prefix would be read as that prefix's namespace.
            return IsName(local) && !IsPrefix(local);
        }

        foreach (var (name, space) in Prefixes)
        {
            if (iri.StartsWith(space))
            {
                prefix = name;
                local = iri[space.Length..];
                return IsName(local);
            }
        }

        local = default;
        return false;
    }

    /// <summary>Whether an IRI, written whole, would be taken for a prefixed name: its scheme is one of the prefixes.</summary>
    internal static bool IsConfusing(ReadOnlySpan<byte> iri)
    {
        var colon = iri.IndexOf((byte)':');
        return colon > 0 && IsPrefix(iri[..colon]) && !iri[(colon + 1)..].StartsWith("//"u8);
    }

    private static bool IsName(ReadOnlySpan<byte> local) => !local.IsEmpty && !local.ContainsAnyExcept(NameBytes);

    private static bool IsPrefix(ReadOnlySpan<byte> name)
    {
        foreach (var (prefix, _) in Prefixes)
        {
            if (name.SequenceEqual(prefix))
                return true;
        }

        return false;
    }
}
