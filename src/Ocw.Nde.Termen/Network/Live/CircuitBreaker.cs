namespace Ocw.Nde.Termen.Network.Live;

/// <summary>Leaves an endpoint alone for a while after failures in a row; then one question tries whether it is back.</summary>
internal sealed class CircuitBreaker(LiveOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _failures;
    private int _rests;
    private DateTimeOffset _restUntil;
    private bool _isTrying;

    /// <summary>Until when the endpoint is left alone; <see langword="null"/> if it may be asked now, and then the caller tells how it went.</summary>
    internal DateTimeOffset? Enter()
    {
        lock (_gate)
        {
            if (_failures < options.FailuresBeforeRest && _restUntil == default)
                return null;
            var now = time.GetUtcNow();
            if (now < _restUntil || _isTrying)
                return _restUntil < now ? now : _restUntil;
            _isTrying = true;
            return null;
        }
    }

    internal void Succeeded()
    {
        lock (_gate)
            (_failures, _rests, _restUntil, _isTrying) = (0, 0, default, false);
    }

    /// <summary>It says nothing of the endpoint: cancelled, too little time, or a question that it did not like.</summary>
    internal void SaidNothing()
    {
        lock (_gate)
            _isTrying = false;
    }

    internal void Failed(TimeSpan? askedToWait)
    {
        lock (_gate)
        {
            _isTrying = false;
            _failures++;
            if (_failures < options.FailuresBeforeRest && askedToWait is null)
                return;
            var rest = options.Rest * Math.Pow(2, Math.Min(_rests++, 16));
            if (askedToWait > rest)
                rest = askedToWait.Value;
            _restUntil = time.GetUtcNow() + (rest > options.MaxRest ? options.MaxRest : rest);
            _failures = Math.Max(_failures, options.FailuresBeforeRest);
        }
    }
}
