namespace Ocw.Nde.Termen.Folding;

/// <summary>Rough forms of words under which spelling variants and plurals meet: for finding candidates, never for accepting them.</summary>
public static class Spelling
{
    // By first letter, longest first. Old and new Dutch spelling, transliterations, and what voices change: «Geijersvlijt» and «Geyersvlijt», «Soembawa» and «Sumbawa».
    private static readonly (string From, string To)[] s_clusters =
    [
        ("tsch", "k"), ("tsj", "k"), ("tsh", "k"), ("sch", "s"), ("tch", "k"),
        ("ij", "i"), ("oe", "u"), ("ou", "u"), ("ue", "u"), ("ae", "a"), ("ie", "i"), ("ck", "k"), ("ph", "f"), ("th", "t"),
        ("gh", "g"), ("kh", "k"), ("dh", "t"), ("dt", "t"), ("sj", "s"), ("sh", "s"), ("qu", "k"), ("dj", "i"), ("tj", "k"), ("ch", "k"),
    ];

    private static readonly (string From, string To)[][] s_clustersByLetter =
        [.. Enumerable.Range('a', 26).Select(letter => s_clusters.Where(cluster => cluster.From[0] == letter).ToArray())];

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
        if (span.EndsWith("en", StringComparison.Ordinal) && span.Length > 4)
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
