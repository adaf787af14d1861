using System.Text;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The words of the labels and notes of an index in the making.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _words = [];
    private readonly List<WordUse> _uses = [];
    private readonly WordLists _labels = new();
    private readonly WordLists _notes = new();

    internal WordTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Takes the words of the next label.</summary>
    /// <returns>Their number.</returns>
    internal int Add(string folded, WordUse use)
    {
        _labels.Begin(_labels.Count);
        return AddWords(_labels, folded, use);
    }

    /// <summary>Takes the words of one note of a term; terms come in order.</summary>
    internal void AddNote(int term, string folded)
    {
        _notes.Begin(term);
        AddWords(_notes, folded, WordUse.None);
    }

    /// <summary>Writes words, stems and postings; <paramref name="order"/> gives the labels in order of their final number.</summary>
    internal void Write(IndexFileWriter file, int[] order, CancellationToken cancellation)
    {
        var sorted = WriteWords(file);
        var place = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
            place[sorted[i]] = i;
        cancellation.ThrowIfCancellationRequested();
        WriteStems(file, sorted, cancellation);

        var (starts, postings) = _labels.Invert(place, order);
        file.Write<uint>(IndexSection.PostingStarts, starts);
        file.Write<int>(IndexSection.Postings, postings);

        // Most sources have no notes: then not even the starts are written.
        (starts, postings) = _notes.Count == 0 ? ([], []) : _notes.Invert(place, order: null);
        file.Write<uint>(IndexSection.NotePostingStarts, starts);
        file.Write<int>(IndexSection.NotePostings, postings);
    }

    private int AddWords(WordLists lists, string folded, WordUse use)
    {
        var count = 0;
        foreach (var word in SearchWords.Of(folded))
        {
            var span = word.Span;
            if (_lookup.TryGetValue(span, out var number))
            {
                _uses[number] |= use;
            }
            else
            {
                number = _words.Count;
                var text = span.ToString();
                _words.Add(text);
                _uses.Add(use);
                _numbers.Add(text, number);
            }

            lists.Add(number);
            count++;
        }

        return count;
    }

    private int[] WriteWords(IndexFileWriter file)
    {
        var texts = new byte[_words.Count][];
        var sorted = new int[_words.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetBytes(_words[i]);
            sorted[i] = i;
        }

        Array.Sort(sorted, (left, right) => texts[left].AsSpan().SequenceCompareTo(texts[right]));
        var starts = new uint[sorted.Length + 1];
        file.Begin(IndexSection.Words);
        for (var i = 0; i < sorted.Length; i++)
        {
            var text = texts[sorted[i]];
            starts[i + 1] = starts[i] + (uint)text.Length;
            file.Append(text);
        }

        file.Write<uint>(IndexSection.WordStarts, starts);
        return sorted;
    }

    // Only the words of Dutch and English labels have stems, each by the rules of its language.
    private void WriteStems(IndexFileWriter file, int[] sorted, CancellationToken cancellation)
    {
        var stems = new KeyTable();
        for (var i = 0; i < sorted.Length; i++)
        {
            var word = _words[sorted[i]];
            var use = _uses[sorted[i]];
            if (!SearchWords.IsStemmed(word))
                continue;
            if (use.HasFlag(WordUse.Dutch))
                stems.Add(StableHash.Of(TermKeyKind.DutchStem, DutchStemmer.Stem(word)), i);
            if (use.HasFlag(WordUse.English))
                stems.Add(StableHash.Of(TermKeyKind.EnglishStem, EnglishStemmer.Stem(word)), i);
        }

        file.Write<byte>(IndexSection.WordUses, Array.ConvertAll(sorted, word => (byte)_uses[word]));
        cancellation.ThrowIfCancellationRequested();
        stems.Sort();
        stems.Write(file, IndexSection.StemHashes, IndexSection.StemWords);
    }
}
