using System.Text;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Cuts folded text into the words that are searched: at spaces, and each ideograph alone, since their words have no spaces between them.</summary>
internal static class SearchWords
{
    internal static Enumerator Of(string folded) => new(folded);

    /// <summary>Whose rules the words of a label in this language follow; without language they may be anyone's.</summary>
    internal static WordUse UseOf(string language) =>
        language.Length == 0 || language is "und" or "mul" or "zxx" ? WordUse.Dutch | WordUse.English
        : LabelChoice.SameLanguage(language, "nl") ? WordUse.Dutch
        : LabelChoice.SameLanguage(language, "en") ? WordUse.English
        : WordUse.None;

    /// <summary>Whether a word has a stem of its own: not if it is short or holds a digit.</summary>
    internal static bool IsStemmed(ReadOnlySpan<char> word) => word.Length is >= 3 and <= DutchStemmer.MaxLength && !word.ContainsAnyInRange('0', '9') && Ascii.IsValid(word[..1]);

    internal static bool IsIdeograph(char c) => c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF');

    internal struct Enumerator(string text)
    {
        private int _next;

        public ReadOnlyMemory<char> Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_next < text.Length && text[_next] == ' ')
                _next++;
            if (_next >= text.Length)
                return false;
            var start = _next++;
            if (!IsIdeograph(text[start]))
            {
                while (_next < text.Length && text[_next] != ' ' && !IsIdeograph(text[_next]))
                    _next++;
            }

            Current = text.AsMemory(start, _next - start);
            return true;
        }
    }
}
