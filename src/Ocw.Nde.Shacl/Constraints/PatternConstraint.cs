using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Sparql.Functions;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:pattern</c> with <c>sh:flags</c>: the characters of a literal or an IRI match a regular expression (SHACL §4.4.3).</summary>
internal sealed class PatternConstraint(string pattern, Regex regex) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "pattern";
    private const string Flags = ShaclNs.Namespace + "flags";
    private const int OnStack = 256;

    // Only a pattern with back-references can need it: all others are matched in time linear in the text.
    private static readonly TimeSpan s_matchTimeout = TimeSpan.FromMilliseconds(250);

    internal static readonly ConstraintComponent Row = new("Pattern", [Parameter, Flags], Read);

    internal override LocalizedText Message { get; } = new($"De waarde past niet bij het patroon {pattern}", $"The value does not match the pattern {pattern}");

    internal override BoundConstraint Bind(ShapeBinder binder) =>
        BoundConstraint.OfValues(this, (value, evaluation) => evaluation.Terms.Test(value, static (in TermSpan term, Regex regex) => term.Kind is not (TermKind.BlankNode or TermKind.TripleTerm) && IsMatch(regex, term.Value), regex));

    private static IEnumerable<Constraint> Read(ParameterReader parameters)
    {
        var flags = string.Concat(parameters.Literals(Flags).Select(literal => literal.LexicalForm));
        foreach (var pattern in parameters.Literals(Parameter))
        {
            if (Compile(parameters, pattern.LexicalForm, flags) is { } regex)
                yield return new PatternConstraint(pattern.LexicalForm, regex);
        }
    }

    private static Regex? Compile(ParameterReader parameters, string pattern, string flags)
    {
        var regex = XPathRegex.Compile(pattern, flags, s_matchTimeout);
        if (regex is null)
        {
            parameters.Notice(
                $"sh:pattern «{pattern}» met de vlaggen «{flags}» is geen geldige reguliere expressie van XPath; de voorwaarde wordt niet gecontroleerd.",
                $"sh:pattern «{pattern}» with the flags «{flags}» is not a valid regular expression of XPath; the constraint is not checked.");
        }

        return regex;
    }

    private static bool IsMatch(Regex regex, ReadOnlySpan<byte> text)
    {
        char[]? rented = null;
        var characters = text.Length <= OnStack ? stackalloc char[OnStack] : rented = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return regex.IsMatch(characters[..Encoding.UTF8.GetChars(text, characters)]);
        }
        catch (RegexMatchTimeoutException)
        {
            // A pattern with back-references that cannot be decided in time: the value is not shown to match.
            return false;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }
}
