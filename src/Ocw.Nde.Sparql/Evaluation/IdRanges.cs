using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>The ids that a variable can have where it is compared with constants: inline ids sort by value, so that an index need not be read whole.</summary>
/// <remarks>
/// Always too wide rather than too narrow: the conditions are still asked. Zones move a date by at most a day, for which the ranges leave a year.
/// </remarks>
internal sealed class IdRanges
{
    private const int YearShift = 34;
    private const ulong ZoneMargin = 24UL * 3600 * 1000 << 13;

    private static readonly string[] Numeric =
    [
        "integer", "decimal", "double", "float", "nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger",
        "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
    ];

    private readonly (ulong Low, ulong High)[] inline;
    private readonly byte[][] datatypes;

    private IdRanges((ulong Low, ulong High)[] inline, byte[][] datatypes)
    {
        this.inline = inline;
        this.datatypes = datatypes;
    }

    /// <summary>The ranges of a variable under all of these conditions; <see langword="null"/> if none of them narrows it.</summary>
    internal static IdRanges? Of(IReadOnlyList<Expression> conditions, Variable variable)
    {
        IdRanges? all = null;
        foreach (var condition in conditions)
        {
            if (Of(condition, variable) is { } ranges)
                all = all is null ? ranges : all.Intersect(ranges);
        }

        return all;
    }

    /// <summary>The ranges for the source of the query, ascending: those of values, and that of the dictionary if it may hold a value too.</summary>
    internal (ulong Low, ulong High)[] For(QueryTerms terms)
    {
        if (!Array.Exists(datatypes, datatype => terms.MayHold(datatype)))
            return inline;
        var dictionary = Whole(TermTag.DictionaryLiteral);
        var at = Array.FindIndex(inline, range => range.Low > dictionary.Low);
        return at < 0 ? [.. inline, dictionary] : [.. inline[..at], dictionary, .. inline[at..]];
    }

    private static IdRanges? Of(Expression condition, Variable variable) => condition switch
    {
        ComparisonExpression { Left: VariableExpression { Variable: var v }, Right: ConstantExpression { Term: Literal literal } } c when v == variable => Of(c.Operator, literal),
        ComparisonExpression { Left: ConstantExpression { Term: Literal literal }, Right: VariableExpression { Variable: var v } } c when v == variable => Of(Mirrored(c.Operator), literal),
        _ => null,
    };

    private static IdRanges? Of(ComparisonOperator @operator, Literal literal)
    {
        var (lexical, datatype) = (Encoding.UTF8.GetBytes(literal.LexicalForm), Encoding.UTF8.GetBytes(literal.Datatype.Value));
        if (@operator == ComparisonOperator.NotEqual || literal.Language is not null || !TermCodec.Default.TryEncode(TermSpan.Literal(lexical, datatype), out var id))
            return null;
        var (from, to) = (@operator is not (ComparisonOperator.Less or ComparisonOperator.LessOrEqual), @operator is not (ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual));
        switch (id.Tag)
        {
            case TermTag.Integer:
                return new IdRanges([Cut(Whole(TermTag.Integer), id.Value, 1, from, to), Whole(TermTag.Decimal), Whole(TermTag.Double)], Xsd(Numeric));
            case TermTag.Date:
                var kind = id.Value >> (TermId.PayloadBits - 2);
                var days = (kind << (TermId.PayloadBits - 2), ((kind + 1) << (TermId.PayloadBits - 2)) - 1);
                return new IdRanges([Cut(days, id.Value, 1UL << YearShift, from, to)], [datatype]);
            case TermTag.DateTime:
                return new IdRanges([Cut(Whole(TermTag.DateTime), id.Value, ZoneMargin, from, to)], Xsd("dateTime", "dateTimeStamp"));
            default:
                return null;
        }
    }

    private static ComparisonOperator Mirrored(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => @operator,
    };

    private static (ulong Low, ulong High) Whole(TermTag tag) => (TermId.Create(tag, 0).Value, TermId.Create(tag, TermId.PayloadMask).Value);

    private static (ulong Low, ulong High) Cut((ulong Low, ulong High) whole, ulong value, ulong margin, bool from, bool to) =>
        (from && value - whole.Low > margin ? value - margin : whole.Low, to && whole.High - value > margin ? value + margin : whole.High);

    private static byte[][] Xsd(params string[] names) => [.. names.Select(name => Encoding.UTF8.GetBytes(XsdNs.Namespace + name))];

    // A value of the dictionary is of a datatype that both can compare with.
    private IdRanges Intersect(IdRanges other) => new(
        [.. from range in inline
            from second in other.inline
            let both = (Low: Math.Max(range.Low, second.Low), High: Math.Min(range.High, second.High))
            where both.Low <= both.High
            orderby both.Low
            select both],
        [.. datatypes.Where(datatype => Array.Exists(other.datatypes, known => known.AsSpan().SequenceEqual(datatype)))]);
}
