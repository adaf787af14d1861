namespace Ocw.Nde.Harvest;

/// <summary>Knows which records of a run are copies that another record of the same identifier replaces.</summary>
/// <remarks>All keys are sorted by identifier (on disk when there are many), the losers by their number; the second pass over the records then walks along the losers.</remarks>
internal sealed class DuplicateIndex(DuplicateRule rule, int keysInMemory, string temporaryDirectory) : IDisposable
{
    private readonly SpillSorter<RecordKey> _keys = new(keysInMemory, temporaryDirectory);
    private readonly SpillSorter<long> _losers = new(keysInMemory, temporaryDirectory);
    private long _count;

    /// <summary>How many keys were held in memory at most; for tests.</summary>
    public int HighWaterMark => Math.Max(_keys.HighWaterMark, _losers.HighWaterMark);

    /// <summary>Adds the next record of the run.</summary>
    public void Add(string identifier, DateTimeOffset? datestamp, bool isDeleted = false) => _keys.Add(RecordKey.Of(identifier, datestamp, _count++, isDeleted));

    /// <summary>Adds the next record of the run, one of those that come and go together.</summary>
    /// <param name="group">The identifier of the whole.</param>
    /// <param name="datestamp">The datestamp of the whole.</param>
    /// <param name="size">On the last of them, how many there are; 0 on the others.</param>
    public void AddPart(string group, DateTimeOffset? datestamp, int size)
    {
        if (size > 0)
            _keys.Add(RecordKey.Of(group, datestamp, _count, size: size));
        _count++;
    }

    /// <summary>The records that lose, in order; to be called once, after the last <see cref="Add"/>.</summary>
    public IEnumerable<LosingCopy> Losers()
    {
        var isFirst = true;
        RecordKey winner = default;
        foreach (var key in _keys.Sorted())
        {
            if (isFirst || !key.IsSameRecord(winner))
            {
                winner = key;
                isFirst = false;
                continue;
            }

            var wins = rule switch
            {
                DuplicateRule.First => false,
                DuplicateRule.Newest => key.Datestamp >= winner.Datestamp,
                _ => true,
            };
            var (loser, kept) = wins ? (winner, key) : (key, winner);
            for (var number = loser.Number - loser.Size + 1; number <= loser.Number; number++)
                _losers.Add((number * 2) + (loser.IsDeleted && !kept.IsDeleted ? 1 : 0));
            winner = kept;
        }

        return _losers.Sorted().Select(place => new LosingCopy(place / 2, place % 2 == 1));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _losers.Dispose();
    }
}

/// <summary>A copy of a record that another one replaces.</summary>
/// <param name="Number">Its number in the run.</param>
/// <param name="WasDeleted">Whether it says that the record is deleted, and the copy that replaces it is live.</param>
internal readonly record struct LosingCopy(long Number, bool WasDeleted);
