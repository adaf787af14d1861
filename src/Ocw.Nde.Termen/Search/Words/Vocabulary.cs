using System.Text;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search.Words;

/// <summary>Finds the words of one index: exactly, by their beginning, by pattern, by stem.</summary>
internal sealed class Vocabulary(SourceIndex index)
{
    /// <summary>The number of a word, or -1.</summary>
    internal int Find(ReadOnlySpan<char> word)
    {
        Span<byte> bytes = stackalloc byte[256];
        if (word.Length > 80)
            return Find(Encoding.UTF8.GetBytes(word.ToArray()));
        return Find(bytes[..Encoding.UTF8.GetBytes(word, bytes)]);
    }

    /// <summary>The words that begin with this.</summary>
    internal (int First, int Last) Range(ReadOnlySpan<byte> prefix) => (Boundary(prefix, isPrefix: true, below: true), Boundary(prefix, isPrefix: true, below: false));

    /// <summary>The words of the same stem, Dutch or English, ascending; the word itself among them if the index has it.</summary>
    internal List<int> WithStem(string word)
    {
        var found = new List<int>();
        if (Find(word) is var exact and >= 0)
            found.Add(exact);
        if (!SearchWords.IsStemmed(word))
            return found;
        AddAll(found, index.Stems(StableHash.Of(TermKeyKind.DutchStem, DutchStemmer.Stem(word))));
        AddAll(found, index.Stems(StableHash.Of(TermKeyKind.EnglishStem, EnglishStemmer.Stem(word))));
        return found;
    }

    /// <summary>The words that fit a pattern with <c>*</c> and <c>?</c>, ascending.</summary>
    internal List<int> Matching(string pattern)
    {
        var glob = new WordPattern(pattern);
        var found = new List<int>();
        if (glob.Prefix.Length > 0)
        {
            var (first, last) = Range(glob.Prefix);
            for (var word = first; word < last; word++)
            {
                if (glob.Fits(index.Word(word)))
                    found.Add(word);
            }

            return found;
        }

        // Nothing to begin with: the longest literal is looked for in all words at once.
        var words = index.WordBytes;
        var literal = glob.Longest;
        if (literal.Length == 0)
        {
            for (var word = 0; word < index.WordCount; word++)
            {
                if (glob.Fits(index.Word(word)))
                    found.Add(word);
            }

            return found;
        }

        var starts = index.WordStarts;
        for (var at = 0; at < words.Length;)
        {
            var next = words[at..].IndexOf(literal);
            if (next < 0)
                break;
            var word = WordAt(starts, (uint)(at + next));
            if (glob.Fits(index.Word(word)))
                found.Add(word);
            at = (int)starts[word + 1];
        }

        return found;
    }

    private static void AddAll(List<int> found, ReadOnlySpan<int> words)
    {
        foreach (var word in words)
        {
            if (!found.Contains(word))
                found.Add(word);
        }
    }

    private static int WordAt(ReadOnlySpan<uint> starts, uint position)
    {
        int low = 0, high = starts.Length - 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (starts[middle] <= position)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    private int Find(ReadOnlySpan<byte> word)
    {
        var place = Boundary(word, isPrefix: false, below: true);
        return place < index.WordCount && index.Word(place).SequenceEqual(word) ? place : -1;
    }

    private int Boundary(ReadOnlySpan<byte> word, bool isPrefix, bool below)
    {
        int low = 0, high = index.WordCount;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var other = index.Word(middle);
            var compared = (isPrefix ? other[..Math.Min(other.Length, word.Length)] : other).SequenceCompareTo(word);
            if (below ? compared < 0 : compared <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
