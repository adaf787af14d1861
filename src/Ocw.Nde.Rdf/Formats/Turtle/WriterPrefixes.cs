using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>The prefixes that a writer has declared, looked up by namespace.</summary>
internal sealed class WriterPrefixes
{
    private readonly Dictionary<byte[], byte[]> _byPrefix = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], byte[]> _byIri = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _prefixLookup;
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _iriLookup;

    internal WriterPrefixes()
    {
        _prefixLookup = _byPrefix.GetAlternateLookup<ReadOnlySpan<byte>>();
        _iriLookup = _byIri.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Takes a prefix; true when it is new or means something else than before, so that it must be written.</summary>
    internal bool Declare(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
        if (!IsPrefix(prefix) || iri.IsEmpty || !IriResolver.IsAbsolute(iri) || IriCheck.HasForbidden(iri))
            return false;
        if (_prefixLookup.TryGetValue(prefix, out var before))
        {
            if (iri.SequenceEqual(before))
                return false;
            _byIri.Remove(before);
        }

        var prefixBytes = prefix.ToArray();
        var iriBytes = iri.ToArray();
        _byPrefix[prefixBytes] = iriBytes;
        _byIri[iriBytes] = prefixBytes;
        return true;
    }

    /// <summary>The prefix and local name for an IRI, if its namespace has a prefix and the rest can stand as it is.</summary>
    internal bool TryShorten(ReadOnlySpan<byte> iri, out ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> local)
    {
        var at = iri.LastIndexOfAny((byte)'#', (byte)'/', (byte)':') + 1;
        if (_byIri.Count > 0 && at > 0)
        {
            if (TrySplit(iri, at, out prefix, out local))
                return true;
            // A local name may hold colons: the namespace may end earlier, at # or /.
            if (iri[at - 1] == (byte)':' && iri.LastIndexOfAny((byte)'#', (byte)'/') is >= 0 and var earlier)
                return TrySplit(iri, earlier + 1, out prefix, out local);
        }

        prefix = local = default;
        return false;
    }

    private bool TrySplit(ReadOnlySpan<byte> iri, int at, out ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> local)
    {
        local = iri[at..];
        prefix = default;
        if (!_iriLookup.TryGetValue(iri[..at], out var found) || !IsPlainLocal(local))
            return false;
        prefix = found;
        return true;
    }

    // PN_LOCAL without escapes: [168s], the characters that need none.
    private static bool IsPlainLocal(ReadOnlySpan<byte> local)
    {
        if (!local.IsEmpty && (local[0] is (byte)'-' or (byte)'.' || local[^1] == (byte)'.'))
            return false;
        for (var first = true; !local.IsEmpty; first = false)
        {
            var size = NameChars.Decode(local, out var c);
            if (size == 0 || !(c is ':' or (>= '0' and <= '9') || (first ? NameChars.IsStart(c) : c == '.' || NameChars.IsName(c))))
                return false;
            local = local[size..];
        }

        return true;
    }

    private static bool IsPrefix(ReadOnlySpan<byte> prefix)
    {
        if (prefix.IsEmpty)
            return true;
        NameChars.Decode(prefix, out var first);
        return NameChars.IsBase(first) && NameChars.LabelLength(prefix) == prefix.Length;
    }
}
