using System.Collections.Concurrent;

namespace Ocw.Nde.Web;

/// <summary>Keeps the node polite: few requests to one host at the same time, and time between them; slower when the host says so.</summary>
public sealed class HostPace(int maxConcurrency, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a turn at the host; dispose the turn when the answer has been read.</summary>
    /// <param name="host">Host and port.</param>
    /// <param name="delay">The least time between the starts of two requests.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IDisposable> WaitAsync(string host, TimeSpan delay, CancellationToken cancellation)
    {
        var entry = _hosts.GetOrAdd(host, _ => new Host(maxConcurrency));
        await entry.Turns.WaitAsync(cancellation);
        try
        {
            var wait = entry.Reserve(time.GetUtcNow(), delay);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellation);
            return new Turn(entry.Turns);
        }
        catch
        {
            entry.Turns.Release();
            throw;
        }
    }

    /// <summary>Takes a host slower for as long as this client lives: after 429, or for the crawl-delay of its robots.txt.</summary>
    public void SlowDown(string host, TimeSpan atLeast) =>
        _hosts.GetOrAdd(host, _ => new Host(maxConcurrency)).SlowDown(atLeast);

    private sealed class Host(int maxConcurrency)
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _nextStart = DateTimeOffset.MinValue;
        private TimeSpan _imposed;

        public SemaphoreSlim Turns { get; } = new(maxConcurrency);

        public TimeSpan Reserve(DateTimeOffset now, TimeSpan delay)
        {
            lock (_gate)
            {
                var start = _nextStart > now ? _nextStart : now;
                _nextStart = start + (_imposed > delay ? _imposed : delay);
                return start - now;
            }
        }

        public void SlowDown(TimeSpan atLeast)
        {
            lock (_gate)
                _imposed = atLeast > _imposed ? atLeast : _imposed;
        }
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                turns.Release();
        }
    }
}
