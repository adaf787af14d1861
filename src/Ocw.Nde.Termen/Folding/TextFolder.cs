using System.Text;

namespace Ocw.Nde.Termen.Folding;

/// <summary>Folds text for comparison: case, diacritics and punctuation vanish, words are separated by one space.</summary>
/// <remarks>
/// Two labels are equal for <see cref="Alignment.TermAligner"/> when their folded words are the same (in any order, see <see cref="SortWords"/>).
/// Combining marks of scripts in which they change the sound (kana, Indic vowel signs) stay.
/// </remarks>
public static class TextFolder
{
    /// <summary>Folds <paramref name="text"/>: «Hâfiz, ‘Abd-al-» becomes «hafiz abd al».</summary>
    /// <returns>Lower-case words separated by single spaces; empty if nothing but punctuation is left.</returns>
    public static string Fold(ReadOnlySpan<char> text)
    {
        if (NeedsCompatibilityForm(text))
            text = text.ToString().Normalize(NormalizationForm.FormKC);

        var folded = text.Length <= 256 ? new ValueText(stackalloc char[512]) : new ValueText(new char[text.Length * 2]);
        var map = FoldTable.Map;
        var gap = false;
        foreach (var c in text)
        {
            var mapped = c < FoldTable.Limit ? map[c] : Above(c);
            if (mapped == FoldTable.Drop)
                continue;
            if (mapped == FoldTable.Separator)
            {
                gap = folded.Length > 0;
                continue;
            }

            if (mapped == FoldTable.Expand)
            {
                AppendExpansion(ref folded, FoldTable.Expansions[c], ref gap);
                continue;
            }

            if (gap)
            {
                folded.Append(' ');
                gap = false;
            }

            folded.Append(mapped);
        }

        return folded.ToString();
    }

    /// <summary>The words of folded text in ordinal order, so that word order no longer counts.</summary>
    public static string SortWords(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        if (!folded.Contains(' ', StringComparison.Ordinal))
            return folded;
        var words = folded.Split(' ');
        Array.Sort(words, StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    private static void AppendExpansion(ref ValueText folded, string expansion, ref bool gap)
    {
        foreach (var part in expansion)
        {
            if (part == ' ')
            {
                gap = folded.Length > 0;
                continue;
            }

            if (gap)
            {
                folded.Append(' ');
                gap = false;
            }

            folded.Append(part);
        }
    }

    private static char Above(char c)
    {
        if (FoldTable.IsFoldedMark(c))
            return FoldTable.Drop;
        return char.IsSurrogate(c) || FoldTable.IsWordCharacter(c) ? char.ToLowerInvariant(c) : FoldTable.Separator;
    }

    // Full-width and half-width forms, Arabic presentation forms and CJK compatibility ideographs.
    private static bool NeedsCompatibilityForm(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\uF900', '\uFFEF') && IsWellFormed(text);

    internal static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var consumed) != System.Buffers.OperationStatus.Done)
                return false;
            text = text[consumed..];
        }

        return true;
    }

    private ref struct ValueText(Span<char> initial)
    {
        private Span<char> _chars = initial;

        public int Length { get; private set; }

        public void Append(char c)
        {
            if (Length == _chars.Length)
            {
                var larger = new char[_chars.Length * 2];
                _chars.CopyTo(larger);
                _chars = larger;
            }

            _chars[Length++] = c;
        }

        public override readonly string ToString() => new(_chars[..Length]);
    }
}
