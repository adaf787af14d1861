namespace Ocw.Nde.Termen.Indexing;

/// <summary>Folds notations: case and white space do not count, punctuation does, since it carries meaning in codes.</summary>
internal static class NotationText
{
    internal static string Fold(string notation) =>
        string.Create(notation.Count(c => !char.IsWhiteSpace(c)), notation, static (span, text) =>
        {
            var at = 0;
            foreach (var c in text)
            {
                if (!char.IsWhiteSpace(c))
                    span[at++] = char.ToUpperInvariant(c);
            }
        });
}
