namespace Ocw.Nde.Harvest;

/// <summary>What is known of the list that is being fetched: enough to know when it goes in circles, whether it is whole, and where to start again.</summary>
internal sealed class OaiList(int number, int setIndex, DateTimeOffset? from, HarvestOptions options)
{
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private DateTimeOffset? _newest;
    private bool _isOrdered = true;
    private int _emptyPages;

    /// <summary>Its number in the run.</summary>
    public int Number { get; } = number;

    /// <summary>The place of its set in the source's sets.</summary>
    public int SetIndex { get; } = setIndex;

    /// <summary>Since when it asks.</summary>
    public DateTimeOffset? From { get; } = from;

    /// <summary>The token for its next page; <see langword="null"/> at its end, and before its first page.</summary>
    public string? NextToken { get; private set; }

    /// <summary>Pages until now.</summary>
    public int Pages { get; private set; }

    /// <summary>Records until now, those of a repeated page not counted.</summary>
    public long Records { get; private set; }

    /// <summary>The length that the repository announced.</summary>
    public long? Size { get; private set; }

    /// <summary>Why the list was ended before its tokens did, if so.</summary>
    public string? Circle { get; private set; }

    /// <summary>Takes a page into account.</summary>
    public void Add(JournalPage page)
    {
        Pages++;
        Size = page.ListSize ?? Size;
        NextToken = page.NextToken;
        if (page.Records == 0)
        {
            if (++_emptyPages > options.MaxEmptyPages)
                Stop($"the repository gave {_emptyPages} pages without records, one after another");
            return;
        }

        _emptyPages = 0;
        if (!_signatures.Add(page.Signature))
        {
            // By content, not by token: some honest repositories keep one token for the whole session.
            if (page.NextToken is not null)
                Stop($"the repository gave the same page again (page {Pages}) and would go on in a circle");
            return;
        }

        Records += page.Records;
        _isOrdered &= _newest is null || page.Oldest is null || page.Oldest >= _newest;
        _newest = page.Newest > _newest || _newest is null ? page.Newest : _newest;
    }

    /// <summary>Where the list can be started again without losing anything: the newest datestamp if the pages came in order of datestamp, else its beginning.</summary>
    public DateTimeOffset? RestartFrom => _isOrdered && _newest is { } last && (From is null || last > From) ? last : From;

    /// <summary>Ends the list where it is.</summary>
    public void End()
    {
        NextToken = null;
        Pages = Math.Max(Pages, 1);
    }

    private void Stop(string why)
    {
        Circle = why;
        NextToken = null;
    }
}
