namespace Ocw.Nde.Harvest;

/// <summary>Walks activities backwards in time and keeps what is true now of each object (Change Discovery 1.0 §4, the processing algorithm).</summary>
/// <param name="since">The newest moment that the run before had seen; <see langword="null"/> for the first run.</param>
internal sealed class IiifChangeWalk(DateTimeOffset? since)
{
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private readonly List<(string Address, DateTimeOffset? Changed)> _present = [];
    private bool _onlyDeletions;

    /// <summary>Whether any activity says when it ended: level 1 and 2.</summary>
    public bool HasMoments { get; private set; }

    /// <summary>The newest moment.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>How many changes were about collections.</summary>
    public int Collections { get; private set; }

    /// <summary>What the newest activity about it took away.</summary>
    public HashSet<string> Gone { get; } = new(StringComparer.Ordinal);

    /// <summary>What is there now and was changed, oldest change first.</summary>
    public IReadOnlyList<(string Address, DateTimeOffset? Changed)> Present() => [.. Enumerable.Reverse(_present)];

    /// <summary>Takes a page, its last activity first.</summary>
    /// <param name="page">The activities in the order of the page.</param>
    /// <param name="takesAway">Whether the page takes objects away.</param>
    /// <returns>Whether older pages can have something new.</returns>
    public bool Take(List<IiifChange> page, out bool takesAway)
    {
        takesAway = false;
        for (var i = page.Count - 1; i >= 0; i--)
        {
            var change = page[i];
            if (change.Ended is { } ended)
            {
                HasMoments = true;
                if (!(Newest >= ended))
                    Newest = ended;

                // What ended in the same second as the last thing that was seen may have come after it.
                if (since is { } seen && ended < seen)
                    return false;
            }

            takesAway |= Take(change);
        }

        return true;
    }

    private bool Take(IiifChange change)
    {
        if (change.Type == "Refresh")
        {
            // Everything that is still there was announced again behind it.
            _onlyDeletions = true;
            return false;
        }

        if (!change.IsManifest)
        {
            Collections++;
            return false;
        }

        if (change.Target is { } target && _met.Add(target) && !_onlyDeletions)
            _present.Add((target, change.Ended));
        if (!_met.Add(change.Object))
            return false;
        if (change.TakesAway)
        {
            Gone.Add(change.Object);
            return true;
        }

        if (!_onlyDeletions)
            _present.Add((change.Object, change.Ended));
        return false;
    }
}
