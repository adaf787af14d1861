namespace Ocw.Nde.Node.Operations.Termen;

/// <summary>Reads the catalogues of terminology sources anew when their turn comes, while the node serves: new sources appear by themselves.</summary>
internal sealed class CatalogRefresher(NodeHost host, TimeProvider time, Action<CatalogState> failed) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private readonly PeriodicTimer _timer = new(LookEvery, time);
    private DateTimeOffset? _last;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (host.Settings.Terms is not { Refresh: { } schedule, Catalogs.Count: > 0 })
            return;
        _last = host.TermCatalogs.LastRefresh;
        try
        {
            do
            {
                if (_last is null || _last < schedule.LastTurn(time.GetUtcNow()))
                    await RefreshAsync(cancellation);
            }
            while (await _timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The node stops; the catalogues are those of the last refresh at the next start.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        _last = time.GetUtcNow();
        await host.RefreshCatalogsAsync(cancellation);
        foreach (var state in host.TermCatalogs.States.Where(state => state.Fault is not null))
            failed(state);
    }
}
