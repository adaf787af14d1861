using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:minLength</c> and <c>sh:maxLength</c>: the number of characters of a literal or an IRI (SHACL §4.4.1, §4.4.2).</summary>
internal sealed class LengthConstraint : Constraint
{
    internal static readonly ConstraintComponent MinLengthRow = MakeRow(
        "MinLength", "minLength", least => new Limits(least, int.MaxValue), least => new($"De tekst is korter dan {least} tekens.", $"The text has fewer than {least} characters."));

    internal static readonly ConstraintComponent MaxLengthRow = MakeRow(
        "MaxLength", "maxLength", most => new Limits(0, most), most => new($"De tekst is langer dan {most} tekens.", $"The text has more than {most} characters."));

    private readonly Limits _limits;

    private LengthConstraint(ConstraintComponent row, Limits limits, LocalizedText message)
        : base(row)
    {
        _limits = limits;
        Message = message;
    }

    internal override LocalizedText Message { get; }

    internal override BoundConstraint Bind(ShapeBinder binder) =>
        BoundConstraint.OfValues(this, (value, evaluation) => evaluation.Terms.Test(value, static (in TermSpan term, Limits limits) => Fits(term, limits), _limits));

    private static bool Fits(in TermSpan term, Limits limits)
    {
        if (term.Kind is TermKind.BlankNode or TermKind.TripleTerm)
            return false;
        var length = CountCharacters(term.Value);
        return length >= limits.Least && length <= limits.Most;
    }

    // Characters are code points (SPARQL's STRLEN): every byte of UTF-8 but the continuation bytes begins one.
    private static int CountCharacters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }

    private static ConstraintComponent MakeRow(string name, string parameter, Func<int, Limits> limits, Func<int, LocalizedText> message)
    {
        ConstraintComponent? row = null;
        return row = new ConstraintComponent(
            name, [ShaclNs.Namespace + parameter], parameters => parameters.Integers(ShaclNs.Namespace + parameter).Select(length => new LengthConstraint(row!, limits(length), message(length))));
    }

    private sealed record Limits(int Least, int Most);
}
