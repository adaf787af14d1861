namespace Ocw.Nde.Harvest;

/// <summary>Counts what is cut.</summary>
internal sealed class CutTally
{
    private readonly List<HarvestNotice> reasons = [];
    private long kept;
    private long deleted;
    private long setAside;
    private long duplicates;
    private long documents;
    private long notices;

    public void Count(CutItem item)
    {
        switch (item)
        {
            case CutItem.Record { Value.IsDeleted: true }:
                deleted++;
                break;
            case CutItem.Record:
                kept++;
                break;
            case CutItem.Fault:
                setAside++;
                break;
            case CutItem.Document:
                documents++;
                break;
            case CutItem.Incomplete { Reason: var reason }:
                reasons.Add(reason);
                break;
            default:
                notices++;
                break;
        }
    }

    public void CountDuplicate()
    {
        duplicates++;
        notices++;
    }

    public CutSummary ToSummary() => new()
    {
        Seen = kept + deleted + setAside + duplicates,
        Kept = kept,
        Deleted = deleted,
        SetAside = setAside,
        Duplicates = duplicates,
        Documents = documents,
        Notices = notices,
        IncompleteReasons = [.. reasons],
    };
}
