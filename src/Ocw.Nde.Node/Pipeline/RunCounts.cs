using System.Collections.Concurrent;
using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline.Quality;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Counts what a run does while several workers do it.</summary>
internal sealed class RunCounts
{
    private readonly ConcurrentDictionary<string, long> _unused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _denied = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NoticeCount> _notices = new(StringComparer.Ordinal);
    private long _kept;
    private long _stubs;
    private long _withheld;
    private long _setAside;
    private long _deleted;
    private long _duplicates;
    private long _reused;

    /// <summary>Records that are public, in full or as a stub.</summary>
    public long Kept => _kept;

    /// <summary>Records that are public as a stub only.</summary>
    public long Stubs => _stubs;

    /// <summary>Records that the public does not see.</summary>
    public long Withheld => _withheld;

    /// <summary>Records that were set aside.</summary>
    public long SetAside => _setAside;

    /// <summary>Records that the source deleted.</summary>
    public long Deleted => _deleted;

    /// <summary>Copies of records that another copy won over.</summary>
    public long Duplicates => _duplicates;

    /// <summary>Records that did not change and were not mapped again.</summary>
    public long Reused => _reused;

    /// <summary>All records.</summary>
    public long Seen => _kept + _withheld + _setAside + _deleted;

    /// <summary>In how many records a field had a value that no rule used.</summary>
    public IReadOnlyDictionary<string, long> Unused => new SortedDictionary<string, long>(_unused, StringComparer.Ordinal);

    /// <summary>In how many records a field of the deny-list had a value.</summary>
    public IReadOnlyDictionary<string, long> Denied => new SortedDictionary<string, long>(_denied, StringComparer.Ordinal);

    /// <summary>What was put right or noticed, by code.</summary>
    public IReadOnlyList<NoticeCount> Notices => [.. _notices.Values.OrderBy(n => n.Code, StringComparer.Ordinal)];

    /// <summary>Begins again, for records that are mapped a second time.</summary>
    public void Reset()
    {
        _unused.Clear();
        _denied.Clear();
        _notices.Clear();
        (_kept, _stubs, _withheld, _setAside, _deleted, _duplicates, _reused) = (0, 0, 0, 0, 0, 0, 0);
    }

    /// <summary>Counts a record that is public.</summary>
    public void AddKept(bool stub)
    {
        Interlocked.Increment(ref _kept);
        if (stub)
            Interlocked.Increment(ref _stubs);
    }

    /// <summary>Counts a record by what is noted of it.</summary>
    public void Add(RecordNote note)
    {
        AddFields(note.Unused, note.Denied);
        switch (note.Fate)
        {
            case RecordFate.SetAside:
                AddSetAside();
                break;
            case RecordFate.Withheld:
                AddWithheld();
                break;
            default:
                AddKept(note.Fate == RecordFate.Stub);
                break;
        }
    }

    /// <summary>Counts concepts that were copied as they are.</summary>
    public void AddCopied(long concepts) => Interlocked.Add(ref _kept, concepts);

    /// <summary>Counts a record that is withheld.</summary>
    public void AddWithheld() => Interlocked.Increment(ref _withheld);

    /// <summary>Counts a record that is set aside.</summary>
    public void AddSetAside() => Interlocked.Increment(ref _setAside);

    /// <summary>Counts a deleted record.</summary>
    public void AddDeleted(long records = 1) => Interlocked.Add(ref _deleted, records);

    /// <summary>Counts a copy that lost.</summary>
    public void AddDuplicate() => Interlocked.Increment(ref _duplicates);

    /// <summary>Counts a record that was not mapped again.</summary>
    public void AddReused(long records = 1) => Interlocked.Add(ref _reused, records);

    /// <summary>Counts something that was put right or noticed.</summary>
    public void AddNotice(HarvestNotice notice) => _notices.AddOrUpdate(
        notice.Code,
        static (code, first) => new NoticeCount(code, 1, first.Origin is null ? first.Message : $"{first.Message} ({first.Origin})"),
        static (_, known, _) => known with { Count = known.Count + 1 },
        notice);

    /// <summary>Counts the fields of a record that no rule used, and those of the deny-list.</summary>
    public void AddFields(IEnumerable<string> unused, IEnumerable<string> denied)
    {
        foreach (var field in unused)
            _unused.AddOrUpdate(field, 1, (_, n) => n + 1);
        foreach (var field in denied)
            _denied.AddOrUpdate(field, 1, (_, n) => n + 1);
    }
}
