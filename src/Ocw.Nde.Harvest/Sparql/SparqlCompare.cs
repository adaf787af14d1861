using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>
/// Compares the names of an endpoint's records, and their dates of change, with what is held: increments do not show what was deleted, nor what came with an old date.
/// Of each record 24 bytes are in memory.
/// </summary>
internal sealed class SparqlCompare(PayloadArchive archive, SparqlSource source, HarvestOptions options)
{
    private readonly Dictionary<UInt128, ulong> _held = [];
    private readonly HashSet<UInt128> _listed = [];
    private readonly List<ArchivedPayload> _payloads = [];
    private readonly byte[] _property = Encoding.UTF8.GetBytes($" <{source.DateProperty}> \"");

    /// <summary>How many records are held.</summary>
    public int Held => _held.Count;

    /// <summary>Takes what some payloads hold, oldest first.</summary>
    public void Hold(IEnumerable<ArchivedPayload> payloads)
    {
        foreach (var payload in payloads.Where(payload => payload.Kind is PayloadKind.SparqlPage or PayloadKind.Deletions))
        {
            _payloads.Add(payload);
            foreach (var record in RecordsOf(payload, CutDepth.Records))
            {
                if (record.IsDeleted)
                    _held.Remove(HashOf(record.Identifier));
                else
                    _held[HashOf(record.Identifier)] = (ulong)HashOf(DateOf(record) ?? "");
            }
        }
    }

    /// <summary>Takes note of a name that the endpoint has, and says whether it must be described anew.</summary>
    /// <param name="name">The name.</param>
    /// <param name="changed">Its date of change, as it is written; <see langword="null"/> when it has none.</param>
    /// <param name="withDates">Whether dates were asked for.</param>
    public bool IsOther(string name, string? changed, bool withDates)
    {
        var hash = HashOf(name);
        _listed.Add(hash);
        return !_held.TryGetValue(hash, out var date) || (withDates && date != (ulong)HashOf(changed ?? ""));
    }

    /// <summary>What is held and was not listed.</summary>
    public IReadOnlyCollection<string> Gone()
    {
        if (_held.Keys.All(_listed.Contains))
            return [];
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in _payloads.SelectMany(payload => RecordsOf(payload, CutDepth.Keys)))
        {
            if (HashOf(record.Identifier) is var hash && _held.ContainsKey(hash) && !_listed.Contains(hash))
                gone.Add(record.Identifier);
        }

        return gone;
    }

    private IEnumerable<HarvestedRecord> RecordsOf(ArchivedPayload payload, CutDepth depth) =>
        new PayloadCutter(archive, payload, source, CutOptions.Default with { JsonLd = options.JsonLd }, depth).Cut().OfType<CutItem.Record>().Select(item => item.Value);

    // The newest of its dates, compared as text: as the endpoint is asked for it.
    private string? DateOf(HarvestedRecord record)
    {
        var subject = Encoding.UTF8.GetBytes($"<{record.Identifier}>");
        string? newest = null;
        for (var rest = record.Content.Span; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!line.StartsWith(subject) || !line[subject.Length..].StartsWith(_property))
                continue;
            var value = line[(subject.Length + _property.Length)..];
            var text = Encoding.UTF8.GetString(value[..Math.Max(0, value.IndexOf((byte)'"'))]);
            newest = string.CompareOrdinal(text, newest) > 0 ? text : newest;
        }

        return newest;
    }

    private static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
