using Ocw.Nde.Harvest;

namespace Ocw.Nde.Node.Pipeline.Records;

/// <summary>Finds out whether a harvest brought anything that is not served already, by what each record holds: no matter that its pages look different each time.</summary>
/// <remarks>It costs the cutting of what the harvest brought, and ends at the first difference. In doubt something is new: then everything goes its usual way, and the store sees no change.</remarks>
internal static class SameRecords
{
    /// <summary>Whether the items are the records of the cache.</summary>
    /// <param name="cache">The records of the version that is served.</param>
    /// <param name="items">What was cut from the harvest alone.</param>
    /// <param name="scope">Whether they are everything that the source holds, or what changed there.</param>
    /// <param name="cancellation">Stops the comparing.</param>
    public static bool Are(RecordCache cache, IEnumerable<CutItem> items, HarvestScope scope, CancellationToken cancellation)
    {
        using var known = cache.OpenReader();
        var documents = known.Documents();
        var (met, metDocuments, faults) = (0L, 0, 0L);
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (item)
            {
                case CutItem.Record { Value: { IsDeleted: true } record } when known.Find(RecordHash.KeyOf(record.Identifier)) is not null:
                    return false;
                case CutItem.Record { Value: { IsDeleted: false } record }:
                    var hash = RecordHash.Of(record.Identifier, record.Content.Span, record.MediaType, record.Datestamp);
                    if (known.Find(hash.Key) is not { } row || row.Content != hash.Content)
                        return false;
                    met++;
                    break;
                case CutItem.Document { Value: var document }:
                    if (documents.GetValueOrDefault(document.Origin) != document.PayloadHash)
                        return false;
                    metDocuments++;
                    break;
                case CutItem.Fault:
                    faults++;
                    break;
                case CutItem.Incomplete:
                    return false;
            }
        }

        return scope == HarvestScope.Increment
            ? faults == 0
            : faults == cache.Faults && metDocuments == documents.Count && met + cache.Split == known.Count();
    }
}
