using System.Diagnostics;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Features.Sparql.Lanes;

/// <summary>A few threads that work through queries in the sequence in which they came, and a queue of bounded length before them.</summary>
/// <remarks>
/// A query whose reader is slow gives its thread to another one and goes on when the reader has room. A lane may hand queries that turn out to be
/// long to a slower lane: the thread that is stuck in one gets little of the processor from then on, and another takes its place.
/// </remarks>
internal sealed class QueryLane : IDisposable
{
    /// <summary>How many queries may be under way for each thread: those that wait for their readers count.</summary>
    private const int UnderWayPerThread = 4;

    private readonly QueryLaneOptions _options;
    private readonly object _gate = new();
    private readonly Queue<LaneJob> _waiting = new();
    private readonly Queue<LaneJob> _resumed = new();
    private readonly List<Worker> _workers = [];
    private readonly Timer? _watch;
    private int _underWay;
    private int _stuck;
    private bool _closed;

    public QueryLane(QueryLaneOptions options)
    {
        _options = options;
        lock (_gate)
        {
            for (var i = 0; i < options.Threads; i++)
                StartWorker();
        }

        if (options.Slower is not null)
            _watch = new Timer(_ => Watch(), null, options.Patience, options.Patience / 4);
    }

    /// <summary>How many queries are here: under way or waiting.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _underWay + _waiting.Count;
        }
    }

    /// <summary>Takes a query in.</summary>
    /// <exception cref="LaneFullException">Too many wait already.</exception>
    public Task RunAsync(LaneJob job)
    {
        lock (_gate)
        {
            if (_closed || _waiting.Count >= _options.MostWaiting + Idle)
                throw new LaneFullException();
            _waiting.Enqueue(job);
            Monitor.Pulse(_gate);
        }

        return job.Completion;
    }

    /// <summary>Ends the threads when they have done what they are at; what waits is refused.</summary>
    public void Dispose()
    {
        _watch?.Dispose();
        lock (_gate)
        {
            _closed = true;
            foreach (var job in _waiting)
                job.Fail(new LaneFullException());
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    private int Idle => Math.Max(0, _options.Threads - _underWay);

    /// <summary>Goes on with a query that another lane began.</summary>
    private void Resume(LaneJob job)
    {
        lock (_gate)
        {
            if (_closed)
            {
                job.Fail(new LaneFullException());
                return;
            }

            if (!job.IsStarted)
                _underWay++;
            job.IsStarted = true;
            _resumed.Enqueue(job);
            Monitor.Pulse(_gate);
        }
    }

    private void StartWorker()
    {
        var worker = new Worker();
        _workers.Add(worker);
        new Thread(() => Work(worker), _options.StackBytes) { IsBackground = true, Name = $"{_options.Name} queries" }.Start();
    }

    private void Work(Worker worker)
    {
        worker.Thread = ThreadNiceness.CurrentThread;
        if (_options.Nice > 0)
            ThreadNiceness.Raise(worker.Thread, _options.Nice);
        while (!worker.IsStuck && Take() is { } job)
        {
            worker.Begin(job);
            Run(worker, job);
            worker.End();
        }

        lock (_gate)
        {
            _workers.Remove(worker);
            if (worker.IsStuck)
                _stuck--;
        }
    }

    private LaneJob? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_resumed.TryDequeue(out var resumed))
                    return resumed;
                if (_closed)
                    return null;
                if (_underWay < _options.Threads * UnderWayPerThread && _waiting.TryDequeue(out var job))
                {
                    job.IsStarted = true;
                    _underWay++;
                    return job;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    private void Run(Worker worker, LaneJob job)
    {
        try
        {
            while (job.Step())
            {
                var passing = job.PassOnAsync();
                if (worker.IsStuck)
                {
                    Leave(job);
                    _ = GoOnAsync(passing, job, _options.Slower!);
                    return;
                }

                if (!passing.IsCompletedSuccessfully)
                {
                    _ = GoOnAsync(passing, job, this);
                    return;
                }
            }

            Leave(job);
            job.Finish();
        }
        catch (Exception error)
        {
            // Whoever waits for the job gets the exception: a lane has no opinion on it.
            Leave(job);
            job.Fail(error);
        }
    }

    private static async Task GoOnAsync(ValueTask passing, LaneJob job, QueryLane lane)
    {
        try
        {
            await passing;
        }
        catch (Exception error)
        {
            if (job.IsStarted)
                lane.Leave(job);
            job.Fail(error);
            return;
        }

        lane.Resume(job);
    }

    private void Leave(LaneJob job)
    {
        lock (_gate)
        {
            job.IsStarted = false;
            _underWay--;
            Monitor.Pulse(_gate);
        }
    }

    // A thread that is at one query for too long leaves the lane with it.
    private void Watch()
    {
        lock (_gate)
        {
            foreach (var worker in _workers.ToArray())
            {
                if (worker.IsStuck || worker.Job is not { } job || Stopwatch.GetElapsedTime(worker.Since) < _options.Patience)
                    continue;
                if (_stuck >= _options.Threads)
                {
                    job.Shed();
                    continue;
                }

                worker.IsStuck = true;
                _stuck++;
                ThreadNiceness.Raise(worker.Thread, _options.Slower!._options.Nice);
                StartWorker();
            }
        }
    }

    private sealed class Worker
    {
        private volatile LaneJob? _job;
        private volatile bool _isStuck;

        public int Thread { get; set; }

        public long Since { get; private set; }

        public LaneJob? Job => _job;

        public bool IsStuck
        {
            get => _isStuck;
            set => _isStuck = value;
        }

        public void Begin(LaneJob job)
        {
            Since = Stopwatch.GetTimestamp();
            _job = job;
        }

        public void End() => _job = null;
    }
}

/// <summary>What a lane is like.</summary>
internal sealed record QueryLaneOptions
{
    /// <summary>Its name, for the names of its threads.</summary>
    public required string Name { get; init; }

    /// <summary>How many queries run at the same time.</summary>
    public required int Threads { get; init; }

    /// <summary>How many may wait.</summary>
    public required int MostWaiting { get; init; }

    /// <summary>The nice value of its threads; see <see cref="ThreadNiceness"/>. Default 0.</summary>
    public int Nice { get; init; }

    /// <summary>Where queries go on that take longer than <see cref="Patience"/>; none by default.</summary>
    public QueryLane? Slower { get; init; }

    /// <summary>How long a thread may be at one query at a stretch, where there is a slower lane. Default 1 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The stack of a thread: plans of the greatest height that the parser lets through run on it. Default 16 MiB, of which only what is used is taken.</summary>
    public int StackBytes { get; init; } = 16 << 20;
}
