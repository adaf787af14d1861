using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Pipeline.Records;

namespace Ocw.Nde.Node.Pipeline.Increments;

/// <summary>What a harvest brings that is not served already, record by record.</summary>
/// <remarks>It is held in memory, so there is a ceiling; beyond it everything goes the usual way, which costs little more then.</remarks>
internal sealed class RecordDelta
{
    private const long MostBytes = 64 << 20;
    private const int LeastCeiling = 2_000;

    private readonly List<ChangedRecord> _changed = [];
    private readonly List<(UInt128 Key, long Id)> _gone = [];
    private readonly List<HarvestedRecord> _deleted = [];
    private readonly HashSet<long> _met = [];
    private readonly HashSet<UInt128> _others = [];
    private long _bytes;

    private RecordDelta()
    {
    }

    /// <summary>Whether all of it is served already.</summary>
    public bool IsEmpty => _changed.Count == 0 && _gone.Count == 0;

    /// <summary>Whether an identifier came twice, or records come as parts of a whole: which copy counts is not decided here, and nothing else of the difference is known.</summary>
    public bool HasCopies { get; private set; }

    /// <summary>Records that are new, or hold something else.</summary>
    public IReadOnlyList<ChangedRecord> Changed => _changed;

    /// <summary>Records that are no longer there.</summary>
    public IReadOnlyList<(UInt128 Key, long Id)> Gone => _gone;

    /// <summary>Deletions that the source reports.</summary>
    public IReadOnlyList<HarvestedRecord> Deleted => _deleted;

    /// <summary>A live record, whether it changed or not.</summary>
    public SourceRecord? Sample { get; private set; }

    /// <summary>Records of the cache that are touched: what they stated before counts no longer.</summary>
    public HashSet<long> Touched { get; } = [];

    /// <summary>Compares; <see langword="null"/> where the difference cannot be told, or is so large that nothing is gained.</summary>
    /// <param name="known">The records of the version that is served.</param>
    /// <param name="items">What was cut from the harvest alone.</param>
    /// <param name="scope">Whether that is everything, or what changed.</param>
    /// <param name="newestWins">Whether of two copies the newest wins, or the later one.</param>
    /// <param name="areWatched">Whether copies were not looked for while cutting: the first one that is met ends the comparing (<see cref="HasCopies"/>).</param>
    /// <param name="cancellation">Stops the comparing.</param>
    public static RecordDelta? Of(RecordCacheReader known, IEnumerable<CutItem> items, HarvestScope scope, bool newestWins, bool areWatched, CancellationToken cancellation)
    {
        var delta = new RecordDelta();
        var ceiling = Math.Max(LeastCeiling, known.Count() / 5);
        var isIncrement = scope == HarvestScope.Increment;
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!delta.Take(known, item, isIncrement, newestWins) || delta._changed.Count + delta._deleted.Count > ceiling || delta._bytes > MostBytes)
                return null;
            if (delta.HasCopies && areWatched)
                return delta;
        }

        if (!isIncrement)
        {
            foreach (var (id, key, _) in known.Others(delta._met))
            {
                delta._gone.Add((key, id));
                delta.Touched.Add(id);
                if (delta._gone.Count > ceiling)
                    return null;
            }
        }

        return delta;
    }

    private bool Take(RecordCacheReader known, CutItem item, bool isIncrement, bool newestWins)
    {
        switch (item)
        {
            case CutItem.Document or CutItem.Incomplete:
                return false;
            case CutItem.Record { Value: { IsDeleted: true } record }:
                // In a full harvest what is deleted was not met; in an increment it is found here, if what is served is not newer.
                var key = RecordHash.KeyOf(record.Identifier);
                var held = known.Find(key);
                Watch(key, held);
                _others.Add(key);
                if (isIncrement && held is { } gone)
                {
                    if (newestWins && Ticks(record) < gone.Datestamp)
                        return true;
                    _gone.Add((key, gone.Id));
                    Touched.Add(gone.Id);
                }

                _deleted.Add(record);

                return true;
            case CutItem.Record { Value: var record }:
                // A whole that is replaced takes parts with it that nothing names.
                return !(isIncrement && record.IsPart) && TakeLive(known, record, isIncrement, newestWins);
            default:
                return true;
        }
    }

    private bool TakeLive(RecordCacheReader known, HarvestedRecord record, bool isIncrement, bool newestWins)
    {
        Sample ??= ToSource(record);
        var hash = RecordHash.Of(record.Identifier, record.Content.Span, record.MediaType, record.Datestamp);
        var row = known.Find(hash.Key);
        Watch(hash.Key, row);
        HasCopies |= record.IsPart;
        if (row is { } same && same.Content == hash.Content)
        {
            _met.Add(same.Id);
            return true;
        }

        var isOlder = isIncrement && newestWins && Ticks(record) < (row?.Datestamp ?? known.Deleted(hash.Key) ?? 0);
        if (isOlder)
        {
            _others.Add(hash.Key);
            return true;
        }

        if (row is { } before)
        {
            _met.Add(before.Id);
            Touched.Add(before.Id);
        }
        else
        {
            _others.Add(hash.Key);
        }

        _bytes += record.Content.Length;
        _changed.Add(new ChangedRecord(ToSource(record), hash, row));
        return true;
    }

    private void Watch(UInt128 key, CachedRecord? row) => HasCopies |= (row is { } known && _met.Contains(known.Id)) || _others.Contains(key);

    private static SourceRecord ToSource(HarvestedRecord record) => new(record.Identifier, record.Content, record.MediaType, record.Origin, record.Datestamp);

    private static long Ticks(HarvestedRecord record) => record.Datestamp?.UtcTicks ?? 0;
}

/// <summary>A record that is new, or holds something else than before.</summary>
/// <param name="Record">The record.</param>
/// <param name="Hash">What it holds now.</param>
/// <param name="Before">The record as the cache knows it, if it was there.</param>
internal sealed record ChangedRecord(SourceRecord Record, RecordHash Hash, CachedRecord? Before);
