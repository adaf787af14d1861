using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Operations.Purging;

namespace Ocw.Nde.Node.Pipeline.Records;

/// <summary>Maps records for one worker, and takes what did not change from the cache.</summary>
internal sealed class CachedMapping(MappingProfile profile, RecordCache? cache, IPurgedNames? blocked, RunCounts counts) : IDisposable
{
    private readonly RecordMapper _mapper = profile.CreateMapper();
    private readonly RecordCacheReader? _known = cache?.OpenReader();
    private bool _hasMapped;

    /// <summary>What mapping makes of a record.</summary>
    public MappingResult Map(SourceRecord record)
    {
        if (_known is null || cache is null)
            return _mapper.Map(record);
        var hash = RecordHash.Of(record.Identifier, record.Content.Span, record.MediaType, record.Datestamp);
        var known = _known.Find(hash.Key);
        if (known is { } row)
            cache.Keep(row.Id);

        // One record at least is mapped in any case: the profile learns from it how the source writes the paths of its fields.
        if (_hasMapped && known is { } before && before.Content == hash.Content && _known.Result(before.Id) is { } bytes && MappedRecord.Read(record.Identifier, bytes) is { } same)
        {
            counts.AddReused();
            return same;
        }

        _hasMapped = true;
        var mapped = _mapper.Map(record);
        var subject = mapped.Subject?.Value;
        if (subject is not null && blocked?.Covers(subject) == true)
            return mapped;
        if (known is { Subject: { } was } && subject is not null && was != subject)
            counts.AddNotice(new HarvestNotice("identifier-reused", $"The record described <{was}> before, and describes <{subject}> now. See whether the source gave its identifier to another object.", record.Origin, record.Identifier));
        if (MappedRecord.Write(mapped) is { } result)
            cache.Put(hash, record.Datestamp?.UtcTicks ?? 0, subject, result);
        return mapped;
    }

    /// <inheritdoc/>
    public void Dispose() => _known?.Dispose();
}
