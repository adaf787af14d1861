namespace Ocw.Nde.Harvest;

/// <summary>Compares the record numbers of a database with those that are held: what was deleted shows only there, and what changed without a date of change.</summary>
internal sealed class AdlibCompare(AdlibClient client, AdlibSource source, PayloadArchive archive, HarvestOptions options)
{
    // Numbers are short: many fit in a page.
    private const int Most = 1000;

    /// <summary>The numbers that the database has; <see langword="null"/> when the list is not whole, so that nothing may be told from it.</summary>
    /// <exception cref="Ocw.Nde.Web.WebRequestException">The service does not answer.</exception>
    public async Task<HashSet<string>?> ListedAsync(CancellationToken cancellation)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        var from = 1L;
        for (var pages = 0; pages < options.MaxPages; pages++)
        {
            var answer = await client.AskAsync(source.Search, ["priref"], from, Math.Max(Most, source.PageSize), cancellation);
            var envelope = answer.Envelope;
            if (envelope.Error is not null || envelope.Numbers.Count < envelope.Records)
                return null;
            var before = listed.Count;
            listed.UnionWith(envelope.Numbers);
            from += envelope.Records;
            if (envelope.Hits is { } hits && from > hits)
                return listed.Count >= hits ? listed : null;
            if (listed.Count == before)
                return null;
        }

        return null;
    }

    /// <summary>The numbers that the runs until now hold, those that were deleted left out.</summary>
    public HashSet<string> Held(IEnumerable<ArchivedPayload> payloads)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var payload in payloads.Where(payload => payload.Kind is PayloadKind.AdlibPage or PayloadKind.Deletions))
        {
            foreach (var item in new PayloadCutter(archive, payload, source, CutOptions.Default, CutDepth.QuickKeys).Cut())
            {
                if (item is CutItem.Record { Value: var record })
                    _ = record.IsDeleted ? held.Remove(record.Identifier) : held.Add(record.Identifier);
            }
        }

        return held;
    }
}
