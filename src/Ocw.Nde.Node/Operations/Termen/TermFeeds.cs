using System.Collections.Concurrent;
using System.Globalization;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Changes;
using Ocw.Nde.Termen.Feeds;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Operations.Termen;

/// <summary>Keeps what changes in terminology sources, and has people asked again about decisions that a change concerns.</summary>
internal sealed class TermFeeds(NodeHost host, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, FeedLog<TermChangeEvent>> _logs = new(StringComparer.Ordinal);

    /// <summary>The changes of a source, by its id.</summary>
    public FeedLog<TermChangeEvent> Of(string source) => _logs.GetOrAdd(source, id => new FeedLog<TermChangeEvent>(Path.Combine(host.Folders.Feeds, "terms", id)));

    /// <summary>Writes down what a new version changes, before the index takes it up: the index still has the old one.</summary>
    /// <param name="source">The source.</param>
    /// <param name="version">The name of the new version.</param>
    /// <param name="snapshot">What shows it.</param>
    /// <param name="graph">The graph of its terms.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Record(TermSource source, string version, Snapshot snapshot, TermId graph, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var concerned = new Dictionary<string, string>(StringComparer.Ordinal);
        var changes = SourceComparison.Compare(host.Terms, source, snapshot, graph, cancellation).Select(change =>
        {
            if (change.ConcernsUses)
                concerned[change.Iri] = ReasonOf(change.Kind);
            return new TermChangeEvent(version, now, change);
        });

        // An index that is made again from the version that it was made from changes nothing, and is no version.
        if (host.Terms.Sources.Any(indexed => indexed.Source.Id == source.Id && indexed.Marker != version) && Of(source.Id).Append(version, now, changes, cancellation) > 0)
            AskAgain(concerned, version, now);
    }

    /// <summary>The links of datasets that point to these terms: what a change touches.</summary>
    public IEnumerable<(string Dataset, string Channel, string Value, string Term)> LinksTo(IReadOnlyCollection<string> terms)
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        var batch = new QuadBatch();
        foreach (var source in host.Sources.Where(source => source.Align.Count > 0))
        {
            if (snapshot.Terms.FindIri(host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Links)) is not { IsBound: true } graph)
                continue;
            foreach (var term in terms)
            {
                if (snapshot.Terms.FindIri(term) is not { IsBound: true } id)
                    continue;
                using var scan = snapshot.Scan(new QuadPattern(default, default, id, GraphSelector.Named(graph)), QuadOrder.Osp);
                for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
                {
                    for (var i = 0; i < rows; i++)
                        yield return (source.Dataset, source.Channel, snapshot.Terms.ToTerm(new TermId(batch.Subjects[i])).ToString()!.Trim('<', '>'), term);
                }
            }
        }
    }

    private static string ReasonOf(TermChangeKind kind) => kind switch
    {
        TermChangeKind.Removed => ReopenReasons.TermRemoved,
        TermChangeKind.Deprecated => ReopenReasons.TermDeprecated,
        TermChangeKind.Replaced => ReopenReasons.TermMerged,
        _ => ReopenReasons.TermChanged,
    };

    // What the machine linked is asked too. The decision or link holds until a person answers. The name of the event is that of the version and the decision, so that it is asked once.
    private void AskAgain(Dictionary<string, string> concerned, string version, DateTimeOffset now)
    {
        if (concerned.Count == 0)
            return;
        var linked = new TouchedLinks(host).Of(concerned.Keys.ToHashSet(StringComparer.Ordinal));
        var events = new List<ReviewEvent>();
        foreach (var (_, accepted) in host.Review.Log.Current.UsesOf(concerned.Keys.ToHashSet(StringComparer.Ordinal)))
        {
            events.Add(new ReviewEvent
            {
                Id = $"{version}:{accepted.Id}",
                At = now,
                By = "ocwnde",
                Institution = accepted.Institution,
                Dataset = accepted.Dataset,
                Field = accepted.Field,
                Literal = accepted.Literal,
                Language = accepted.Language,
                Verdict = ReviewVerdict.Reopen,
                Terms = [.. accepted.Terms.Where(concerned.ContainsKey)],
                Why = concerned[accepted.Terms.First(concerned.ContainsKey)],
            });
        }

        var decided = events.Select(one => ReviewSubject.Of(one.Institution, one.Field, one.Literal)).ToHashSet();
        foreach (var link in linked.Where(link => !decided.Contains(link.Subject)).DistinctBy(link => link.Subject))
        {
            events.Add(new ReviewEvent
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{version}:{LiteralKey.NumberOf(link.Source.Institution.Id, link.Entry.Field, link.Entry.Literal, null):x}"),
                At = now,
                By = "ocwnde",
                Institution = link.Source.Institution.Id,
                Field = link.Entry.Field,
                Literal = link.Entry.Literal,
                Verdict = ReviewVerdict.Reopen,
                Terms = [link.Term],
                Why = concerned[link.Term],
            });
        }

        host.Review.Decide(events);
        foreach (var channel in linked.Where(link => !decided.Contains(link.Subject)).GroupBy(link => link.Source.Id, StringComparer.Ordinal).Select(group => group.ToList()))
            host.Review.Add(new QueueChannel(channel[0].Source.Institution.Id, channel[0].Source.Dataset, channel[0].Source.Channel), channel.Select(link => link.Entry));
    }
}
