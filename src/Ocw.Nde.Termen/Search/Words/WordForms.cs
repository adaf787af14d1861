namespace Ocw.Nde.Termen.Search.Words;

/// <summary>How near words come to other forms of themselves, in folded UTF-8 with a space between words.</summary>
internal static class WordForms
{
    // Less than half of a word in common is another word that happens to have the same stem.
    private const double SameWord = 0.5;

    /// <summary>How near the words of a label come to those of a query, from 0 to 1: the mean of the best form of each word.</summary>
    internal static double Nearness(ReadOnlySpan<byte> query, ReadOnlySpan<byte> fold)
    {
        var (sum, words) = (0.0, 0);
        foreach (var word in query.Split((byte)' '))
        {
            var best = 0.0;
            foreach (var other in fold.Split((byte)' '))
                best = Math.Max(best, OfWord(query[word], fold[other]));
            sum += best;
            words++;
        }

        return words == 0 ? 0 : sum / words;
    }

    /// <summary>Whether a label begins with forms of the words of a query, in their order.</summary>
    internal static bool Begins(ReadOnlySpan<byte> query, ReadOnlySpan<byte> fold)
    {
        var others = fold.Split((byte)' ');
        foreach (var word in query.Split((byte)' '))
        {
            if (!others.MoveNext() || OfWord(query[word], fold[others.Current]) < SameWord)
                return false;
        }

        return true;
    }

    // «tekening» is nearer to «tekeningen» than to «tekens», which has the same stem; and «molen» nearer to «molens», which holds it whole, than to «mole».
    private static double OfWord(ReadOnlySpan<byte> word, ReadOnlySpan<byte> other)
    {
        var common = word.CommonPrefixLength(other);
        var nearness = common / (double)Math.Max(Math.Max(word.Length, other.Length), 1);
        return common == word.Length ? (1 + nearness) / 2 : nearness;
    }
}
