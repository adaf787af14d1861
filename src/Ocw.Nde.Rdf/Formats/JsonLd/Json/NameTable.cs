using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Json;

/// <summary>Gives the same string for the same bytes, so that the keys of a million objects are made once.</summary>
internal sealed class NameTable
{
    private const int MaxNames = 4096;
    private const int LongestName = 128;

    private readonly Dictionary<byte[], string> _names = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    internal NameTable() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();

    internal string Get(ReadOnlySpan<byte> utf8)
    {
        if (_lookup.TryGetValue(utf8, out var known))
            return known;
        var name = Encoding.UTF8.GetString(utf8);
        if (utf8.Length <= LongestName && _names.Count < MaxNames)
            _names.Add(utf8.ToArray(), name);
        return name;
    }
}
