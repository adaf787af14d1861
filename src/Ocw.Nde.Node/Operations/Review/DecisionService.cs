using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Operations.Review;

/// <summary>Applies decisions while the node serves: those of the page at once, those that a command wrote to the log within half a minute.</summary>
internal sealed partial class DecisionService(NodeHost host, ILogger<DecisionService> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly DecisionApplier _applier = new(host);

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
            }
            catch (Exception e) when (e is IOException or StoreException or InvalidDataException)
            {
                // The decisions are in the log; they are tried again at the next turn.
                NotApplied(log, e);
            }

            await _wanted.WaitAsync(LookEvery, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Decisions about terms could not be brought into the links; they are kept and tried again.")]
    private static partial void NotApplied(ILogger logger, Exception error);
}
