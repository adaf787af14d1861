namespace Ocw.Nde.Harvest;

/// <summary>What is known of the list that is being fetched: enough to know when it goes in circles, whether it is whole, and where to start again.</summary>
internal sealed class OaiList(int number, int setIndex, DateTimeOffset? from, HarvestOptions options)
{
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private DateTimeOffset? _oldest;
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

    /// <summary>The length that the repository announced last.</summary>
    public long? Size { get; private set; }

    /// <summary>The length that it announced first: another one at the end means that records came or went meanwhile.</summary>
    public long? FirstSize { get; private set; }

    /// <summary>The most records that a page had.</summary>
    public int LargestPage { get; private set; }

    /// <summary>The newest datestamp until now.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>Whether the pages came in order of datestamp until now.</summary>
    public bool IsOrdered { get; private set; } = true;

    /// <summary>Why the list was ended before its tokens did, if so.</summary>
    public string? Circle { get; private set; }

    /// <summary>Takes a page into account.</summary>
    public void Add(JournalPage page)
    {
        Pages++;
        Size = page.ListSize ?? Size;
        FirstSize ??= Size;
        LargestPage = Math.Max(LargestPage, page.Records);
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
        IsOrdered &= Newest is null || page.Oldest is null || page.Oldest >= Newest;
        _oldest ??= page.Oldest;
        Newest = page.Newest > Newest || Newest is null ? page.Newest : Newest;
    }

    /// <summary>Where the list can be started again without losing anything: a little before the newest datestamp if the pages came in order of datestamp, else its beginning.</summary>
    /// <remarks>The overlap is left out where it would bring the list back to its beginning: many repositories have one datestamp for a whole import.</remarks>
    public DateTimeOffset? RestartFrom =>
        !IsOrdered || Newest is not { } last || last <= (From ?? _oldest) ? From
        : last - options.RestartOverlap is var earlier && (From is null ? earlier > _oldest : earlier > From) ? earlier
        : last;

    /// <summary>Records that came outside its pages, one by one.</summary>
    public int Singles { get; private set; }

    /// <summary>Counts records that came outside its pages.</summary>
    public void AddSingles(int records)
    {
        Singles += records;
        Records += records;
    }

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
