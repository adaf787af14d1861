using System.Collections.Concurrent;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Features.Sparql.Lanes;

/// <summary>
/// Where queries run that are more than look-ups: light ones on threads of normal priority, heavy ones on few threads that get little of the processor
/// when others need it. Look-ups do not come here at all, so nothing that runs here makes them wait for a turn.
/// </summary>
internal sealed class QueryLanes : IDisposable
{
    private const int HeavyNice = 10;

    private readonly ConcurrentDictionary<string, int> _clients = new(StringComparer.Ordinal);
    private readonly QueryLane _heavy;
    private readonly QueryLane _light;
    private readonly QueryLane _writing;

    public QueryLanes(LimitSettings settings)
    {
        _heavy = new QueryLane(new() { Name = "Heavy", Threads = settings.HeavyQueries, MostWaiting = settings.WaitingQueries, Nice = HeavyNice });
        _light = new QueryLane(new() { Name = "Light", Threads = Math.Max(2, Environment.ProcessorCount), MostWaiting = Math.Max(64, settings.WaitingQueries), Slower = _heavy });

        // The store has one writer at a time: more threads would only wait for it.
        _writing = new QueryLane(new() { Name = "Update", Threads = 1, MostWaiting = Math.Max(64, settings.WaitingQueries) });
    }

    /// <summary>How many queries and changes are under way or wait.</summary>
    public int Count => _heavy.Count + _light.Count + _writing.Count;

    /// <summary>Runs a query of a client to its end.</summary>
    /// <param name="job">The query.</param>
    /// <param name="isHeavy">In which lane.</param>
    /// <param name="client">Who asks: an address, or the name of a key.</param>
    /// <param name="most">How many of one client may be here at the same time.</param>
    /// <exception cref="LaneFullException">Too many wait, in all or of this client.</exception>
    public Task RunAsync(LaneJob job, bool isHeavy, string client, int most) => RunAsync(job, isHeavy ? _heavy : _light, client, most);

    /// <summary>Changes data, one client after another.</summary>
    /// <exception cref="LaneFullException">Too many wait, in all or of this client.</exception>
    public Task WriteAsync(LaneJob job, string client, int most) => RunAsync(job, _writing, client, most);

    /// <inheritdoc/>
    public void Dispose()
    {
        _light.Dispose();
        _heavy.Dispose();
        _writing.Dispose();
    }

    private async Task RunAsync(LaneJob job, QueryLane lane, string client, int most)
    {
        if (_clients.AddOrUpdate(client, 1, static (_, count) => count + 1) > most)
        {
            Leave(client);
            throw new LaneFullException();
        }

        try
        {
            await lane.RunAsync(job);
        }
        finally
        {
            Leave(client);
        }
    }

    private void Leave(string client)
    {
        if (_clients.AddOrUpdate(client, 0, static (_, count) => count - 1) == 0)
            _clients.TryRemove(new(client, 0));
    }
}
