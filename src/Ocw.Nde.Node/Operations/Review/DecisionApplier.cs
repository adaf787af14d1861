using System.Globalization;
using System.Text;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Operations.Review;

/// <summary>
/// Brings people's decisions into the links that are served, at once and in one commit for all datasets that use the literals. How far it came is committed
/// with the links, so that what a crash left behind is made up for, and nothing is lost or done twice.
/// </summary>
internal sealed class DecisionApplier(NodeHost host, TimeProvider time)
{
    private const string AppliedKey = "review/applied";

    /// <summary>Whether there are decisions that the links do not show yet.</summary>
    public bool IsBehind => host.Review.Log.Current.TouchCount != Applied();

    /// <summary>Applies what was not applied yet. Waits while another transaction is open: a harvest takes up decisions by itself.</summary>
    /// <returns>How many literals were looked at.</returns>
    public async Task<int> ApplyAsync(CancellationToken cancellation)
    {
        if (!IsBehind)
            return 0;
        using var transaction = await host.Store.BeginWriteAsync(cancellation);
        var ledger = host.Review.Log.Current;
        var subjects = ledger.TouchedAfter(Applied());
        host.Review.Settle(subjects);
        foreach (var institution in subjects.GroupBy(s => s.Institution, StringComparer.Ordinal))
        {
            foreach (var source in SourcesOf(institution.Key))
                new ChannelRelinking(host, source).Stage(transaction, [.. institution], ledger, time.GetUtcNow(), cancellation);
        }

        transaction.Put(AppliedKey, Encoding.ASCII.GetBytes(ledger.TouchCount.ToString(CultureInfo.InvariantCulture)));
        transaction.Commit(cancellation);
        return subjects.Count;
    }

    private IEnumerable<SourceSettings> SourcesOf(string institution) => host.Sources.Where(s => s.Align.Count > 0 && s.Institution.Id == institution);

    private int Applied()
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        return snapshot.TryGet(AppliedKey, out var bytes) && int.TryParse(Encoding.ASCII.GetString(bytes.Span), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
    }
}
