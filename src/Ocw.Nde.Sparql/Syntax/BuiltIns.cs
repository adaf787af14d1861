using System.Collections.Frozen;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>The built-in calls of [121] and the aggregates of [127], with the number of arguments that the grammar gives them.</summary>
internal static class BuiltIns
{
    /// <summary>The function that no text can call: the effective boolean value by SPARQL 1.2 (§17.2.2).</summary>
    internal const string EffectiveBooleanValue = "EBV";

    private const int Many = int.MaxValue;

    private static readonly FrozenDictionary<string, (int Least, int Most)> Arities = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["STR"] = (1, 1),
        ["LANG"] = (1, 1),
        ["LANGMATCHES"] = (2, 2),
        ["DATATYPE"] = (1, 1),
        ["BOUND"] = (1, 1),
        ["IRI"] = (1, 1),
        ["URI"] = (1, 1),
        ["BNODE"] = (0, 1),
        ["RAND"] = (0, 0),
        ["ABS"] = (1, 1),
        ["CEIL"] = (1, 1),
        ["FLOOR"] = (1, 1),
        ["ROUND"] = (1, 1),
        ["CONCAT"] = (0, Many),
        ["SUBSTR"] = (2, 3),
        ["STRLEN"] = (1, 1),
        ["REPLACE"] = (3, 4),
        ["UCASE"] = (1, 1),
        ["LCASE"] = (1, 1),
        ["ENCODE_FOR_URI"] = (1, 1),
        ["CONTAINS"] = (2, 2),
        ["STRSTARTS"] = (2, 2),
        ["STRENDS"] = (2, 2),
        ["STRBEFORE"] = (2, 2),
        ["STRAFTER"] = (2, 2),
        ["YEAR"] = (1, 1),
        ["MONTH"] = (1, 1),
        ["DAY"] = (1, 1),
        ["HOURS"] = (1, 1),
        ["MINUTES"] = (1, 1),
        ["SECONDS"] = (1, 1),
        ["TIMEZONE"] = (1, 1),
        ["TZ"] = (1, 1),
        ["NOW"] = (0, 0),
        ["UUID"] = (0, 0),
        ["STRUUID"] = (0, 0),
        ["MD5"] = (1, 1),
        ["SHA1"] = (1, 1),
        ["SHA256"] = (1, 1),
        ["SHA384"] = (1, 1),
        ["SHA512"] = (1, 1),
        ["COALESCE"] = (0, Many),
        ["IF"] = (3, 3),
        ["STRLANG"] = (2, 2),
        ["STRDT"] = (2, 2),
        ["SAMETERM"] = (2, 2),
        ["ISIRI"] = (1, 1),
        ["ISURI"] = (1, 1),
        ["ISBLANK"] = (1, 1),
        ["ISLITERAL"] = (1, 1),
        ["ISNUMERIC"] = (1, 1),
        ["REGEX"] = (2, 3),
        ["TRIPLE"] = (3, 3),
        ["SUBJECT"] = (1, 1),
        ["PREDICATE"] = (1, 1),
        ["OBJECT"] = (1, 1),
        ["ISTRIPLE"] = (1, 1),
        ["LANGDIR"] = (1, 1),
        ["HASLANG"] = (1, 1),
        ["HASLANGDIR"] = (1, 1),
        ["STRLANGDIR"] = (3, 3),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, AggregateFunction> Aggregates = new Dictionary<string, AggregateFunction>(StringComparer.Ordinal)
    {
        ["COUNT"] = AggregateFunction.Count,
        ["SUM"] = AggregateFunction.Sum,
        ["AVG"] = AggregateFunction.Avg,
        ["MIN"] = AggregateFunction.Min,
        ["MAX"] = AggregateFunction.Max,
        ["SAMPLE"] = AggregateFunction.Sample,
        ["GROUP_CONCAT"] = AggregateFunction.GroupConcat,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a function is of SPARQL 1.2.</summary>
    internal static bool IsOf12(string name) =>
        name is "TRIPLE" or "SUBJECT" or "PREDICATE" or "OBJECT" or "ISTRIPLE" or "LANGDIR" or "HASLANG" or "HASLANGDIR" or "STRLANGDIR";

    /// <summary>The names, in upper case.</summary>
    internal static IEnumerable<string> Names => Arities.Keys.Concat(Aggregates.Keys);

    internal static bool TryGetArity(string name, out int least, out int most)
    {
        var found = Arities.TryGetValue(name, out var arity);
        (least, most) = arity;
        return found;
    }

    internal static bool TryGetAggregate(string name, out AggregateFunction function) => Aggregates.TryGetValue(name, out function);

    /// <summary>Whether a word begins a BuiltInCall ([121]): a function, an aggregate, EXISTS or NOT EXISTS.</summary>
    internal static bool BeginsCall(string word) => word is "EXISTS" or "NOT" || Arities.ContainsKey(word) || Aggregates.ContainsKey(word);
}
