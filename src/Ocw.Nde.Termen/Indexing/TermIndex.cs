using System.Collections.Immutable;
using System.Globalization;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The search index of all terminology sources that the node keeps: one immutable file for each source in one directory.</summary>
/// <remarks>
/// The index is derivable: each file carries the marker of the version of the terms that it was made from, and a missing, stale or damaged file is made again
/// from the store. A new file is built beside the old one and takes its place in one step; whoever is reading keeps the old one until he is done.
/// All members are safe for concurrent use. One process writes, any number may read.
/// </remarks>
public sealed class TermIndex : IDisposable
{
    private readonly string _directory;
    private readonly TermIndexOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _switching = new();
    private readonly SemaphoreSlim _building = new(1, 1);
    private ImmutableArray<SourceIndex> _current = [];
    private Lazy<TermClusters> _clusters = new(TermClusters.Of([]));
    private ImmutableArray<string> _faults = [];
    private bool _disposed;

    private TermIndex(string directory, TermIndexOptions options, TimeProvider time)
    {
        _directory = directory;
        _options = options;
        _time = time;
    }

    /// <summary>The indexed sources, in order of id.</summary>
    public IReadOnlyList<TermIndexStatus> Sources => [.. _current.Select(index => new TermIndexStatus(index.Source, index.Description.Marker, index.TermCount, index.Description.Labels, index.Description.SkippedLabels, index.Bytes, index.Description.BuiltAt))];

    /// <summary>What the index holds now; another array after each change.</summary>
    internal ImmutableArray<SourceIndex> Current => _current;

    /// <summary>What was wrong with files that were found when the index was opened; those sources are absent until they are rebuilt.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Opens the index in a directory, which is made if it is not there. Damaged files are reported in <see cref="Faults"/> and left out.</summary>
    /// <exception cref="IOException">The directory cannot be made or read.</exception>
    public static TermIndex Open(string directory, TermIndexOptions? options = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Directory.CreateDirectory(directory);
        var index = new TermIndex(directory, options ?? new TermIndexOptions(), time ?? TimeProvider.System);
        index.OpenFiles();
        return index;
    }

    /// <summary>Whether the index of this source is there and was made from this description and this version of its terms.</summary>
    public bool IsCurrent(TermSource source, string marker)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _current.Any(index => index.Description.IsFor(source, marker));
    }

    /// <summary>Indexes the terms of a graph in place of what the index holds of the source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="quads">A view of the store that shows the graph; open it for the public, since the index answers the public.</param>
    /// <param name="graph">The id of the graph in that view.</param>
    /// <param name="marker">What names the version of the terms, such as the commit that published them; <see cref="IsCurrent"/> compares it.</param>
    /// <param name="cancellation">Ends the work; the index stays as it was.</param>
    /// <exception cref="TermIndexException">The source is larger than the ceilings of <see cref="TermIndexOptions"/>.</exception>
    /// <exception cref="ArgumentException">The description of the source has faults, or there is no such graph.</exception>
    public async Task<TermIndexReport> RebuildAsync(TermSource source, IQuadSource quads, TermId graph, string marker, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(quads);
        if (!graph.IsBound)
            throw new ArgumentException($"The store has no graph <{source.Graph.Value}> with the terms of '{source.Id}': harvest the source first.", nameof(graph));
        var reader = new TermGraphReader(quads, graph, source, _options);
        var report = await RebuildAsync(source, reader.Read(cancellation), marker, cancellation).ConfigureAwait(false);
        return report with { OutsidePrefix = reader.OutsidePrefix, MendedTexts = reader.MendedTexts, BoundedTerms = reader.BoundedTerms };
    }

    /// <summary>Indexes these terms in place of what the index holds of the source.</summary>
    /// <inheritdoc cref="RebuildAsync(TermSource, IQuadSource, TermId, string, CancellationToken)"/>
    public async Task<TermIndexReport> RebuildAsync(TermSource source, IEnumerable<TermRecord> terms, string marker, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(marker);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (source.Faults().FirstOrDefault() is { } fault)
            throw new ArgumentException(fault, nameof(source));

        await _building.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Rebuild(source, terms, marker, cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _building.Release();
        }
    }

    /// <summary>Takes a source out of the index.</summary>
    /// <returns>Whether it was in it.</returns>
    public bool Remove(string sourceId)
    {
        lock (_switching)
        {
            var old = _current.FirstOrDefault(index => string.Equals(index.Source.Id, sourceId, StringComparison.Ordinal));
            if (old is null)
                return false;
            SetCurrent(_current.Remove(old));
            old.DeleteWhenReleased();
            old.Release();
            return true;
        }
    }

    /// <summary>Closes the files as soon as running searches are done.</summary>
    public void Dispose()
    {
        lock (_switching)
        {
            if (_disposed)
                return;
            _disposed = true;
            foreach (var index in _current)
                index.Release();
            _current = [];
        }

        _building.Dispose();
    }

    /// <summary>Holds the indexes of all sources, or of those named, as they are now.</summary>
    internal TermIndexLease Acquire(IReadOnlyCollection<string>? sourceIds = null)
    {
        lock (_switching)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var chosen = sourceIds is null ? _current : _current.Where(index => sourceIds.Contains(index.Source.Id, StringComparer.Ordinal)).ToImmutableArray();
            foreach (var index in _current)
                index.TryHold();
            return new TermIndexLease(chosen, _clusters, _current);
        }
    }

    private TermIndexReport Rebuild(TermSource source, IEnumerable<TermRecord> terms, string marker, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        var path = NextPath(source.Id);
        var building = path + ".tmp";
        int duplicates;
        IndexDescription description;
        try
        {
            using (var builder = new TermIndexBuilder(source, marker, building, _options))
            {
                builder.AddAll(terms, cancellation);
                duplicates = builder.Duplicates;
                description = builder.Complete(_time.GetUtcNow(), cancellation);
            }

            File.Move(building, path);
        }
        catch
        {
            File.Delete(building);
            throw;
        }

        Switch(SourceIndex.Open(path));
        return new TermIndexReport(source.Id, description.Terms, description.Labels, description.SkippedLabels, duplicates, OutsidePrefix: 0, new FileInfo(path).Length, _time.GetElapsedTime(started));
    }

    private void Switch(SourceIndex index)
    {
        lock (_switching)
        {
            var old = _current.FirstOrDefault(other => string.Equals(other.Source.Id, index.Source.Id, StringComparison.Ordinal));
            if (_disposed)
            {
                index.Release();
                return;
            }

            SetCurrent([.. (old is null ? _current : _current.Remove(old)).Add(index).OrderBy(other => other.Source.Id, StringComparer.Ordinal)]);
            old?.DeleteWhenReleased();
            old?.Release();
        }
    }

    // The clusters are computed when a merged list is asked for first: in a lease, which holds all sources.
    private void SetCurrent(ImmutableArray<SourceIndex> sources)
    {
        _current = sources;
        _clusters = new Lazy<TermClusters>(() => TermClusters.Of(sources));
    }

    // <id>.<generation>.tidx: the highest whole generation counts.
    private string NextPath(string id)
    {
        var last = GenerationsOf(id).Select(file => file.Generation).DefaultIfEmpty(0).Max();
        return Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"{id}.{last + 1:D8}{IndexFormat.Extension}"));
    }

    private IEnumerable<(string Path, string Id, int Generation)> GenerationsOf(string id) =>
        IndexFiles().Where(file => string.Equals(file.Id, id, StringComparison.Ordinal));

    private IEnumerable<(string Path, string Id, int Generation)> IndexFiles()
    {
        foreach (var path in Directory.EnumerateFiles(_directory, "*" + IndexFormat.Extension))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var dot = name.LastIndexOf('.');
            if (dot > 0 && int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
                yield return (path, name[..dot], generation);
        }
    }

    private void OpenFiles()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var files in IndexFiles().GroupBy(file => file.Id, StringComparer.Ordinal))
        {
            SourceIndex? opened = null;
            foreach (var (path, _, _) in files.OrderByDescending(file => file.Generation))
            {
                // Older generations are left from a process that ended while someone read them.
                if (opened is not null)
                {
                    File.Delete(path);
                    continue;
                }

                try
                {
                    opened = SourceIndex.Open(path);
                }
                catch (TermIndexException e)
                {
                    faults.Add(e.Message);
                }
            }

            if (opened is not null)
                _current = _current.Add(opened);
        }

        SetCurrent([.. _current.OrderBy(index => index.Source.Id, StringComparer.Ordinal)]);
        _faults = faults.ToImmutable();
    }
}
