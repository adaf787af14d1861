using System.Diagnostics;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The index of one source, open for reading by any number of threads. Readers hold a <see cref="TermIndexLease"/> while they use it.</summary>
internal sealed class SourceIndex
{
    private readonly MappedIndexFile _file;
    private int _holders = 1;
    private volatile bool _deleteWhenReleased;
    private string[][]? _typeSets;

    private SourceIndex(MappedIndexFile file, IndexDescription description)
    {
        _file = file;
        Description = description;
        Source = description.ToSource();
        Descendants = new Descendants(this);
        LabelTerms = file.Array<int>(IndexSection.LabelTerms);
        Facts = file.Array<TermFacts>(IndexSection.Facts);
        LabelKinds = file.Array<byte>(IndexSection.LabelKinds);
        LabelLanguages = file.Array<byte>(IndexSection.LabelLanguages);
    }

    internal IndexDescription Description { get; }

    internal TermSource Source { get; }

    /// <summary>The terms below a term.</summary>
    internal Descendants Descendants { get; }

    internal string Path => _file.Path;

    internal long Bytes => _file.Length;

    internal int TermCount => Description.Terms;

    /// <summary>Labels and notations.</summary>
    internal int LabelCount => Description.Labels + Description.Notations;

    internal MappedArray<TermFacts> Facts { get; }

    internal MappedArray<int> LabelTerms { get; }

    internal MappedArray<byte> LabelKinds { get; }

    internal MappedArray<byte> LabelLanguages { get; }

    internal ReadOnlySpan<int> LabelOrder => _file.Section<int>(IndexSection.LabelOrder);

    internal static SourceIndex Open(string path)
    {
        var file = MappedIndexFile.Open(path);
        try
        {
            var description = JsonSerializer.Deserialize(file.Section<byte>(IndexSection.Description), IndexJson.Default.IndexDescription)
                ?? throw new TermIndexException($"The term index {path} has no description; delete the file and the node builds it again.");
            return new SourceIndex(file, description);
        }
        catch (JsonException e)
        {
            file.Dispose();
            throw new TermIndexException($"The description of the term index {path} cannot be read; delete the file and the node builds it again.", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The targets of a key: labels, or terms for notations, IRIs and matches; ascending.</summary>
    internal ReadOnlySpan<int> Find(ulong hash)
    {
        var buckets = _file.Section<uint>(IndexSection.KeyBuckets);
        var bits = BitOperations.Log2((uint)buckets.Length - 1);
        var (bucket, rest) = KeyTable.Place(hash, bits);
        var start = (int)buckets[(int)bucket];
        var kept = _file.ReadItems(IndexSection.KeyHashes, start, (int)buckets[(int)bucket + 1] - start, stackalloc uint[64]);
        var first = LowerBound(kept, rest);
        var count = kept[first..].IndexOfAnyExcept(rest);
        if (count < 0)
            count = kept.Length - first;
        return count == 0 ? [] : _file.ReadItems<int>(IndexSection.KeyTargets, start + first, count);
    }

    /// <summary>The term of an IRI, or -1.</summary>
    internal int FindIri(string iri)
    {
        foreach (var term in Find(StableHash.Of(TermKeyKind.Iri, iri)))
        {
            if (string.Equals(Iri(term), iri, StringComparison.Ordinal))
                return term;
        }

        return -1;
    }

    internal string Iri(int term) => TermRecordCodec.ReadIri(RecordBytes(term));

    internal TermRecord Record(int term)
    {
        var record = TermRecordCodec.Read(RecordBytes(term));
        ref readonly var facts = ref Facts[term];
        record.Genres = facts.Genres;
        record.Birth = facts.Birth;
        record.Death = facts.Death;
        record.IsDeprecated = facts.Deprecated != 0;
        if (facts.HasCoordinates)
        {
            record.Latitude = facts.Latitude;
            record.Longitude = facts.Longitude;
        }

        return record;
    }

    /// <summary>The IRI and the labels that one to show is chosen from.</summary>
    internal (string Iri, List<TermLabel> Labels) Labels(int term) => TermRecordCodec.ReadLabels(RecordBytes(term));

    internal string LabelText(int label)
    {
        var positions = _file.ReadItems<uint>(IndexSection.LabelTextStarts, label, 2);
        return Encoding.UTF8.GetString(_file.Read(IndexSection.LabelTexts, positions[0], (int)(positions[1] - positions[0])));
    }

    internal ReadOnlySpan<byte> LabelFoldBytes(int label) => Slice(IndexSection.LabelFoldStarts, IndexSection.LabelFolds, label);

    internal string LabelLanguage(int label) => Description.Languages[LabelLanguages[label]];

    internal int WordCount => _file.Section<uint>(IndexSection.WordStarts).Length - 1;

    internal ReadOnlySpan<byte> Word(int word) => Slice(IndexSection.WordStarts, IndexSection.Words, word);

    /// <summary>UTF-8 of all words, sorted, without anything between them.</summary>
    internal ReadOnlySpan<byte> WordBytes => _file.Section<byte>(IndexSection.Words);

    /// <summary>Where each word begins in <see cref="WordBytes"/>.</summary>
    internal ReadOnlySpan<uint> WordStarts => _file.Section<uint>(IndexSection.WordStarts);

    /// <summary>The labels of a word, ascending.</summary>
    internal ReadOnlySpan<int> Postings(int word) => Postings(word, word + 1);

    /// <summary>The labels of the words from the first to before the last, ascending for each word.</summary>
    internal ReadOnlySpan<int> Postings(int first, int last)
    {
        var starts = _file.Section<uint>(IndexSection.PostingStarts);
        return _file.Section<int>(IndexSection.Postings)[(int)starts[first]..(int)starts[last]];
    }

    /// <summary>How many labels the words from the first to before the last have, one counted again for each of its words.</summary>
    internal long PostingCount(int first, int last)
    {
        var starts = _file.Section<uint>(IndexSection.PostingStarts);
        return starts[last] - starts[first];
    }

    /// <summary>Where a word stands.</summary>
    internal WordUse Use(int word) => (WordUse)_file.Section<byte>(IndexSection.WordUses)[word];

    /// <summary>The words of a stem, ascending.</summary>
    internal ReadOnlySpan<int> Stems(ulong hash) => Find(IndexSection.StemHashes, IndexSection.StemWords, hash);

    /// <summary>The terms that have a word from the first to before the last in their notes, ascending for each word.</summary>
    internal ReadOnlySpan<int> NotePostings(int first, int last)
    {
        var starts = _file.Section<uint>(IndexSection.NotePostingStarts);
        return starts.IsEmpty ? [] : _file.Section<int>(IndexSection.NotePostings)[(int)starts[first]..(int)starts[last]];
    }

    /// <summary>As <see cref="PostingCount"/>, in the notes.</summary>
    internal long NotePostingCount(int first, int last) => NotePostings(first, last).Length;

    /// <summary>Whether any term has notes.</summary>
    internal bool HasNotes => !_file.Section<int>(IndexSection.NotePostings).IsEmpty;

    /// <summary>The number of each term's set of types and schemes.</summary>
    internal ReadOnlySpan<int> TypeSetOf => _file.Section<int>(IndexSection.TypeSetOf);

    /// <summary>The sets of types and schemes, by number.</summary>
    internal string[][] TypeSets => LazyInitializer.EnsureInitialized(ref _typeSets, () => TypeSetTable.Read(_file.Section<byte>(IndexSection.TypeSets)));

    /// <summary>The hashes (as <see cref="TermKeyKind.Iri"/>) of the IRIs that terms name as exact match, sorted.</summary>
    internal ReadOnlySpan<ulong> MatchHashes => _file.Section<ulong>(IndexSection.MatchHashes);

    /// <summary>The term of each of <see cref="MatchHashes"/>.</summary>
    internal ReadOnlySpan<int> MatchTerms => _file.Section<int>(IndexSection.MatchTerms);

    internal ReadOnlySpan<int> Broader(int term)
    {
        var positions = _file.ReadItems<int>(IndexSection.BroaderStarts, term, 2);
        return positions[0] == positions[1] ? [] : _file.ReadItems<int>(IndexSection.Broader, positions[0], positions[1] - positions[0]);
    }

    internal ReadOnlySpan<int> Narrower(int term) => Neighbours(IndexSection.NarrowerStarts, IndexSection.Narrower, term);

    /// <summary>Takes a hold; false if the index has been let go already.</summary>
    internal bool TryHold()
    {
        while (true)
        {
            var holders = Volatile.Read(ref _holders);
            if (holders == 0)
                return false;
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders)
                return true;
        }
    }

    /// <summary>Gives a hold back; the last one closes the file, and deletes it if it was replaced.</summary>
    internal void Release()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
            return;
        _file.Dispose();
        if (_deleteWhenReleased)
            DeleteFile();
    }

    // The last reader may be anyone: a file that cannot be deleted now is his business no more, and goes when the index is opened next.
    private void DeleteFile()
    {
        try
        {
            File.Delete(_file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Trace.TraceWarning($"The replaced term index {_file.Path} cannot be deleted yet: {e.Message}");
        }
    }

    internal void DeleteWhenReleased() => _deleteWhenReleased = true;

    private ReadOnlySpan<int> Find(IndexSection hashSection, IndexSection targets, ulong hash)
    {
        var hashes = _file.Section<ulong>(hashSection);
        var start = LowerBound(hashes, hash);
        var end = start;
        if (start < hashes.Length && hashes[start] == hash)
            end = hash == ulong.MaxValue ? hashes.Length : start + LowerBound(hashes[start..], hash + 1);
        return _file.Section<int>(targets)[start..end];
    }

    private static int LowerBound<T>(ReadOnlySpan<T> hashes, T hash)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        int low = 0, high = hashes.Length;
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (hashes[middle] < hash)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private ReadOnlySpan<byte> RecordBytes(int term)
    {
        var starts = _file.ReadItems<long>(IndexSection.RecordStarts, term, 2);
        return _file.Read(IndexSection.Records, starts[0], checked((int)(starts[1] - starts[0])));
    }

    private ReadOnlySpan<byte> Slice(IndexSection starts, IndexSection texts, int item)
    {
        var positions = _file.Section<uint>(starts);
        return _file.Part(texts, positions[item], (int)(positions[item + 1] - positions[item]));
    }

    private ReadOnlySpan<int> Neighbours(IndexSection starts, IndexSection targets, int term)
    {
        var positions = _file.Section<int>(starts);
        return _file.Section<int>(targets)[positions[term]..positions[term + 1]];
    }
}
