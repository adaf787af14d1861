namespace Ocw.Nde.Harvest;

/// <summary>Tells progress now and then, not for each record.</summary>
internal sealed class CutMeter(IProgress<HarvestProgress>? progress, long expectedBytes)
{
    private const int Interval = 500;

    private long _records;
    private long _bytes;
    private int _payloads;

    public void Count(CutItem item)
    {
        if (item is CutItem.Record or CutItem.Fault && ++_records % Interval == 0)
            Report();
    }

    public void EndPayload(long length)
    {
        _bytes += length;
        _payloads++;
        Report();
    }

    private void Report() => progress?.Report(new HarvestProgress(_records, null, _bytes, expectedBytes, _payloads, "cut"));
}
