using System.Buffers.Binary;
using System.Globalization;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Feeds;

namespace Ocw.Nde.Node.Operations.Termen;

/// <summary>An alignment that came or went, among those that are published.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Value">The value: the subject of the link.</param>
/// <param name="Predicate">How it relates to the term.</param>
/// <param name="Term">The term.</param>
/// <param name="IsWithdrawn">Whether it is gone.</param>
internal sealed record AlignmentEvent(DateTimeOffset At, string Dataset, string Value, string Predicate, string Term, bool IsWithdrawn);

/// <summary>
/// Keeps which published alignments came and went. The links of each channel are compared with those that were seen last, both in order of their ids, which
/// never change their meaning; so it needs neither the history of the store nor the moment of a commit, and no more memory than a page.
/// </summary>
internal sealed class AlignmentFeed(NodeHost host, TimeProvider time)
{
    private const int LinkBytes = 24;
    private readonly Lock _lock = new();
    private long _seen = -1;

    private string Folder => Path.Combine(host.Folders.Feeds, "alignments");

    /// <summary>What came and went.</summary>
    public FeedLog<AlignmentEvent> Log { get; } = new(Path.Combine(host.Folders.Feeds, "alignments", "log"));

    /// <summary>Looks at the links as they are now, if anything was committed since the last time.</summary>
    public void Refresh(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _seen) == host.Store.CommitNumber)
            return;
        lock (_lock)
        {
            using var snapshot = host.Store.OpenSnapshot(ReaderScope.Public);
            foreach (var source in host.Sources.Where(source => source.Align.Count > 0))
                Refresh(snapshot, source, cancellation);
            Volatile.Write(ref _seen, snapshot.CommitNumber);
        }
    }

    private void Refresh(Snapshot snapshot, SourceSettings source, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        var known = Path.Combine(Folder, $"{source.Dataset}.{source.Channel}.links");
        var building = known + ".new";
        var graph = snapshot.Terms.FindIri(host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Links));
        var now = time.GetUtcNow();
        using (var file = new FileStream(building, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            var current = graph.IsBound ? Scan(snapshot, graph, file, cancellation) : [];
            var changes = Merge(Read(known), current).Select(change => Event(snapshot, source, change.Link, change.IsGone, now));
            var mark = string.Create(CultureInfo.InvariantCulture, $"{source.Dataset}/{source.Channel}@{snapshot.CommitNumber}");

            // Written down already, and ended before the links themselves were: only those are left to be copied.
            if (Log.State.Marks.Any(one => one.Name == mark))
                _ = changes.Count();
            else
                Log.Append(mark, now, changes, cancellation);
        }

        File.Move(building, known, overwrite: true);
    }

    // Both in ascending order: what only one of them has came or went.
    private static IEnumerable<(Link Link, bool IsGone)> Merge(IEnumerable<Link> before, IEnumerable<Link> now)
    {
        using var old = before.GetEnumerator();
        using var current = now.GetEnumerator();
        var hasOld = old.MoveNext();
        var hasCurrent = current.MoveNext();
        while (hasOld || hasCurrent)
        {
            var order = !hasOld ? 1 : !hasCurrent ? -1 : old.Current.CompareTo(current.Current);
            if (order < 0)
                yield return (old.Current, true);
            else if (order > 0)
                yield return (current.Current, false);
            if (order <= 0)
                hasOld = old.MoveNext();
            if (order >= 0)
                hasCurrent = current.MoveNext();
        }
    }

    private static IEnumerable<Link> Scan(Snapshot snapshot, TermId graph, FileStream copy, CancellationToken cancellation)
    {
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Named(graph)), QuadOrder.Spo);
        var batch = new QuadBatch();
        var bytes = new byte[LinkBytes];
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
            {
                var link = new Link(batch.Subjects[i], batch.Predicates[i], batch.Objects[i]);
                link.Write(bytes);
                copy.Write(bytes);
                yield return link;
            }
        }
    }

    private static IEnumerable<Link> Read(string file)
    {
        if (!File.Exists(file))
            yield break;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var bytes = new byte[LinkBytes];
        while (stream.ReadAtLeast(bytes, LinkBytes, throwOnEndOfStream: false) == LinkBytes)
            yield return Link.Read(bytes);
    }

    private static AlignmentEvent Event(Snapshot snapshot, SourceSettings source, Link link, bool isGone, DateTimeOffset now) => new(
        now, source.Dataset, Iri(snapshot, link.Subject), Iri(snapshot, link.Predicate), Iri(snapshot, link.Object), isGone);

    private static string Iri(Snapshot snapshot, ulong id) => snapshot.Terms.ToTerm(new TermId(id)) is Rdf.Terms.Iri iri ? iri.Value : "";

    private readonly record struct Link(ulong Subject, ulong Predicate, ulong Object) : IComparable<Link>
    {
        public int CompareTo(Link other)
        {
            var order = Subject.CompareTo(other.Subject);
            if (order == 0)
                order = Predicate.CompareTo(other.Predicate);
            return order != 0 ? order : Object.CompareTo(other.Object);
        }

        public void Write(Span<byte> bytes)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Subject);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Predicate);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], Object);
        }

        public static Link Read(ReadOnlySpan<byte> bytes) =>
            new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
    }
}
