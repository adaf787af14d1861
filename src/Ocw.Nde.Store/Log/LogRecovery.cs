using System.Collections.Immutable;
using System.Globalization;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Log;

/// <summary>Applies the log of a store to the manifest that it goes on from, when the store is opened.</summary>
internal sealed class LogRecovery
{
    private readonly Manifest _stored;
    private readonly ulong _seed;
    private readonly ImmutableSortedDictionary<TermId, GraphEntry>.Builder _graphs;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<byte>>.Builder _values;
    private readonly List<byte[]> _qualifiers;
    private readonly DeltaTerms _terms;
    private readonly List<RowChange> _rows = [];
    private readonly Dictionary<ulong, long> _removed = [];
    private readonly Dictionary<TermId, long> _counts = [];

    private LogRecovery(Manifest stored, ulong seed)
    {
        (_stored, _seed) = (stored, seed);
        _graphs = stored.Graphs.ToBuilder();
        _values = stored.Values.ToBuilder();
        _qualifiers = [.. stored.Qualifiers];
        _terms = new DeltaTerms(stored.NextOrdinal);
        Manifest = stored;
    }

    /// <summary>The manifest with the commits of the log applied.</summary>
    internal Manifest Manifest { get; private set; }

    internal LoggedCommit? LastLogged { get; private set; }

    /// <summary>The new terms; none if their number is 0.</summary>
    internal DeltaTerms Terms => _terms;

    /// <summary>Where the next record goes.</summary>
    internal long End { get; private set; }

    /// <summary>Where the remains of an interrupted commit end; at or before <see cref="End"/> if there are none.</summary>
    internal long TornEnd { get; private set; }

    /// <summary>Reads the log. Nothing is changed on disk.</summary>
    /// <param name="files">The store's folder.</param>
    /// <param name="stored">The manifest that it goes on from.</param>
    /// <param name="seed">The seed of the hashes.</param>
    /// <param name="removed">The files of removed rows that the manifest names.</param>
    /// <param name="end">Where to stop, if the log is being written.</param>
    /// <exception cref="StoreDamagedException">The log is missing or damaged.</exception>
    internal static LogRecovery Read(IStoreFiles files, Manifest stored, ulong seed, IReadOnlyCollection<QuadSegment> removed, long? end = null)
    {
        var recovery = new LogRecovery(stored, seed);
        foreach (var graph in removed.SelectMany(file => file.Graphs))
            recovery._removed[graph.Graph] = recovery._removed.GetValueOrDefault(graph.Graph) + graph.Rows;
        var name = StoreFileNames.Log(stored.Log.File);
        StoreReader file;
        try
        {
            file = files.OpenRead(name);
        }
        catch (FileNotFoundException error)
        {
            throw new StoreDamagedException(files.PathOf(name), 0, "the file is missing", error);
        }

        using (file)
        {
            LogFile.RequireHeader(file, stored.StoreId, stored.Log.File);
            recovery.Read(new LogReader(file, LogFile.Seed(stored.StoreId), stored.Log.Start), end ?? long.MaxValue);
        }

        return recovery;
    }

    /// <summary>The commits of the log, oldest first.</summary>
    internal IEnumerable<LoggedCommit> Logged()
    {
        var commits = new Stack<LoggedCommit>();
        for (var commit = LastLogged; commit is not null; commit = commit.Previous)
            commits.Push(commit);
        return commits;
    }

    /// <summary>The overlay of the log on top of the removed rows that the manifest names.</summary>
    internal Overlay Overlay(IEnumerable<QuadSegment> removed)
    {
        foreach (var row in removed.SelectMany(RemovedFile.Read))
            _rows.Add(new RowChange(row, 0, IsAdded: false));

        // The first and the last thing that was done to a row say whether a layer has it and whether it is there now.
        var rows = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rows);
        rows.Sort();
        var (added, gone) = (new List<QuadKey>(), new List<QuadKey>());
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            while (end < rows.Length && rows[end].Row.Equals(rows[start].Row))
                end++;
            if (rows[start].IsAdded && rows[end - 1].IsAdded)
                added.Add(rows[start].Row);
            else if (!rows[start].IsAdded && !rows[end - 1].IsAdded)
                gone.Add(rows[start].Row);
            start = end;
        }

        return Overlays.Overlay.Of([.. added], [.. gone]);
    }

    private void Read(LogReader reader, long end)
    {
        while (reader.Position < end)
        {
            var content = reader.Next();
            if (content.IsEmpty)
                break;
            try
            {
                Apply(LogRecordText.Read(content, _seed, _terms));
            }
            catch (InvalidDataException error)
            {
                throw reader.Damaged(error.Message, error);
            }
        }

        (End, TornEnd) = (reader.Position, reader.TornEnd);
        Manifest = Manifest with
        {
            Graphs = _graphs.ToImmutable(),
            Values = _values.ToImmutable(),
            Qualifiers = [.. _qualifiers],
            NextOrdinal = _terms.EndOrdinal,
        };
    }

    private void Apply(LogRecord record)
    {
        if (record.CommitNumber != Manifest.CommitNumber + 1 || record.FirstQualifier != _qualifiers.Count)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"the record before is of commit {record.CommitNumber}, which does not follow commit {Manifest.CommitNumber}"));
        }

        _qualifiers.AddRange(record.Qualifiers);
        var deltas = record.Graphs.Select(graph => Apply(graph, record.CommitNumber)).ToImmutableArray();
        foreach (var (key, value) in record.Values)
        {
            if (value is null)
                _values.Remove(key);
            else
                _values[key] = [.. value];
        }

        LastLogged = new LoggedCommit(record.CommitNumber, record.CommittedAt, deltas, LastLogged);
        Manifest = Manifest with { CommitNumber = record.CommitNumber, CommittedAt = record.CommittedAt, LastBlankNode = record.LastBlankNode };
    }

    private GraphDelta Apply(GraphDelta delta, long commit)
    {
        foreach (var row in delta.Added)
            _rows.Add(new RowChange(row, commit, IsAdded: true));
        foreach (var row in delta.Removed)
            _rows.Add(new RowChange(row, commit, IsAdded: false));

        _graphs.TryGetValue(delta.Graph, out var before);
        if (!_counts.TryGetValue(delta.Graph, out var count))
            count = before is null ? 0 : before.Rows - _removed.GetValueOrDefault(delta.Graph.Value);
        _counts[delta.Graph] = count + delta.Added.Length - delta.Removed.Length;
        if (delta.After is null)
        {
            _graphs.Remove(delta.Graph);
            return delta with { Before = before, RowsBefore = count };
        }

        // A graph that was gone and has come back has the layers again that its removed rows lie over.
        var after = delta.After with { Layers = _stored.Graphs.TryGetValue(delta.Graph, out var stored) ? stored.Layers : [] };
        _graphs[delta.Graph] = after;
        return delta with { Before = before, After = after, RowsBefore = count };
    }

    private readonly record struct RowChange(QuadKey Row, long Commit, bool IsAdded) : IComparable<RowChange>
    {
        public int CompareTo(RowChange other)
        {
            var order = Row.CompareTo(other.Row);
            return order != 0 ? order : Commit.CompareTo(other.Commit);
        }
    }
}
