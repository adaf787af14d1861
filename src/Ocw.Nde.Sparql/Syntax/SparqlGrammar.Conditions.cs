using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>The effective boolean value of SPARQL 1.2, which is an error where that of 1.1 is false or looks at the text.</content>
internal sealed partial class SparqlGrammar
{
    /// <summary>An expression whose truth is asked for: in 1.2 with its effective boolean value made explicit, where it may be no boolean.</summary>
    private Expression AsCondition(Expression expression) =>
        Is12 && !IsBoolean(expression) ? new BuiltInCall(BuiltIns.EffectiveBooleanValue, [expression]) : expression;

    private static bool IsBoolean(Expression expression) => expression switch
    {
        OrExpression or AndExpression or NotExpression or ComparisonExpression or InExpression or ExistsExpression => true,
        BuiltInCall call => call.Name is "BOUND" or "SAMETERM" or "ISIRI" or "ISURI" or "ISBLANK" or "ISLITERAL" or "ISNUMERIC" or "ISTRIPLE" or "HASLANG"
            or "HASLANGDIR" or "REGEX" or "CONTAINS" or "STRSTARTS" or "STRENDS" or "LANGMATCHES" or BuiltIns.EffectiveBooleanValue,
        _ => false,
    };
}
