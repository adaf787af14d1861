using System.Globalization;
using System.Text;

namespace Ocw.Nde.Mapping.Denial;

/// <summary>Cuts a field name into words: <c>current_location.name</c>, <c>currentLocationName</c> and <c>Current location (name)</c> are all current, location, name.</summary>
internal static class FieldWords
{
    /// <summary>The words, lower-case and without diacritics; numbers are left out, since <c>Standplaats_2</c> means the same as <c>Standplaats</c>.</summary>
    public static string[] Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var previous = '\0';
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
                continue;
            if (!char.IsLetter(c) || (char.IsUpper(c) && char.IsLower(previous)))
                Close(word, words);
            if (char.IsLetter(c))
                word.Append(char.ToLowerInvariant(c));
            previous = c;
        }

        Close(word, words);
        return [.. words];
    }

    private static void Close(StringBuilder word, List<string> words)
    {
        if (word.Length == 0)
            return;
        words.Add(word.ToString());
        word.Clear();
    }
}
