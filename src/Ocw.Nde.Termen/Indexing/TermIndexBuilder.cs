using System.Text.Json;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Makes the index file of one source from its terms.</summary>
/// <remarks>
/// Records go straight to the file. What stays in memory until the end is what must be sorted: labels, keys and postings, about 150 bytes a label;
/// <see cref="TermIndexOptions.MaxLabels"/> bounds it.
/// </remarks>
internal sealed class TermIndexBuilder : IDisposable
{
    private readonly IndexFileWriter _file;
    private readonly TermSource _source;
    private readonly TermIndexOptions _options;
    private readonly IndexDescription _description;
    private readonly LabelTable _labels = new();
    private readonly KeyTable _keys = new();
    private readonly EdgeTable _edges = new();
    private readonly List<TermFacts> _facts = [];
    private readonly List<long> _recordStarts = [0];
    private readonly ByteBuffer _record = new(4096);
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

    /// <summary>Adds one term. A second term of the same IRI is left out.</summary>
    /// <returns>Whether it was added.</returns>
    internal bool Add(TermRecord record)
    {
        var iriHash = StableHash.Of(TermKeyKind.Iri, record.Iri);
        var term = _facts.Count;
        if (!_edges.TryAdd(term, iriHash, record.Relations))
            return false;

        var kinds = TermTraits.Complete(record, _source);
        _facts.Add(TermFacts.Of(record, kinds));
        _keys.Add(iriHash, term);
        foreach (var notation in record.Notations)
            AddNotation(term, notation);
        foreach (var relation in record.Relations)
        {
            if (relation.Kind == TermRelationKind.ExactMatch)
                _keys.Add(StableHash.Of(TermKeyKind.ExactMatch, relation.Iri), term);
        }

        foreach (var label in record.Labels)
            AddLabel(term, label, record.Genres);

        _record.Clear();
        TermRecordCodec.Write(record, _record);
        _file.Append(_record.Written);
        _recordStarts.Add(_recordStarts[^1] + _record.Length);
        return true;
    }

    /// <summary>Sorts, writes and closes the file.</summary>
    internal IndexDescription Complete(DateTimeOffset builtAt, CancellationToken cancellation)
    {
        _file.Write<long>(IndexSection.RecordStarts, _recordStarts.ToArray());
        _file.Write<TermFacts>(IndexSection.Facts, _facts.ToArray());
        cancellation.ThrowIfCancellationRequested();
        var newNumbers = _labels.Write(_file, cancellation);
        _keys.Write(_file, newNumbers, cancellation);
        _edges.Write(_file, _facts.Count);
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

    // Notations are searched like labels, and found by a key of their own.
    private void AddNotation(int term, string notation)
    {
        _keys.Add(StableHash.Of(TermKeyKind.Notation, NotationText.Fold(notation)), term);
        if (notation.Length > _options.MaxLabelLength || LabelForm.Parse(notation) is not { Folded.Length: > 0 } form)
            return;
        _labels.Add(term, new TermLabel(IndexFormat.NotationKind, notation), form);
        _notations++;
    }

    private void AddLabel(int term, TermLabel label, TermGenres genres)
    {
        var form = label.Text.Length <= _options.MaxLabelLength ? LabelForm.Parse(label.Text) : null;
        if (form is null || form.Folded.Length == 0)
        {
            _skippedLabels++;
            return;
        }

        if (_labels.Count >= _options.MaxLabels)
            throw new TermIndexException($"The terminology source '{_source.Id}' has more than {_options.MaxLabels:N0} labels, the ceiling of {nameof(TermIndexOptions)}.{nameof(TermIndexOptions.MaxLabels)}; raise it or split the source.");
        var number = _labels.Add(term, label, form);
        LabelKeys.ForTerm(form, genres, key => _keys.AddLabel(key, number));
    }
}
