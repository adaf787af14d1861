using System.Diagnostics.CodeAnalysis;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>Prefixes and the IRIs that they stand for, looked up by bytes.</summary>
internal sealed class PrefixTable
{
    private readonly Dictionary<byte[], byte[]> _iris = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    internal PrefixTable() => _lookup = _iris.GetAlternateLookup<ReadOnlySpan<byte>>();

    internal void Set(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
        // Files that were pasted together declare the same prefixes over and over.
        if (!_lookup.TryGetValue(prefix, out var before) || !iri.SequenceEqual(before))
            _lookup[prefix] = iri.ToArray();
    }

    internal bool TryGet(ReadOnlySpan<byte> prefix, [NotNullWhen(true)] out byte[]? iri) => _lookup.TryGetValue(prefix, out iri);
}
