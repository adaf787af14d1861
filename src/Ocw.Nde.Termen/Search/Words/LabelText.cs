using System.Text;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search.Words;

/// <summary>Reads folded labels as UTF-8.</summary>
internal static class LabelText
{
    /// <summary>Whether a word of the label is this, or begins with it.</summary>
    internal static bool HasWord(ReadOnlySpan<byte> fold, ReadOnlySpan<byte> word, bool whole)
    {
        for (var at = 0; at + word.Length <= fold.Length;)
        {
            var next = fold[at..].IndexOf(word);
            if (next < 0)
                return false;
            at += next;
            var end = at + word.Length;
            if ((at == 0 || fold[at - 1] == ' ') && (!whole || end == fold.Length || fold[end] == ' '))
                return true;
            at++;
        }

        return false;
    }

    /// <summary>Whether the label holds these words together; ideographs have no spaces about them.</summary>
    internal static bool HasPhrase(ReadOnlySpan<byte> fold, ReadOnlySpan<byte> phrase) =>
        StartsWithIdeograph(phrase) ? fold.IndexOf(phrase) >= 0 : HasWord(fold, phrase, whole: true);

    internal static bool StartsWithIdeograph(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out var first, out _) == System.Buffers.OperationStatus.Done && first.IsBmp && SearchWords.IsIdeograph((char)first.Value);

    internal static int WordCount(ReadOnlySpan<byte> fold) => fold.IsEmpty ? 0 : fold.Count((byte)' ') + 1;
}
