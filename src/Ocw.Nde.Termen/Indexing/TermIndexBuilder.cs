using System.Text.Json;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Makes the index file of one source from its terms.</summary>
/// <remarks>
/// Records go straight to the file. What stays in memory until the end is what must be sorted: labels, keys and postings, about 200 bytes a label;
/// <see cref="TermIndexOptions.MaxLabels"/> bounds it.
/// </remarks>
internal sealed class TermIndexBuilder : IDisposable
{
    private const int BatchSize = 1024;

    private readonly IndexFileWriter _file;
    private readonly TermSource _source;
    private readonly TermIndexOptions _options;
    private readonly IndexDescription _description;
    private readonly LabelTable _labels = new();
    private readonly KeyTable _keys = new();
    private readonly KeyTable _matches = new();
    private readonly EdgeTable _edges = new();
    private readonly TypeSetTable _types = new();
    private readonly List<TermFacts> _facts = [];
    private readonly List<long> _recordStarts = [0];
    private int _skippedLabels;
    private int _notations;

    internal TermIndexBuilder(TermSource source, string marker, string path, TermIndexOptions options)
    {
        _source = source;
        _options = options;
        _description = IndexDescription.Of(source, marker);
        _file = new IndexFileWriter(path);
        _file.Begin(IndexSection.Records);
    }

    /// <summary>How many terms were left out because one of the same IRI was there.</summary>
    internal int Duplicates { get; private set; }

    /// <summary>Adds terms. A second term of the same IRI is left out.</summary>
    /// <remarks>While one batch is added, another core prepares the next.</remarks>
    internal void AddAll(IEnumerable<TermRecord> terms, CancellationToken cancellation)
    {
        Task<PreparedTerm[]>? pending = null;
        try
        {
            foreach (var batch in terms.Chunk(BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                var preparing = Task.Run(() => Array.ConvertAll(batch, record => PreparedTerm.Of(record, _source, _options)), CancellationToken.None);
                var before = pending;
                pending = preparing;
                AddBatch(before);
            }

            AddBatch(pending);
            pending = null;
        }
        finally
        {
            // What was prepared for a build that failed is of no use, and neither is its error.
            _ = pending?.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    /// <summary>Sorts, writes and closes the file.</summary>
    internal IndexDescription Complete(DateTimeOffset builtAt, CancellationToken cancellation)
    {
        var sorting = Task.Run(_keys.Sort, cancellation);
        _file.Write<long>(IndexSection.RecordStarts, _recordStarts.ToArray());
        _file.Write<TermFacts>(IndexSection.Facts, _facts.ToArray());
        cancellation.ThrowIfCancellationRequested();
        var newNumbers = _labels.Write(_file, cancellation);
        sorting.GetAwaiter().GetResult();
        _keys.WriteBuckets(_file, newNumbers, cancellation);
        _matches.Sort();
        _matches.Write(_file, IndexSection.MatchHashes, IndexSection.MatchTerms);
        _edges.Write(_file, _facts.Count);
        _types.Write(_file);
        var description = _description with
        {
            BuiltAt = builtAt,
            Terms = _facts.Count,
            Labels = newNumbers.Length - _notations,
            Notations = _notations,
            SkippedLabels = _skippedLabels,
            Languages = _labels.Languages,
        };
        _file.Write<byte>(IndexSection.Description, JsonSerializer.SerializeToUtf8Bytes(description, IndexJson.Default.IndexDescription));
        _file.Complete(cancellation);
        return description;
    }

    public void Dispose() => _file.Dispose();

    private void AddBatch(Task<PreparedTerm[]>? prepared)
    {
        if (prepared is null)
            return;
        foreach (var term in prepared.GetAwaiter().GetResult())
        {
            if (!Add(term))
                Duplicates++;
        }
    }

    private bool Add(PreparedTerm prepared)
    {
        var term = _facts.Count;
        if (!_edges.TryAdd(term, prepared.IriHash, prepared.Relations))
            return false;

        _facts.Add(prepared.Facts);
        _types.Add(prepared.Record);
        foreach (var key in prepared.Keys)
            _keys.Add(key, term);
        foreach (var (kind, iri) in prepared.Relations)
        {
            if (kind == TermRelationKind.ExactMatch)
                _matches.Add(iri, term);
        }

        foreach (var label in prepared.Labels)
            AddLabel(term, label);
        foreach (var note in prepared.Notes)
            _labels.AddNote(term, note);
        _skippedLabels += prepared.SkippedLabels;

        _file.Append(prepared.Bytes.Written);
        _recordStarts.Add(_recordStarts[^1] + prepared.Bytes.Length);
        return true;
    }

    private void AddLabel(int term, PreparedLabel label)
    {
        if (label.Label.Kind == IndexFormat.NotationKind)
            _notations++;
        else if (_labels.Count - _notations >= _options.MaxLabels)
            throw new TermIndexException($"The terminology source '{_source.Id}' has more than {_options.MaxLabels:N0} labels, the ceiling of {nameof(TermIndexOptions)}.{nameof(TermIndexOptions.MaxLabels)}; raise it or split the source.");
        var number = _labels.Add(term, label.Label, label.Folded);
        foreach (var key in label.Keys)
            _keys.AddLabel(key, number);
    }
}
