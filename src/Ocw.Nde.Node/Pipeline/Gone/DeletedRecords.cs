using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Pipeline.Records;

namespace Ocw.Nde.Node.Pipeline.Gone;

/// <summary>The objects whose records the source says are deleted: told by the cache of mapped records, since a deletion has an identifier and nothing else.</summary>
/// <param name="known">The records of the version that is served, if anything is known of them.</param>
internal sealed class DeletedRecords(RecordCacheReader? known)
{
    private readonly HashSet<string> _subjects = new(StringComparer.Ordinal);
    private bool _hasUnknown;

    /// <summary>Adds a deletion. One that was only inferred from lists says no more than that the record was not found.</summary>
    public void Add(HarvestedRecord record)
    {
        if (record.IsInferred)
            return;
        if (known?.Find(RecordHash.KeyOf(record.Identifier))?.Subject is { } subject)
            _subjects.Add(subject);
        else
            _hasUnknown = true;
    }

    /// <summary>Whether the source says that the record of an object is deleted.</summary>
    /// <param name="subject">The object, which is gone.</param>
    /// <param name="scope">What the last harvest was: from an increment something goes by a deletion only, also where the cache cannot tell which.</param>
    public bool Names(string subject, HarvestScope scope) => _subjects.Contains(subject) || (_hasUnknown && _subjects.Count == 0 && scope == HarvestScope.Increment);

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        _subjects.Clear();
        _hasUnknown = false;
    }
}
