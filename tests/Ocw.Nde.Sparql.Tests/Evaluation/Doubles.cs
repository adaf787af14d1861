using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

/// <summary>A clock that goes on by a millisecond each time it is looked at.</summary>
internal sealed class TickingClock : TimeProvider
{
    private long ticks;

    /// <summary>What to do when it was looked at so many times.</summary>
    public (long Tick, Action Do)? AtTick { get; init; }

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp()
    {
        ticks++;
        if (AtTick is { } at && at.Tick == ticks)
            at.Do();
        return ticks;
    }
}

/// <summary>A source that counts how often it was given back.</summary>
internal sealed class OwnedSource(IQuadSource inner) : IQuadSource, IDisposable
{
    public int Disposals { get; private set; }

    public ITermDictionary Terms => inner.Terms;

    public IReadOnlyList<GraphInfo> NamedGraphs => inner.NamedGraphs;

    public QuadScan Scan(in QuadPattern pattern, QuadOrder order) => inner.Scan(pattern, order);

    public long EstimateCount(in QuadPattern pattern) => inner.EstimateCount(pattern);

    public void Dispose() => Disposals++;
}

/// <summary>A source that counts the rows that were read from it and the scans that are open.</summary>
internal sealed class CountingSource(IQuadSource inner) : IQuadSource
{
    public long RowsRead { get; private set; }

    public int OpenScans { get; private set; }

    public ITermDictionary Terms => inner.Terms;

    public IReadOnlyList<GraphInfo> NamedGraphs => inner.NamedGraphs;

    public QuadScan Scan(in QuadPattern pattern, QuadOrder order)
    {
        OpenScans++;
        return new CountingScan(this, inner.Scan(pattern, order));
    }

    public long EstimateCount(in QuadPattern pattern) => inner.EstimateCount(pattern);

    private sealed class CountingScan(CountingSource owner, QuadScan scan) : QuadScan
    {
        public override int Next(QuadBatch batch)
        {
            var rows = scan.Next(batch);
            owner.RowsRead += rows;
            return rows;
        }

        public override void SkipTo(TermId first, TermId second) => scan.SkipTo(first, second);

        protected override void Dispose(bool disposing)
        {
            owner.OpenScans--;
            scan.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>A sink that does something for each quad.</summary>
internal sealed class EachQuad(Action each) : IQuadSink
{
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => each();
}
