using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:languageIn</c>: the language tag is in one of the language ranges (SHACL §4.4.4, <c>langMatches</c>).</summary>
internal sealed class LanguageInConstraint(IReadOnlyList<string> ranges) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "languageIn";

    internal static readonly ConstraintComponent Row = new(
        "LanguageIn", [Parameter], parameters => parameters.Lists(Parameter).Select(members => new LanguageInConstraint([.. members.OfType<Literal>().Select(range => range.LexicalForm)])));

    private readonly byte[][] _ranges = [.. ranges.Select(Encoding.UTF8.GetBytes)];

    internal override LocalizedText Message { get; } = new(
        $"De taalaanduiding moet een van deze zijn: {string.Join(", ", ranges)}.", $"The language tag must be one of: {string.Join(", ", ranges)}.");

    internal override BoundConstraint Bind(ShapeBinder binder) =>
        BoundConstraint.OfValues(this, (value, evaluation) => evaluation.Terms.Test(value, static (in TermSpan term, byte[][] ranges) => IsInOne(term.Language, ranges), _ranges));

    private static bool IsInOne(ReadOnlySpan<byte> language, byte[][] ranges)
    {
        foreach (var range in ranges)
        {
            if (Matches(language, range))
                return true;
        }

        return false;
    }

    // RFC 4647 §3.3.1, basic filtering: the range is «*», the tag itself, or a prefix of it that ends before a hyphen.
    private static bool Matches(ReadOnlySpan<byte> language, ReadOnlySpan<byte> range)
    {
        if (language.Length == 0 || range.SequenceEqual("*"u8))
            return language.Length > 0;
        return language.Length >= range.Length
            && Ascii.EqualsIgnoreCase(language[..range.Length], range)
            && (language.Length == range.Length || language[range.Length] == (byte)'-');
    }
}
