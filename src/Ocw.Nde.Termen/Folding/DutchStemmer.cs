namespace Ocw.Nde.Termen.Folding;

/// <summary>The Dutch stemmer of Snowball (https://snowballstem.org/algorithms/dutch/stemmer.html), over folded words.</summary>
/// <remarks>
/// Three steps are added: what is left of a plural in -ens loses its -en, as its singular does («molens», «molen»); every doubled final consonant becomes one (Snowball
/// does that for d, k and t only: «bussen», «bus»); and a final v or z is devoiced («brieven», «brief»; «huizen», «huis»).
/// </remarks>
public static class DutchStemmer
{
    /// <summary>Words of more characters are left as they are.</summary>
    public const int MaxLength = 64;

    /// <summary>The stem of a folded word.</summary>
    public static string Stem(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > MaxLength)
            return word.ToString();
        Span<char> buffer = stackalloc char[MaxLength + 8];
        word.CopyTo(buffer);
        var text = new Walk(buffer, word.Length);
        text.MarkConsonants();
        text.MarkRegions();
        text.StandardSuffix();
        text.EEnding();
        text.HeidEnding();
        text.DerivedSuffix();
        text.UndoubleVowel();
        return text.Finish();
    }

    private ref struct Walk(Span<char> word, int length)
    {
        private readonly Span<char> _word = word;
        private int _length = length;
        private int _r1;
        private int _r2;
        private bool _eFound;

        private readonly ReadOnlySpan<char> Text => _word[.._length];

        // Y at the start or after a vowel, and i between vowels, are consonants: written as capitals until the end.
        internal readonly void MarkConsonants()
        {
            if (_word[0] == 'y')
                _word[0] = 'Y';
            for (var i = 1; i < _length; i++)
            {
                if (!IsVowel(_word[i - 1]))
                    continue;
                if (_word[i] == 'y')
                    _word[i] = 'Y';
                else if (_word[i] == 'i' && i + 1 < _length && IsVowel(_word[i + 1]))
                    _word[i] = 'I';
            }
        }

        internal void MarkRegions()
        {
            var at = AfterVowelAndConsonant(0);
            _r2 = AfterVowelAndConsonant(at);
            _r1 = at < 3 ? 3 : at;
        }

        internal void StandardSuffix()
        {
            if (Text.EndsWith("heden", StringComparison.Ordinal))
            {
                if (_length - 5 >= _r1)
                    Replace(5, "heid");
            }
            else if (Text.EndsWith("ene", StringComparison.Ordinal))
            {
                EnEnding(3);
            }
            else if (Text.EndsWith("en", StringComparison.Ordinal))
            {
                EnEnding(2);
            }
            else
            {
                var s = Text.EndsWith("se", StringComparison.Ordinal) ? 2 : Text.EndsWith('s') ? 1 : 0;
                if (s == 0 || _length - s < _r1 || _length == s || IsVowel(_word[_length - s - 1]) || _word[_length - s - 1] == 'j')
                    return;
                _length -= s;
                if (s == 1 && Text.EndsWith("en", StringComparison.Ordinal))
                    EnEnding(2);
            }
        }

        internal void EEnding()
        {
            _eFound = false;
            if (_length < 2 || _word[_length - 1] != 'e' || _length - 1 < _r1 || IsVowel(_word[_length - 2]))
                return;
            _length--;
            _eFound = true;
            Undouble();
        }

        internal void HeidEnding()
        {
            if (!Text.EndsWith("heid", StringComparison.Ordinal) || _length - 4 < _r2 || (_length > 4 && _word[_length - 5] == 'c'))
                return;
            _length -= 4;
            if (Text.EndsWith("en", StringComparison.Ordinal))
                EnEnding(2);
        }

        internal void DerivedSuffix()
        {
            if (Text.EndsWith("end", StringComparison.Ordinal) || Text.EndsWith("ing", StringComparison.Ordinal))
            {
                if (_length - 3 < _r2)
                    return;
                _length -= 3;
                if (!RemoveIg())
                    Undouble();
            }
            else if (Text.EndsWith("lijk", StringComparison.Ordinal))
            {
                if (_length - 4 < _r2)
                    return;
                _length -= 4;
                EEnding();
            }
            else if (Text.EndsWith("baar", StringComparison.Ordinal))
            {
                if (_length - 4 >= _r2)
                    _length -= 4;
            }
            else if (Text.EndsWith("bar", StringComparison.Ordinal))
            {
                if (_length - 3 >= _r2 && _eFound)
                    _length -= 3;
            }
            else
            {
                RemoveIg();
            }
        }

        // «maan» and «manen» meet as «man»; «brood» and «broden» as «brod».
        internal void UndoubleVowel()
        {
            if (_length < 4)
                return;
            var last = _word[_length - 1];
            var vowel = _word[_length - 2];
            if (!IsVowel(last) && last != 'I' && vowel is 'a' or 'e' or 'o' or 'u' && _word[_length - 3] == vowel && !IsVowel(_word[_length - 4]))
                _word[--_length - 1] = last;
        }

        internal string Finish()
        {
            for (var i = 0; i < _length; i++)
                _word[i] = _word[i] switch { 'Y' => 'y', 'I' => 'i', var c => c };
            if (_length > 3 && _word[_length - 1] == _word[_length - 2] && !IsVowel(_word[_length - 1]))
                _length--;
            if (_length > 2)
                _word[_length - 1] = _word[_length - 1] switch { 'v' => 'f', 'z' => 's', var c => c };
            return new string(_word[.._length]);
        }

        private bool RemoveIg()
        {
            if (!Text.EndsWith("ig", StringComparison.Ordinal) || _length - 2 < _r2 || (_length > 2 && _word[_length - 3] == 'e'))
                return false;
            _length -= 2;
            return true;
        }

        private void EnEnding(int suffix)
        {
            var stem = _length - suffix;
            if (stem < _r1 || stem == 0 || IsVowel(_word[stem - 1]) || _word[..stem].EndsWith("gem"))
                return;
            _length = stem;
            Undouble();
        }

        private void Undouble()
        {
            if (_length > 1 && _word[_length - 1] is 'k' or 'd' or 't' && _word[_length - 2] == _word[_length - 1])
                _length--;
        }

        private void Replace(int suffix, string with)
        {
            with.CopyTo(_word[(_length - suffix)..]);
            _length += with.Length - suffix;
        }

        private readonly int AfterVowelAndConsonant(int from)
        {
            while (from < _length && !IsVowel(_word[from]))
                from++;
            while (from < _length && IsVowel(_word[from]))
                from++;
            return from < _length ? from + 1 : _length;
        }

        private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'è';
    }
}
