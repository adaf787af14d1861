using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Lookup;

/// <summary>Finds the term of a notation in one source, by the rules of that source's notations.</summary>
internal static class NotationFinder
{
    /// <summary>The terms of the notation itself, or of the notation that it is composed on.</summary>
    internal static NotationTerms Find(SourceIndex index, string notation)
    {
        if (string.IsNullOrWhiteSpace(notation) || notation.Length > 200)
            return NotationTerms.None;
        var exact = TermsOf(index, notation);
        if (exact.Length > 0 || index.Source.Notations == NotationSyntax.Plain)
            return new NotationTerms(exact, Listed(index, exact, notation), Composed: null);

        if (IconclassNotation.Parse(notation) is not { } parts)
            return NotationTerms.None;
        foreach (var parent in IconclassNotation.Bases(parts))
        {
            if (TermsOf(index, parent) is { Length: > 0 } found)
                return new NotationTerms(found, Listed(index, found, parent), IconclassNotation.Beyond(parent, parts));
        }

        return NotationTerms.None;
    }

    // The notation as the source writes it.
    private static string Listed(SourceIndex index, int[] terms, string notation)
    {
        var folded = NotationText.Fold(notation);
        return terms.Length == 0 ? notation : index.Record(terms[0]).Notations.FirstOrDefault(own => string.Equals(NotationText.Fold(own), folded, StringComparison.Ordinal)) ?? notation;
    }

    private static int[] TermsOf(SourceIndex index, string notation)
    {
        var folded = NotationText.Fold(notation);
        if (folded.Length == 0)
            return [];
        var terms = index.Find(StableHash.Of(TermKeyKind.Notation, folded));
        return terms.ToArray();
    }
}

/// <summary>The terms that a notation leads to.</summary>
/// <param name="Terms">Their numbers.</param>
/// <param name="Notation">The notation that the source lists.</param>
/// <param name="Composed">The parts of the notation asked for, where the source lists only the one that it is composed on.</param>
internal readonly record struct NotationTerms(int[] Terms, string Notation, IconclassNotation.Parts? Composed)
{
    internal static NotationTerms None { get; } = new([], "", null);
}
