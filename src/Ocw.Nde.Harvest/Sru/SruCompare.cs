namespace Ocw.Nde.Harvest;

/// <summary>Compares the keys of a catalogue, asked for in a brief schema, with those that are held: increments do not show what was deleted.</summary>
internal sealed class SruCompare(PayloadArchive archive, SruSource source)
{
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <summary>How many different keys were listed.</summary>
    public int Listed => _listed.Count;

    /// <summary>Whether the keys of the brief schema are those of the records: at least half of what is held is among them.</summary>
    public bool HasSameKeys => _held.Count(_listed.Contains) * 2 >= _held.Count;

    /// <summary>What is held and was not listed.</summary>
    public IReadOnlyCollection<string> Gone => [.. _held.Except(_listed, StringComparer.Ordinal)];

    /// <summary>What was listed and is not held, in order.</summary>
    public IReadOnlyList<string> Lacking => [.. _listed.Except(_held, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Takes the keys of some payloads, oldest first.</summary>
    public void Hold(IEnumerable<ArchivedPayload> payloads)
    {
        foreach (var payload in payloads.Where(payload => payload.Kind is PayloadKind.SruPage or PayloadKind.Deletions))
        {
            foreach (var item in new PayloadCutter(archive, payload, source, CutOptions.Default, CutDepth.Keys).Cut())
            {
                if (item is CutItem.Record { Value: var record })
                    _ = record.IsDeleted ? _held.Remove(record.Identifier) : _held.Add(record.Identifier);
            }
        }
    }

    /// <summary>Takes the keys of a page in the brief schema.</summary>
    /// <returns>Whether each of its records had one.</returns>
    public bool List(PageAnswer page, int records)
    {
        var context = new CutContext(page.Asked.AbsoluteUri, "", "", new FileSource(source.Id, []), CutOptions.Default, CutDepth.Keys);
        using var text = Utf8Text.Open(new MemoryStream(page.Bytes.ToArray(), writable: false), null);
        var keys = new SruPageCutter(context, source.KeyPaths).Cut(text).OfType<CutItem.Record>().Select(item => item.Value.Identifier).ToList();
        _listed.UnionWith(keys);
        return keys.Count == records;
    }
}
