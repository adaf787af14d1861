using System.Globalization;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>What can be computed of one term apart from all others, so that it can be done beside the building: folding, keys and the record's bytes.</summary>
internal sealed class PreparedTerm
{
    private readonly List<PreparedLabel> _labels = [];
    private readonly List<string> _notes = [];

    private PreparedTerm(TermRecord record, PlaceKinds kinds, ByteBuffer bytes)
    {
        Record = record;
        Facts = TermFacts.Of(record, kinds);
        IriHash = StableHash.Of(TermKeyKind.Iri, record.Iri);
        Bytes = bytes;
    }

    internal TermRecord Record { get; }

    internal TermFacts Facts { get; }

    internal ulong IriHash { get; }

    /// <summary>The record as the index keeps it.</summary>
    internal ByteBuffer Bytes { get; }

    /// <summary>Notations and labels that can be searched.</summary>
    internal IReadOnlyList<PreparedLabel> Labels => _labels;

    /// <summary>The notes, folded.</summary>
    internal IReadOnlyList<string> Notes => _notes;

    /// <summary>The keys that lead to the term itself.</summary>
    internal List<ulong> Keys { get; } = [];

    /// <summary>The relations, with the hashes of the terms that they lead to.</summary>
    internal List<(TermRelationKind Kind, ulong Iri)> Relations { get; } = [];

    internal int SkippedLabels { get; private set; }

    internal static PreparedTerm Of(TermRecord record, TermSource source, TermIndexOptions options)
    {
        var kinds = TermTraits.Complete(record, source);
        var buffer = new ByteBuffer(512);
        TermRecordCodec.Write(record, options.MaxStoredLabelLength, buffer);
        var term = new PreparedTerm(record, kinds, buffer);
        term.TakeKeys(record);
        foreach (var notation in record.Notations)
            term.TakeNotation(notation, options);
        foreach (var label in record.Labels)
            term.TakeLabel(label, options);
        foreach (var note in record.Notes)
        {
            if (TextFolder.Fold(note.Text) is { Length: > 0 } folded)
                term._notes.Add(folded);
        }

        return term;
    }

    /// <summary>A text of at most so many characters, not cut within what the reader sees as one character.</summary>
    internal static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= length)
            end += next;
        return text[..end];
    }

    private void TakeKeys(TermRecord record)
    {
        Keys.Add(IriHash);
        var id = NotationText.Fold(LocalId(record.Iri));
        foreach (var notation in record.Notations)
        {
            var folded = NotationText.Fold(notation);
            Keys.Add(StableHash.Of(TermKeyKind.Notation, folded));

            // Where the IRI ends in the notation, the one key serves for both.
            if (string.Equals(folded, id, StringComparison.Ordinal))
                id = "";
        }

        if (id.Length > 0)
            Keys.Add(StableHash.Of(TermKeyKind.LocalId, id));
        foreach (var relation in record.Relations)
        {
            var hash = StableHash.Of(TermKeyKind.Iri, relation.Iri);
            Relations.Add((relation.Kind, hash));
            if (relation.Kind == TermRelationKind.ExactMatch)
                Keys.Add(StableHash.Of(TermKeyKind.ExactMatch, relation.Iri));
        }
    }

    private static string LocalId(string iri)
    {
        var id = iri[(iri.AsSpan().LastIndexOfAny('/', '#', ':') + 1)..];
        return id.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(id) : id;
    }

    // Notations are searched like labels.
    private void TakeNotation(string notation, TermIndexOptions options)
    {
        if (notation.Length <= options.MaxLabelLength && TextFolder.Fold(notation) is { Length: > 0 } folded)
            _labels.Add(new PreparedLabel(new TermLabel(IndexFormat.NotationKind, notation), folded, []));
    }

    private void TakeLabel(TermLabel label, TermIndexOptions options)
    {
        var form = label.Text.Length <= options.MaxLabelLength ? LabelForm.Parse(label.Text) : null;
        if (form is null || form.Folded.Length == 0)
        {
            SkippedLabels++;
            return;
        }

        var keys = new List<ulong>(6);
        LabelKeys.ForTerm(form, Record.Genres, keys.Add);
        _labels.Add(new PreparedLabel(label, form.Folded, keys));
    }
}

/// <summary>A label with its folded text and the keys that lead to it.</summary>
internal readonly record struct PreparedLabel(TermLabel Label, string Folded, IReadOnlyList<ulong> Keys);
