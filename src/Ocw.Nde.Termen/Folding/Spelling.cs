using System.Collections.Frozen;

namespace Ocw.Nde.Termen.Folding;

/// <summary>Rough forms of words under which spelling variants and plurals meet: for finding candidates, never for accepting them.</summary>
public static class Spelling
{
    // Shorter words lose too much with their endings.
    private const int LeastStemmed = 6;

    // By first letter, longest first. Old and new Dutch spelling, transliterations, and what voices change: «Geijersvlijt» and «Geyersvlijt», «Soembawa» and «Sumbawa».
    private static readonly (string From, string To)[] s_clusters =
    [
        ("tsch", "k"), ("tsj", "k"), ("tsh", "k"), ("sch", "s"), ("tch", "k"),
        ("ij", "i"), ("oe", "u"), ("ou", "u"), ("ue", "u"), ("ae", "a"), ("ie", "i"), ("ck", "k"), ("ph", "f"), ("th", "t"),
        ("gh", "g"), ("kh", "k"), ("dh", "t"), ("dt", "t"), ("sj", "s"), ("sh", "s"), ("qu", "k"), ("dj", "i"), ("tj", "k"), ("ch", "k"),
    ];

    private static readonly (string From, string To)[][] s_clustersByLetter =
        [.. Enumerable.Range('a', 26).Select(letter => s_clusters.Where(cluster => cluster.From[0] == letter).ToArray())];

    // Articles and prepositions of the languages in which names are written, Arabic articles before sun letters among them.
    private static readonly FrozenSet<string> s_functionWords = FrozenSet.ToFrozenSet(
        ["the", "a", "of", "de", "het", "een", "van", "den", "der", "ten", "ter", "te", "t", "s", "la", "le", "les", "l", "du", "des", "d", "el", "los", "las", "del", "il", "lo", "di", "da", "do", "dos", "das", "der", "die", "das", "al", "an", "ar", "as", "ash", "ad", "at", "az", "ed", "er", "en", "ez", "et", "ou", "und", "and", "y", "e"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_functionWordLookup = s_functionWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The skeleton of folded text: spelling variants of one sound become one letter, doubled letters and spaces vanish.</summary>
    public static string Skeleton(ReadOnlySpan<char> folded)
    {
        var buffer = folded.Length <= 256 ? stackalloc char[512] : new char[folded.Length * 2];
        return new string(buffer[..Skeleton(folded, buffer)]);
    }

    /// <summary>Writes the skeleton of folded text to a buffer twice as long as the text: no letter becomes more than two.</summary>
    /// <returns>The length of the skeleton.</returns>
    internal static int Skeleton(ReadOnlySpan<char> folded, Span<char> buffer)
    {
        var length = 0;
        for (var i = 0; i < folded.Length;)
        {
            if (folded[i] == ' ')
            {
                i++;
            }
            else if (Cluster(folded[i..]) is { From.Length: > 0 } cluster)
            {
                AppendOnce(buffer, ref length, cluster.To[0]);
                i += cluster.From.Length;
            }
            else
            {
                AppendLetter(buffer, ref length, folded[i++]);
            }
        }

        return length;
    }

    /// <summary>
    /// The consonants of folded text after <see cref="Skeleton(ReadOnlySpan{char})"/>, with one letter for the sounds that transliterations confuse, and without articles and
    /// prepositions: «Ed Damazin» and «Ad-Damazin», «Gondar» and «Gonder», «Chicabasco» and «Chicavasco». Empty where fewer than three letters are left.
    /// </summary>
    public static string Consonants(ReadOnlySpan<char> folded)
    {
        var buffer = folded.Length <= 256 ? stackalloc char[512] : new char[folded.Length * 2];
        var length = 0;
        foreach (var range in folded.Split(' '))
        {
            var word = folded[range];
            if (word.IsEmpty || s_functionWordLookup.Contains(word))
                continue;
            var isFirst = true;
            foreach (var c in Skeleton(word.Length >= LeastStemmed ? Stem(word) : word))
            {
                var letter = c switch { 'a' or 'e' or 'i' or 'o' or 'u' => isFirst ? 'a' : '\0', 'h' or 'w' when !isFirst => '\0', 'b' or 'p' or 'w' => 'f', _ => c };
                isFirst = false;
                if (letter != '\0')
                    AppendOnce(buffer, ref length, letter);
            }
        }

        return length < 3 ? "" : new string(buffer[..length]);
    }

    /// <summary>The words of folded text without Dutch and English plural and adjective endings, in ordinal order, as skeletons.</summary>
    public static string Stems(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
            words[i] = Skeleton(Stem(words[i]));
        Array.Sort(words, StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    /// <summary>The words of folded text without number: equal for «kom» and «kommen», «vaas» and «vazen», but not for «doek» and «duck».</summary>
    public static string NumberForm(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
            words[i] = Undoubled(Stem(words[i]));
        Array.Sort(words, StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    /// <summary>A folded word without its plural ending: «bokalen» and «bokaal» meet after <see cref="Skeleton(ReadOnlySpan{char})"/>.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        var span = word;
        if (span.Length < 4)
            return span;
        if (span.EndsWith("heden", StringComparison.Ordinal) && span.Length > 6)
            return string.Concat(span[..^5], "heid");
        if (span.EndsWith("ies", StringComparison.Ordinal) && span.Length > 5)
            return string.Concat(span[..^3], "y");
        if (span.EndsWith("sses", StringComparison.Ordinal) || span.EndsWith("xes", StringComparison.Ordinal) || span.EndsWith("shes", StringComparison.Ordinal) || span.EndsWith("ches", StringComparison.Ordinal))
            return span[..^2];

        // «wagens» is more than one «wagen», which ends as a plural does.
        if (span.EndsWith("ens", StringComparison.Ordinal) && span.Length > 5)
            span = span[..^3];
        else if (span.EndsWith("en", StringComparison.Ordinal) && span.Length > 4)
            span = span[..^2];
        else if (span[^1] == 'e' && span.Length > 4)
            span = span[..^1];

        // «huizen» and «huis», «bussen» and «bus»: an s at the end may belong to the word or be the plural.
        return span.TrimEnd("sz") is { Length: > 1 } stem ? stem : span;
    }

    // Dutch doubles letters by syllable, and voices the end of a word: «brief», «brieven».
    private static string Undoubled(ReadOnlySpan<char> word)
    {
        var buffer = word.Length <= 256 ? stackalloc char[256] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
            AppendOnce(buffer, ref length, c);
        if (length > 0)
            buffer[length - 1] = buffer[length - 1] switch { 'v' => 'f', 'z' => 's', var last => last };
        return new string(buffer[..length]);
    }

    private static (string From, string To) Cluster(ReadOnlySpan<char> text)
    {
        if (text[0] is < 'a' or > 'z')
            return ("", "");
        foreach (var cluster in s_clustersByLetter[text[0] - 'a'])
        {
            if (text.StartsWith(cluster.From, StringComparison.Ordinal))
                return cluster;
        }

        return ("", "");
    }

    private static void AppendLetter(Span<char> buffer, ref int length, char c)
    {
        if (c == 'x')
        {
            AppendOnce(buffer, ref length, 'k');
            AppendOnce(buffer, ref length, 's');
            return;
        }

        AppendOnce(buffer, ref length, c switch { 'y' or 'j' => 'i', 'z' => 's', 'c' or 'q' => 'k', 'v' => 'f', 'd' => 't', _ => c });
    }

    private static void AppendOnce(Span<char> buffer, ref int length, char c)
    {
        if (length == 0 || buffer[length - 1] != c)
            buffer[length++] = c;
    }
}
