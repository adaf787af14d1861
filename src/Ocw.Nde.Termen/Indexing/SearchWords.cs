namespace Ocw.Nde.Termen.Indexing;

/// <summary>Cuts folded text into the words that are searched: at spaces, and each ideograph alone, since their words have no spaces between them.</summary>
internal static class SearchWords
{
    internal static Enumerator Of(string folded) => new(folded);

    private static bool IsIdeograph(char c) => c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF');

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
