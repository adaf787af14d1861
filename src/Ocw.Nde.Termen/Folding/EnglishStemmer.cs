using System.Collections.Frozen;

namespace Ocw.Nde.Termen.Folding;

/// <summary>The English stemmer of Snowball, Porter 2 (https://snowballstem.org/algorithms/english/stemmer.html), over folded words, which have no apostrophes.</summary>
public static class EnglishStemmer
{
    /// <summary>Words of more characters are left as they are.</summary>
    public const int MaxLength = 64;

    private static readonly FrozenDictionary<string, string> s_exceptions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["skis"] = "ski",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_exceptional = s_exceptions.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] s_afterStep1A = ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];

    // Longest first, as the algorithm asks.
    private static readonly (string From, string To)[] s_step2 =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"),
        ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"),
        ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string From, string To)[] s_step3 =
        [("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"), ("ness", ""), ("ful", "")];

    private static readonly string[] s_step4 =
        ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

    /// <summary>The stem of a folded word.</summary>
    public static string Stem(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > MaxLength)
            return word.ToString();
        if (s_exceptional.TryGetValue(word, out var exception))
            return exception;
        Span<char> buffer = stackalloc char[MaxLength + 8];
        word.CopyTo(buffer);
        var walk = new Walk(buffer, word.Length);
        walk.MarkConsonants();
        walk.MarkRegions();
        walk.Step1A();
        if (!walk.IsOneOf(s_afterStep1A))
        {
            walk.Step1B();
            walk.Step1C();
            walk.Step2();
            walk.Step3();
            walk.Step4();
            walk.Step5();
        }

        return walk.Finish();
    }

    private ref struct Walk(Span<char> word, int length)
    {
        private readonly Span<char> _word = word;
        private int _length = length;
        private int _r1;
        private int _r2;

        private readonly ReadOnlySpan<char> Text => _word[.._length];

        internal readonly void MarkConsonants()
        {
            if (_word[0] == 'y')
                _word[0] = 'Y';
            for (var i = 1; i < _length; i++)
            {
                if (_word[i] == 'y' && IsVowel(_word[i - 1]))
                    _word[i] = 'Y';
            }
        }

        internal void MarkRegions()
        {
            _r1 = Text.StartsWith("gener") || Text.StartsWith("arsen") ? 5 : Text.StartsWith("commun") ? 6 : After(0);
            _r2 = After(_r1);
        }

        internal readonly bool IsOneOf(string[] words)
        {
            foreach (var one in words)
            {
                if (Text.SequenceEqual(one))
                    return true;
            }

            return false;
        }

        internal void Step1A()
        {
            if (Ends("sses"))
                _length -= 2;
            else if (Ends("ied") || Ends("ies"))
                _length -= _length > 4 ? 2 : 1;
            else if (!Ends("us") && !Ends("ss") && Ends("s") && HasVowel(_length - 2))
                _length--;
        }

        internal void Step1B()
        {
            var eed = Ends("eedly") ? 5 : Ends("eed") ? 3 : 0;
            if (eed > 0)
            {
                if (_length - eed >= _r1)
                    _length -= eed - 2;
                return;
            }

            var suffix = Ends("ingly") ? 5 : Ends("edly") ? 4 : Ends("ing") ? 3 : Ends("ed") ? 2 : 0;
            if (suffix == 0 || !HasVowel(_length - suffix))
                return;
            _length -= suffix;
            if (Ends("at") || Ends("bl") || Ends("iz"))
                _word[_length++] = 'e';
            else if (EndsDouble())
                _length--;
            else if (IsShort())
                _word[_length++] = 'e';
        }

        internal readonly void Step1C()
        {
            if (_length > 2 && _word[_length - 1] is 'y' or 'Y' && !IsVowel(_word[_length - 2]))
                _word[_length - 1] = 'i';
        }

        internal void Step2()
        {
            foreach (var (from, to) in s_step2)
            {
                if (!Ends(from))
                    continue;
                var stem = _length - from.Length;
                if (stem >= _r1 && stem > 0 && (from != "ogi" || _word[stem - 1] == 'l') && (from != "li" || "cdeghkmnrt".Contains(_word[stem - 1])))
                    Replace(from.Length, to);
                return;
            }
        }

        internal void Step3()
        {
            foreach (var (from, to) in s_step3)
            {
                if (!Ends(from))
                    continue;
                if (_length - from.Length >= (from == "ative" ? _r2 : _r1))
                    Replace(from.Length, to);
                return;
            }
        }

        internal void Step4()
        {
            foreach (var suffix in s_step4)
            {
                if (!Ends(suffix))
                    continue;
                var stem = _length - suffix.Length;
                if (stem >= _r2 && stem > 0 && (suffix != "ion" || _word[stem - 1] is 's' or 't'))
                    _length = stem;
                return;
            }
        }

        internal void Step5()
        {
            if (_length < 2)
                return;
            var last = _length - 1;
            if (_word[last] == 'e')
            {
                if (last >= _r2 || (last >= _r1 && !EndsShortSyllable(last)))
                    _length--;
            }
            else if (_word[last] == 'l' && last >= _r2 && _word[last - 1] == 'l')
            {
                _length--;
            }
        }

        internal readonly string Finish()
        {
            for (var i = 0; i < _length; i++)
            {
                if (_word[i] == 'Y')
                    _word[i] = 'y';
            }

            return new string(_word[.._length]);
        }

        private readonly bool Ends(string suffix) => Text.EndsWith(suffix, StringComparison.Ordinal);

        private void Replace(int suffix, string with)
        {
            with.CopyTo(_word[(_length - suffix)..]);
            _length += with.Length - suffix;
        }

        private readonly bool HasVowel(int before)
        {
            for (var i = 0; i < before; i++)
            {
                if (IsVowel(_word[i]))
                    return true;
            }

            return false;
        }

        private readonly bool EndsDouble() =>
            _length > 1 && _word[_length - 1] == _word[_length - 2] && _word[_length - 1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't';

        private readonly bool IsShort() => _r1 >= _length && EndsShortSyllable(_length);

        // A vowel between consonants, the last not w, x or Y; or a vowel at the start before a consonant.
        private readonly bool EndsShortSyllable(int end) =>
            end == 2 ? IsVowel(_word[0]) && !IsVowel(_word[1])
            : end > 2 && !IsVowel(_word[end - 1]) && _word[end - 1] is not ('w' or 'x' or 'Y') && IsVowel(_word[end - 2]) && !IsVowel(_word[end - 3]);

        private readonly int After(int from)
        {
            while (from < _length && !IsVowel(_word[from]))
                from++;
            while (from < _length && IsVowel(_word[from]))
                from++;
            return from < _length ? from + 1 : _length;
        }

        private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
    }
}
