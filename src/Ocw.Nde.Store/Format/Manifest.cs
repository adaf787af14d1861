using System.Collections.Immutable;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Format;

/// <summary>A dictionary segment that a manifest holds.</summary>
internal sealed record DictionarySegmentInfo(long File, ulong FirstOrdinal, long Count, long Bytes);

/// <summary>A quad segment that a manifest holds. All its rows have one access level.</summary>
internal sealed record QuadSegmentInfo(long File, AccessLevel Access, long Rows, long Bytes);

/// <summary>The log that goes on where a manifest ends.</summary>
/// <param name="File">The number of its file.</param>
/// <param name="Start">Where in it the first record behind the manifest is: those before it are in the manifest already.</param>
internal readonly record struct LogPlace(long File, long Start);

/// <summary>One layer of a graph: its rows in one segment. The layers of a graph have no row in common.</summary>
internal readonly record struct GraphLayer(long Segment, long Rows);

/// <summary>A graph that has quads.</summary>
/// <param name="Id">The id of its name; unbound for the unnamed graph.</param>
/// <param name="Class">What it is for.</param>
/// <param name="Access">Who may read it.</param>
/// <param name="ValidFrom">The commit that last replaced it whole.</param>
/// <param name="ChangedAt">The commit that last changed it.</param>
/// <param name="Layers">Where its rows are, oldest first.</param>
internal sealed record GraphEntry(TermId Id, GraphClass Class, AccessLevel Access, long ValidFrom, long ChangedAt, ImmutableArray<GraphLayer> Layers)
{
    internal long Rows
    {
        get
        {
            long rows = 0;
            foreach (var layer in Layers)
                rows += layer.Rows;
            return rows;
        }
    }
}

/// <summary>Everything that one state of the store consists of. A commit writes the next one; the rest of the files is immutable.</summary>
internal sealed record Manifest
{
    internal required Guid StoreId { get; init; }

    /// <summary>Counts manifests: commits and merges alike.</summary>
    internal required long Version { get; init; }

    /// <summary>Counts commits: what readers see changes only with this.</summary>
    internal required long CommitNumber { get; init; }

    internal required DateTimeOffset CommittedAt { get; init; }

    /// <summary>The ordinal of the next new dictionary term.</summary>
    internal required ulong NextOrdinal { get; init; }

    /// <summary>The last number that a blank node got.</summary>
    internal required ulong LastBlankNode { get; init; }

    /// <summary>The number of the next file.</summary>
    internal required long NextFile { get; init; }

    internal required ImmutableArray<byte[]> Qualifiers { get; init; }

    /// <summary>In order of their first ordinal, without gaps.</summary>
    internal required ImmutableArray<DictionarySegmentInfo> Dictionary { get; init; }

    internal required ImmutableArray<QuadSegmentInfo> Segments { get; init; }

    /// <summary>In order of their commits, those of one level after each other.</summary>
    internal required ImmutableArray<HistoryFileInfo> History { get; init; }

    /// <summary>Files of rows that layers have and their graphs have not any more; each of one access level. They have one sorted copy only.</summary>
    internal required ImmutableArray<QuadSegmentInfo> Removed { get; init; }

    /// <summary>Where the commits behind <see cref="CommitNumber"/> are.</summary>
    internal required LogPlace Log { get; init; }

    internal required ImmutableSortedDictionary<TermId, GraphEntry> Graphs { get; init; }

    internal required ImmutableSortedDictionary<string, ImmutableArray<byte>> Values { get; init; }

    private static ReadOnlySpan<byte> Magic => "NDEMANIF"u8;

    internal static Manifest Empty(Guid storeId, DateTimeOffset now) => new()
    {
        StoreId = storeId,
        Version = 1,
        CommitNumber = 0,
        CommittedAt = now,
        NextOrdinal = 0,
        LastBlankNode = 0,
        NextFile = 2,
        Qualifiers = [],
        Dictionary = [],
        Segments = [],
        History = [],
        Removed = [],
        Log = new LogPlace(1, LogFile.FirstRecord),
        Graphs = ImmutableSortedDictionary<TermId, GraphEntry>.Empty,
        Values = ImmutableSortedDictionary.Create<string, ImmutableArray<byte>>(StringComparer.Ordinal),
    };

    /// <summary>The names of all files that this state needs, but the root and the superblock.</summary>
    internal IEnumerable<string> Files()
    {
        yield return StoreFileNames.Manifest(Version);
        foreach (var segment in Dictionary)
            yield return StoreFileNames.Dictionary(segment.File);
        foreach (var segment in Segments)
            yield return StoreFileNames.Segment(segment.File);
        foreach (var file in History)
            yield return StoreFileNames.History(file.File);
        foreach (var removed in Removed)
            yield return StoreFileNames.Removed(removed.File);
        yield return StoreFileNames.Log(Log.File);
    }

    internal static Manifest Read(IStoreFiles files, long version)
    {
        var name = StoreFileNames.Manifest(version);
        var payload = FramedFile.Read(files, name, Magic);
        try
        {
            var manifest = ManifestText.Read(payload);
            return manifest.Version == version ? manifest : throw new InvalidDataException($"it says that it is manifest {manifest.Version}");
        }
        catch (InvalidDataException error)
        {
            throw new StoreDamagedException(files.PathOf(name), 0, error.Message, error);
        }
    }

    /// <summary>Sees to it that the parts of the manifest fit each other.</summary>
    /// <exception cref="StoreDamagedException">They do not: the program that wrote it had an error, for the checksum was right.</exception>
    internal void RequireConsistent(string path)
    {
        ulong ordinal = 0;
        foreach (var segment in Dictionary)
        {
            if (segment.FirstOrdinal != ordinal)
                throw new StoreDamagedException(path, 0, $"the terms from {ordinal} on are missing");
            ordinal += (ulong)segment.Count;
        }

        if (ordinal != NextOrdinal)
            throw new StoreDamagedException(path, 0, $"the terms end at {ordinal}, not at {NextOrdinal}");

        var access = Segments.ToDictionary(segment => segment.File, segment => segment.Access);
        foreach (var graph in Graphs.Values)
        {
            foreach (var layer in graph.Layers)
            {
                if (!access.TryGetValue(layer.Segment, out var level) || level != graph.Access)
                    throw new StoreDamagedException(path, 0, $"segment {layer.Segment} of a graph is missing or has another access level");
            }
        }
    }

    internal void Write(IStoreFiles files) => FramedFile.Write(files, StoreFileNames.Manifest(Version), Magic, ManifestText.Write(this));
}
