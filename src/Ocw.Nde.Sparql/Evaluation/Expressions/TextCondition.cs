using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary>How a <see cref="TextCondition"/> looks for its constant.</summary>
internal enum TextMatch
{
    Contains,

    StartsWith,

    EndsWith,
}

/// <summary>CONTAINS, STRSTARTS and STRENDS of a variable's text with a constant, on the UTF-8 of the term itself: no string is made.</summary>
/// <param name="column">The column of the variable.</param>
/// <param name="viaStr">Whether STR() stands around it, so that any IRI or literal will do.</param>
/// <param name="fold">Whether LCASE() stands around that.</param>
/// <param name="match">What is asked.</param>
/// <param name="part">The constant, a simple literal.</param>
/// <param name="terms">The terms.</param>
internal sealed class TextCondition(int column, bool viaStr, bool fold, TextMatch match, string part, QueryTerms terms) : Condition
{
    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(part);

    internal override Truth Test(in Row row)
    {
        var id = row[column];
        return id == 0 ? Truth.Error : Test(terms.Span(id));
    }

    /// <summary>The text that string functions see of a term: of strings only, or with STR() of every IRI and literal.</summary>
    internal static bool HasText(in TermSpan term, bool viaStr) =>
        term.Kind == TermKind.Literal ? viaStr || term.Datatype.IsEmpty : viaStr && term.Kind == TermKind.Iri;

    private Truth Test(TermSpan term)
    {
        if (!HasText(term, viaStr))
            return Truth.Error;
        return Truths.Of(fold ? TestLower(term.Value) : Test(term.Value));
    }

    private bool Test(ReadOnlySpan<byte> text) => match switch
    {
        TextMatch.Contains => text.IndexOf(utf8) >= 0,
        TextMatch.StartsWith => text.StartsWith(utf8),
        _ => text.EndsWith(utf8),
    };

    private bool TestLower(ReadOnlySpan<byte> text)
    {
        // Beyond ASCII lower case is a matter of characters, not of bytes.
        if (!Ascii.IsValid(text))
            return Test(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ToLowerInvariant()));

        byte[]? rented = null;
        var lower = text.Length <= 1024 ? stackalloc byte[text.Length] : (rented = ArrayPool<byte>.Shared.Rent(text.Length)).AsSpan(0, text.Length);
        Ascii.ToLower(text, lower, out _);
        var found = Test(lower);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return found;
    }
}
