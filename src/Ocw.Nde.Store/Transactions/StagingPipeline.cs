using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Store.Transactions;

/// <summary>
/// Puts quads into a stage on a thread of its own, so that whoever reads them can go on reading: the sink for large files. Quads are handed over some
/// thousands at a time, at most <see cref="MostBatches"/> batches of about 1 MiB ahead.
/// </summary>
/// <remarks>
/// Not safe for concurrent use. Until <see cref="Complete"/> has returned, the stage and its transaction are this pipeline's; it must be disposed before
/// them. An error of the stage is thrown by the next call here.
/// </remarks>
public sealed class StagingPipeline : IQuadSink, IDisposable
{
    private const int MostBatches = 3;

    private readonly QuadStage _stage;
    private readonly BlockingCollection<QuadBytes> _filled = new(MostBatches);
    private readonly ConcurrentQueue<QuadBytes> _spare = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _staging;
    private QuadBytes _batch = new();
    private bool _completed;

    /// <summary>Begins to stage.</summary>
    public StagingPipeline(QuadStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _stage = stage;
        _staging = Task.Factory.StartNew(Stage, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The quads that were given.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        Count++;
        _batch.Add(subject, predicate, @object, graph);
        if (_batch.IsFull)
            HandOver();
    }

    /// <summary>Hands over the rest and waits until all quads are staged.</summary>
    public void Complete()
    {
        if (_completed)
            return;
        HandOver();
        _completed = true;
        _filled.CompleteAdding();
        ((IAsyncResult)_staging).AsyncWaitHandle.WaitOne();
        ThrowIfFailed();
    }

    /// <summary>Ends the staging; what was not staged yet is dropped.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        if (!_completed)
            _filled.CompleteAdding();
        _completed = true;
        ((IAsyncResult)_staging).AsyncWaitHandle.WaitOne();
        _filled.Dispose();
        _stop.Dispose();
    }

    private void HandOver()
    {
        ThrowIfFailed();
        try
        {
            _filled.Add(_batch, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The staging is ending by an error: that is what the caller should see.
            ((IAsyncResult)_staging).AsyncWaitHandle.WaitOne();
            ThrowIfFailed();
            throw;
        }

        _batch = _spare.TryDequeue(out var batch) ? batch : new QuadBytes();
    }

    private void ThrowIfFailed()
    {
        if (_staging is { IsCompleted: true, Exception: { } error })
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
    }

    private void Stage()
    {
        try
        {
            while (_filled.TryTake(out var batch, Timeout.Infinite))
            {
                if (_stop.IsCancellationRequested)
                    return;
                batch.Replay(_stage);
                batch.Clear();
                _spare.Enqueue(batch);
            }
        }
        catch
        {
            // Whoever waits to hand over the next batch would wait for ever.
            _stop.Cancel();
            throw;
        }
    }
}
