namespace Ocw.Nde.Harvest;

/// <summary>Tells progress now and then, not for each record.</summary>
internal sealed class CutMeter(IProgress<HarvestProgress>? progress, long expectedBytes)
{
    private const int Interval = 500;

    private long records;
    private long bytes;
    private int payloads;

    public void Count(CutItem item)
    {
        if (item is CutItem.Record or CutItem.Fault && ++records % Interval == 0)
            Report();
    }

    public void EndPayload(long length)
    {
        bytes += length;
        payloads++;
        Report();
    }

    private void Report() => progress?.Report(new HarvestProgress(records, null, bytes, expectedBytes, payloads, "cut"));
}
