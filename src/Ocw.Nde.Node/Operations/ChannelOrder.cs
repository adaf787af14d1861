namespace Ocw.Nde.Node.Operations;

/// <summary>The order in which channels were named: the first wins where an object can have one value only.</summary>
internal sealed class ChannelOrder(IEnumerable<(string Dataset, string Channel)> channels)
{
    private readonly Dictionary<(string, string), int> _rank = channels.Distinct().Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i);

    /// <summary>The rank of the channel of a graph; channels that are no longer configured come last.</summary>
    public int RankOf(GraphName? graph) => graph is not null && _rank.TryGetValue((graph.Dataset, graph.Channel), out var rank) ? rank : int.MaxValue;
}
