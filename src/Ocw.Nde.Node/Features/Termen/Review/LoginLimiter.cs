namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>Slows down who guesses keys: few failures from one address, and not many from all together.</summary>
internal sealed class LoginLimiter(TimeProvider time)
{
    /// <summary>The failures from one address within <see cref="Window"/>.</summary>
    public const int MostFailures = 5;

    private const int MostOfAll = 100;
    private const int MostAddresses = 10_000;

    /// <summary>How long failures count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, List<DateTimeOffset>> _failures = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>How long an address must wait before it may try; zero if it may.</summary>
    public TimeSpan Wait(string address)
    {
        lock (_lock)
        {
            Forget();
            var own = _failures.GetValueOrDefault(address, []);
            var all = _failures.Values.Sum(f => f.Count);
            var oldest = own.Count >= MostFailures ? own[0] : all >= MostOfAll || _failures.Count >= MostAddresses ? _failures.Values.Min(f => f[0]) : (DateTimeOffset?)null;
            return oldest is { } first ? first + Window - time.GetUtcNow() : TimeSpan.Zero;
        }
    }

    /// <summary>Counts a failure.</summary>
    public void Failed(string address)
    {
        lock (_lock)
        {
            if (!_failures.TryGetValue(address, out var own))
                _failures.Add(address, own = []);
            own.Add(time.GetUtcNow());
        }
    }

    private void Forget()
    {
        var since = time.GetUtcNow() - Window;
        foreach (var (address, own) in _failures.ToList())
        {
            own.RemoveAll(f => f <= since);
            if (own.Count == 0)
                _failures.Remove(address);
        }
    }
}
