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
    public void Add(string identifier, DateTimeOffset? datestamp) => _keys.Add(RecordKey.Of(identifier, datestamp, _count++));

    /// <summary>The numbers of the records that lose, in order; to be called once, after the last <see cref="Add"/>.</summary>
    public IEnumerable<long> Losers()
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
            _losers.Add(wins ? winner.Number : key.Number);
            winner = wins ? key : winner;
        }

        return _losers.Sorted();
    }

    public void Dispose()
    {
        _keys.Dispose();
        _losers.Dispose();
    }
}
