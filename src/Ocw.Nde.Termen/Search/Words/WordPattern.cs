using System.Text;

namespace Ocw.Nde.Termen.Search.Words;

/// <summary>A word with <c>*</c> (any letters, also none) and <c>?</c> (one letter), matched against UTF-8 in time proportional to pattern times word.</summary>
internal sealed class WordPattern
{
    private readonly byte[] _pattern;

    internal WordPattern(string pattern)
    {
        _pattern = Encoding.UTF8.GetBytes(pattern);
        var wild = _pattern.AsSpan().IndexOfAny((byte)'*', (byte)'?');
        Prefix = wild < 0 ? _pattern : _pattern[..wild];
        Longest = Encoding.UTF8.GetBytes(pattern.Split('*', '?').MaxBy(part => part.Length) ?? "");
    }

    /// <summary>What every word that fits begins with.</summary>
    internal byte[] Prefix { get; }

    /// <summary>The longest run of letters that every word that fits holds.</summary>
    internal byte[] Longest { get; }

    // On a mismatch only the last star is tried again, one letter further: that is enough, since what came before it fitted with the fewest letters.
    internal bool Fits(ReadOnlySpan<byte> word)
    {
        int at = 0, p = 0, star = -1, resume = 0;
        while (at < word.Length)
        {
            if (p < _pattern.Length && _pattern[p] == '*')
            {
                star = p++;
                resume = at;
            }
            else if (p < _pattern.Length && _pattern[p] == '?')
            {
                at += Letter(word, at);
                p++;
            }
            else if (p < _pattern.Length && _pattern[p] == word[at])
            {
                at++;
                p++;
            }
            else if (star >= 0)
            {
                resume += Letter(word, resume);
                at = resume;
                p = star + 1;
            }
            else
            {
                return false;
            }
        }

        while (p < _pattern.Length && _pattern[p] == '*')
            p++;
        return p == _pattern.Length;
    }

    private static int Letter(ReadOnlySpan<byte> word, int at)
    {
        var next = at + 1;
        while (next < word.Length && (word[next] & 0xC0) == 0x80)
            next++;
        return next - at;
    }
}
