using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Operations.Review;

/// <summary>Applies decisions while the node serves: those of the page at once, those that a command wrote to the log within half a minute.</summary>
internal sealed partial class DecisionService(NodeHost host, TimeProvider time, ILogger<DecisionService> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FeedEvery = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly DecisionApplier _applier = new(host, time);
    private DateTimeOffset _fed;

    /// <summary>Asks for decisions to be applied; returns at once.</summary>
    public void Wake()
    {
        try
        {
            _wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already, and takes up all that is there when it comes to it.
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wanted.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _applier.ApplyAsync(stoppingToken);
                RefreshFeed(stoppingToken);
            }
            catch (Exception e) when (e is IOException or StoreException or InvalidDataException)
            {
                // The decisions are in the log; they are tried again at the next turn.
                NotApplied(log, e);
            }

            await _wanted.WaitAsync(LookEvery, stoppingToken);
        }
    }

    // The feed of alignments is up to date whether or not anyone asks for it; it reads all links, so not after each decision.
    private void RefreshFeed(CancellationToken cancellation)
    {
        if (time.GetUtcNow() - _fed < FeedEvery)
            return;
        host.Alignments.Refresh(cancellation);
        _fed = time.GetUtcNow();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Decisions about terms could not be brought into the links; they are kept and tried again.")]
    private static partial void NotApplied(ILogger logger, Exception error);
}
