using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

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
/// <param name="context">The query.</param>
internal sealed class TextCondition(int column, bool viaStr, bool fold, TextMatch match, string part, QueryContext context) : Condition
{
    // After so many texts one by one, all texts of the source are searched at once: that costs about as much, and then a bit answers.
    private const int ManyTexts = 4096;

    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(part);
    private TextMatches? matches;
    private int tested;

    internal override Truth Test(in Row row)
    {
        var id = row[column];
        return id == 0 ? Truth.Error : Test(context.Terms.Span(id));
    }

    internal override bool Keeps(in Row row)
    {
        var id = row[column];
        if (matches is not null && matches.TryTest(new TermId(id), out var passes))
            return passes;
        if (++tested == ManyTexts)
            Search();
        return id != 0 && Test(context.Terms.Span(id)) == Truth.True;
    }

    internal override void Rewind(Rewinding what)
    {
        if (what != Rewinding.Source)
            return;
        context.Memory.Release(matches?.Bytes ?? 0);
        matches = null;
        tested = 0;
    }

    private void Search()
    {
        // What is not ASCII changes case by characters, not by bytes.
        if (fold && !Ascii.IsValid(utf8))
            return;
        matches = context.Terms.Search(utf8, fold, term => Test(term) == Truth.True, context.Cancellation);
        context.Memory.Charge(matches?.Bytes ?? 0);
        context.Check();
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
