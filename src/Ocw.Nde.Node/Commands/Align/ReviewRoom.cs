using System.CommandLine;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Store;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary>What commands for review work with: of the opened node, or beside a node that is running.</summary>
internal sealed class ReviewRoom : IDisposable
{
    private readonly List<IDisposable> _opened = [];
    private readonly TermIndex _terms;

    private ReviewRoom(ReviewQueue queue, TermIndex terms, TermNetwork network, params ReadOnlySpan<IDisposable> opened)
    {
        (Queue, _terms, Desk) = (queue, terms, new ReviewDesk(queue, network, TimeProvider.System));
        _opened.AddRange(opened);
    }

    /// <summary>The questions.</summary>
    public ReviewQueue Queue { get; }

    /// <summary>Takes answers.</summary>
    public ReviewDesk Desk { get; }

    /// <summary>Opens it.</summary>
    public static ReviewRoom Open(CommonOptions common, ParseResult parsed)
    {
        try
        {
            var host = common.Open(parsed);
            return new ReviewRoom(host.Review, host.Terms, host.Network, host);
        }
        catch (StoreLockedException)
        {
            // The queue, the log and the index of terms can be used while the node serves.
            var folders = new DataFolders(common.ReadSettings(parsed).DataDirectory);
            var terms = TermIndex.Open(folders.Terms);
            var queue = ReviewQueue.Open(folders.ReviewQueue, new ReviewLog(folders.Decisions));
            return new ReviewRoom(queue, terms, new TermNetwork(terms), queue, terms);
        }
    }

    /// <summary>The log alone; it needs nothing else to be open.</summary>
    public static ReviewLog LogOf(CommonOptions common, ParseResult parsed) => new(new DataFolders(common.ReadSettings(parsed).DataDirectory).Decisions);

    /// <summary>The names of terms.</summary>
    public Func<string, string?> LabelsOf(Language language)
    {
        var lookup = new TermLookup(_terms);
        string[] languages = language == Language.Dutch ? ["nl", "en"] : ["en", "nl"];
        return iri => lookup.Find(iri, languages)?.Label(languages).Text;
    }

    /// <inheritdoc/>
    public void Dispose() => _opened.ForEach(o => o.Dispose());
}
