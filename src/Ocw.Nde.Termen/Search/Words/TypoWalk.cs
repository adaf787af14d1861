using System.Text;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search.Words;

/// <summary>Finds the words of an index within one or two typing errors (a letter too many, too few, another letter, two neighbours swapped) of a word.</summary>
/// <remarks>
/// The sorted words are walked as the tree of their beginnings. The states of the walk are the bits of Wu and Manber: bit i of row k says that the first i letters
/// of the pattern match what was read with at most k errors. A beginning with no bit left is skipped with everything under it, found by galloping.
/// </remarks>
internal sealed class TypoWalk
{
    /// <summary>The longest word that is corrected, in letters.</summary>
    internal const int MaxLetters = 60;

    private const int MaxSteps = 400_000;

    private readonly SourceIndex _index;
    private readonly Rune[] _letters;
    private readonly ulong[] _ascii = new ulong[128];
    private readonly int _errors;
    private readonly bool _isPrefix;
    private readonly int _limit;
    private readonly State[] _states = new State[264];
    private readonly List<(int First, int Last, int Errors)> _found = [];

    private TypoWalk(SourceIndex index, string word, int errors, bool isPrefix, int limit)
    {
        _index = index;
        _letters = [.. word.EnumerateRunes()];
        _errors = errors;
        _isPrefix = isPrefix;
        _limit = limit;
        for (var i = 0; i < _letters.Length; i++)
        {
            if (_letters[i].IsAscii)
                _ascii[_letters[i].Value] |= 1UL << i;
        }
    }

    /// <summary>The words within so many errors; those that begin so, as ranges, if the word is unfinished. At most <paramref name="limit"/>, fewest errors first.</summary>
    internal static List<(int First, int Last, int Errors)> Find(SourceIndex index, string word, int errors, bool isPrefix, int limit)
    {
        var walk = new TypoWalk(index, word, errors, isPrefix, limit);
        if (walk._letters.Length is 0 or > MaxLetters)
            return [];
        walk.Run();
        return [.. walk._found.OrderBy(found => found.Errors).ThenBy(found => found.First).Take(limit)];
    }

    private ulong Accept => 1UL << _letters.Length;

    private void Run()
    {
        _states[0] = new State(1, _errors > 0 ? 3UL : 0, _errors > 1 ? 7UL : 0, 0, 0);
        var count = _index.WordCount;
        ReadOnlySpan<byte> previous = [];
        var known = 0;
        var steps = 0;
        for (var word = 0; word < count && steps < MaxSteps && _found.Count < 16 * _limit;)
        {
            var text = _index.Word(word);
            var at = Math.Min(known, text.CommonPrefixLength(previous));
            while (at > 0 && at < text.Length && (text[at] & 0xC0) == 0x80)
                at--;
            var state = _states[at];
            var skip = -1;
            while (at < text.Length)
            {
                steps++;
                Rune.DecodeFromUtf8(text[at..], out var letter, out var length);
                state = Step(state, letter);
                at += length;
                if (state.IsDead || at >= _states.Length - 4)
                {
                    skip = at;
                    break;
                }

                _states[at] = state;
                if (_isPrefix && ErrorsOf(state) is var reached and >= 0)
                {
                    var last = After(word, text[..at]);
                    _found.Add((word, last, reached));
                    skip = at;
                    break;
                }
            }

            known = skip < 0 ? at : PreviousLetter(text, skip);
            if (skip < 0)
            {
                if (ErrorsOf(state) is var errors and >= 0)
                    _found.Add((word, word + 1, errors));
                word++;
            }
            else
            {
                word = After(word, text[..skip]);
            }

            previous = text;
        }
    }

    private static int PreviousLetter(ReadOnlySpan<byte> text, int at)
    {
        at--;
        while (at > 0 && (text[at] & 0xC0) == 0x80)
            at--;
        return at;
    }

    private State Step(State from, Rune letter)
    {
        var fits = Fits(letter);
        var row0 = (from.Row0 & fits) << 1;
        var swap1 = from.Row0 & (fits >> 1);
        if (_errors == 0)
            return new State(row0, 0, 0, 0, 0);
        var row1 = ((from.Row1 & fits) << 1) | from.Row0 | (from.Row0 << 1) | (row0 << 1) | ((from.Swap1 & fits) << 2);
        if (_errors == 1)
            return new State(row0, row1, 0, swap1, 0);
        var swap2 = from.Row1 & (fits >> 1);
        var row2 = ((from.Row2 & fits) << 1) | from.Row1 | (from.Row1 << 1) | (row1 << 1) | ((from.Swap2 & fits) << 2);
        return new State(row0, row1, row2, swap1, swap2);
    }

    private ulong Fits(Rune letter)
    {
        if (letter.IsAscii)
            return _ascii[letter.Value];
        var fits = 0UL;
        for (var i = 0; i < _letters.Length; i++)
        {
            if (_letters[i] == letter)
                fits |= 1UL << i;
        }

        return fits;
    }

    private int ErrorsOf(State state) =>
        (state.Row0 & Accept) != 0 ? 0 : (state.Row1 & Accept) != 0 ? 1 : (state.Row2 & Accept) != 0 ? 2 : -1;

    // The first word that does not begin so.
    private int After(int word, ReadOnlySpan<byte> beginning)
    {
        var low = word;
        var stride = 1;
        var count = _index.WordCount;
        while (low + stride < count && _index.Word(low + stride).StartsWith(beginning))
        {
            low += stride;
            stride *= 2;
        }

        var high = Math.Min(low + stride, count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_index.Word(middle).StartsWith(beginning))
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    // The bits of a match may lie beyond the pattern's end: they are harmless, since no letter fits there, and masked where it counts.
    private readonly record struct State(ulong Row0, ulong Row1, ulong Row2, ulong Swap1, ulong Swap2)
    {
        internal bool IsDead => (Row0 | Row1 | Row2 | Swap1 | Swap2) == 0;
    }
}
