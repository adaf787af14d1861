using System.Runtime.InteropServices;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The labels of an index in the making: texts in two byte arenas, words and postings beside them.</summary>
internal sealed class LabelTable
{
    private readonly ByteBuffer _texts = new(1 << 16);
    private readonly ByteBuffer _folds = new(1 << 16);
    private readonly List<Entry> _entries = [];
    private readonly WordTable _words = new();
    private readonly Dictionary<string, byte> _languageNumbers = new(StringComparer.Ordinal) { [""] = 0 };

    internal int Count => _entries.Count;

    /// <summary>The languages by their number; number 0 is «none».</summary>
    internal List<string> Languages { get; } = [""];

    internal int Add(int term, TermLabel label, string folded)
    {
        var words = _words.Add(folded, label.Kind == IndexFormat.NotationKind ? WordUse.None : SearchWords.UseOf(label.Language));
        _entries.Add(new Entry(term, _texts.Length, _folds.Length, label.Kind, LanguageNumber(label.Language), Rank(label, words)));
        _texts.AppendUtf8(label.Text);
        _folds.AppendUtf8(folded);
        return _entries.Count - 1;
    }

    /// <summary>Takes the words of one note of a term; terms come in order.</summary>
    internal void AddNote(int term, string folded) => _words.AddNote(term, folded);

    /// <summary>Writes the label sections in order of rank.</summary>
    /// <returns>The final number of each label by its number of arrival.</returns>
    internal int[] Write(IndexFileWriter file, CancellationToken cancellation)
    {
        var order = RankOrder();
        var newNumbers = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            newNumbers[order[i]] = i;
        cancellation.ThrowIfCancellationRequested();
        var sorting = Task.Run(() => FoldOrderOf(order), cancellation);
        file.Write<int>(IndexSection.LabelTerms, Array.ConvertAll(order, old => _entries[old].Term));
        file.Write<byte>(IndexSection.LabelKinds, Array.ConvertAll(order, old => (byte)_entries[old].Kind));
        file.Write<byte>(IndexSection.LabelLanguages, Array.ConvertAll(order, old => _entries[old].Language));
        WriteTexts(file, order, IndexSection.LabelTextStarts, IndexSection.LabelTexts, _texts, entry => entry.Text);
        WriteTexts(file, order, IndexSection.LabelFoldStarts, IndexSection.LabelFolds, _folds, entry => entry.Fold);
        cancellation.ThrowIfCancellationRequested();
        _words.Write(file, order, cancellation);
        file.Write<int>(IndexSection.LabelOrder, sorting.GetAwaiter().GetResult());
        return newNumbers;
    }

    // Fewest words, then preferred before alternative before hidden, then shortest; first come first among equals.
    private static uint Rank(TermLabel label, int words) =>
        ((uint)Math.Min(words, 255) << 24) | ((uint)label.Kind << 16) | (uint)Math.Min(label.Text.Length, 65_535);

    private byte LanguageNumber(string language)
    {
        if (_languageNumbers.TryGetValue(language, out var number))
            return number;
        if (Languages.Count == byte.MaxValue)
            return 0;
        number = (byte)Languages.Count;
        Languages.Add(language);
        _languageNumbers.Add(language, number);
        return number;
    }

    private int[] RankOrder()
    {
        var ranks = new ulong[_entries.Count];
        var order = new int[_entries.Count];
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = ((ulong)_entries[i].Rank << 32) | (uint)i;
            order[i] = i;
        }

        Array.Sort(ranks, order);
        return order;
    }

    private ReadOnlySpan<byte> Slice(ByteBuffer arena, Func<Entry, int> start, int label)
    {
        var from = start(_entries[label]);
        var to = label + 1 < _entries.Count ? start(_entries[label + 1]) : arena.Length;
        return arena.Written[from..to];
    }

    private void WriteTexts(IndexFileWriter file, int[] order, IndexSection starts, IndexSection texts, ByteBuffer arena, Func<Entry, int> start)
    {
        var positions = new uint[order.Length + 1];
        file.Begin(texts);
        for (var i = 0; i < order.Length; i++)
        {
            var text = Slice(arena, start, order[i]);
            file.Append(text);
            positions[i + 1] = positions[i] + (uint)text.Length;
        }

        file.Write<uint>(starts, positions);
    }

    private int[] FoldOrderOf(int[] order)
    {
        var starts = new int[order.Length];
        var lengths = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            starts[i] = _entries[order[i]].Fold;
            lengths[i] = (order[i] + 1 < _entries.Count ? _entries[order[i] + 1].Fold : _folds.Length) - starts[i];
        }

        return new FoldOrder(_folds.Bytes, starts, lengths).Sort();
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Term, int Text, int Fold, TermLabelKind Kind, byte Language, uint Rank);
}
