using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Pipeline.Quality;

/// <summary>Counts over a run what the mapping does with each source field, with a few records to look at. Safe for several threads.</summary>
/// <remarks>
/// Its size is bounded by the number of different fields (a ceiling of lifting), whatever the number of records. Values and identifiers come from public records only;
/// those of denied fields are never known here. Of the records those are kept that come first in order of characters, so that the same harvest names the same ones.
/// </remarks>
internal sealed class FieldCoverage
{
    /// <summary>How many records are named for each field.</summary>
    public const int Examples = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tally> _fields = new(StringComparer.Ordinal);

    /// <summary>Counts a record.</summary>
    public void Add(RecordNote note)
    {
        lock (_lock)
        {
            foreach (var field in note.Seen)
                Count(field.Path, field.Use switch { FieldUse.Read => FieldFate.Used, FieldUse.LeftOut => FieldFate.LeftOut, _ => FieldFate.Unread }).Add(note.IsExample ? note.Record : null, field.Example);
            foreach (var path in note.Denied)
                Count(path, FieldFate.Denied).Add(note.IsExample ? note.Record : null, null);
        }
    }

    /// <summary>Begins again, for records that are mapped a second time.</summary>
    public void Reset()
    {
        lock (_lock)
            _fields.Clear();
    }

    /// <summary>The fields: what is lost first, the most frequent first.</summary>
    public IReadOnlyList<FieldFigure> Figures()
    {
        lock (_lock)
        {
            return
            [
                .. _fields.OrderByDescending(f => f.Value.Fate).ThenByDescending(f => f.Value.Records).ThenBy(f => f.Key, StringComparer.Ordinal)
                    .Select(f => new FieldFigure(f.Key, f.Value.Fate, f.Value.Records, [.. f.Value.Seen.Select(s => s.Record)], f.Value.Seen.FirstOrDefault().Value)),
            ];
        }
    }

    // A field that a group makes confidential in one record may have been read in another: it counts as denied then.
    private Tally Count(string path, FieldFate fate)
    {
        if (!_fields.TryGetValue(path, out var tally))
            _fields[path] = tally = new Tally(fate);
        if (fate == FieldFate.Denied)
            tally.Deny();
        return tally;
    }

    private sealed class Tally(FieldFate fate)
    {
        public FieldFate Fate { get; private set; } = fate;

        public long Records { get; private set; }

        public List<(string Record, string? Value)> Seen { get; } = new(Examples);

        public void Deny()
        {
            Fate = FieldFate.Denied;
            for (var i = 0; i < Seen.Count; i++)
                Seen[i] = (Seen[i].Record, null);
        }

        public void Add(string? record, string? value)
        {
            Records++;
            if (record is null)
                return;
            var at = Seen.FindIndex(s => string.CompareOrdinal(record, s.Record) <= 0);
            if (at < 0 ? Seen.Count >= Examples : Seen[at].Record == record)
                return;
            Seen.Insert(at < 0 ? Seen.Count : at, (record, Fate == FieldFate.Denied ? null : value));
            if (Seen.Count > Examples)
                Seen.RemoveAt(Examples);
        }
    }
}
