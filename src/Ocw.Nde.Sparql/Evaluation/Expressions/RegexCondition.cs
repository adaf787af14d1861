using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary>REGEX of a variable's text with a constant pattern, without making a string of each text.</summary>
/// <param name="column">The column of the variable.</param>
/// <param name="viaStr">Whether STR() stands around it.</param>
/// <param name="pattern">The pattern.</param>
/// <param name="flags">The flags.</param>
/// <param name="context">The query.</param>
internal sealed class RegexCondition(int column, bool viaStr, string pattern, string flags, QueryContext context) : Condition
{
    private readonly Regex? regex = context.Regexes.Get(pattern, flags);

    internal override Truth Test(in Row row)
    {
        var id = row[column];
        if (id == 0 || regex is null)
            return Truth.Error;
        return Test(context.Terms.Span(id));
    }

    private Truth Test(TermSpan term)
    {
        if (!TextCondition.HasText(term, viaStr))
            return Truth.Error;
        char[]? rented = null;
        var characters = term.Value.Length <= 512 ? stackalloc char[512] : (rented = ArrayPool<char>.Shared.Rent(term.Value.Length));
        try
        {
            return Truths.Of(regex!.IsMatch(characters[..Encoding.UTF8.GetChars(term.Value, characters)]));
        }
        catch (RegexMatchTimeoutException timeout)
        {
            throw context.TimeIsOver(timeout.Pattern);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }
}
