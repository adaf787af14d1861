using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Operations;

/// <summary>Finds the dump of what is served, and writes it again if it is gone: a dump can always be derived.</summary>
internal sealed class DumpService(NodeHost host)
{
    private static readonly Lock Writing = new();

    /// <summary>The path of the dump of a channel's version.</summary>
    public string FileOf(string dataset, string channel, ChannelState state, CancellationToken cancellation)
    {
        var file = host.Dumps.FileOf(dataset, channel, state.Version);
        if (File.Exists(file))
            return file;
        lock (Writing)
        {
            if (!File.Exists(file))
            {
                using var snapshot = host.Store.OpenSnapshot(ReaderScope.Public);
                host.Dumps.Prepare(snapshot, GraphsOf(host.Iris, dataset, channel), dataset, channel, state.Version, before: null, cancellation).Publish();
            }
        }

        return file;
    }

    /// <summary>The graphs that a dump holds: what is open of the content, found or not, and the links.</summary>
    public static IReadOnlyList<string> GraphsOf(NodeIris iris, string dataset, string channel) =>
        [iris.Graph(dataset, channel, GraphKind.Content), iris.Graph(dataset, channel, GraphKind.Missing), iris.Graph(dataset, channel, GraphKind.Links)];
}
