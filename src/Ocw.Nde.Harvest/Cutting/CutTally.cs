namespace Ocw.Nde.Harvest;

/// <summary>Counts what is cut.</summary>
internal sealed class CutTally
{
    private readonly List<HarvestNotice> _reasons = [];
    private long _kept;
    private long _deleted;
    private long _setAside;
    private long _duplicates;
    private long _documents;
    private long _notices;

    public void Count(CutItem item)
    {
        switch (item)
        {
            case CutItem.Record { Value.IsDeleted: true }:
                _deleted++;
                break;
            case CutItem.Record:
                _kept++;
                break;
            case CutItem.Fault:
                _setAside++;
                break;
            case CutItem.Document:
                _documents++;
                break;
            case CutItem.Incomplete { Reason: var reason }:
                _reasons.Add(reason);
                break;
            default:
                _notices++;
                break;
        }
    }

    public void CountDuplicate()
    {
        _duplicates++;
        _notices++;
    }

    public CutSummary ToSummary() => new()
    {
        Seen = _kept + _deleted + _setAside + _duplicates,
        Kept = _kept,
        Deleted = _deleted,
        SetAside = _setAside,
        Duplicates = _duplicates,
        Documents = _documents,
        Notices = _notices,
        IncompleteReasons = [.. _reasons],
    };
}
