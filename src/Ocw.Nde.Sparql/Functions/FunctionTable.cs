using System.Collections.Frozen;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The body of a function: values in, a value or an error out.</summary>
internal delegate Value FunctionBody(QueryContext context, ReadOnlySpan<Value> arguments);

/// <summary>A function and what the compiler must know of it.</summary>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="Body">What it does.</param>
/// <param name="IsPure">Whether equal arguments always give the same value, so that it may be remembered.</param>
internal sealed record Function(int Least, int Most, FunctionBody Body, bool IsPure = true);

/// <summary>All functions by name: the built-in calls of the grammar, and the functions that an IRI names.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, Function> BuiltIns = new Dictionary<string, Function>(StringComparer.Ordinal)
    {
        // §17.4.2 terms
        ["ISIRI"] = new(1, 1, static (_, a) => TermFunctions.IsIri(a[0])),
        ["ISURI"] = new(1, 1, static (_, a) => TermFunctions.IsIri(a[0])),
        ["ISBLANK"] = new(1, 1, static (_, a) => TermFunctions.IsBlank(a[0])),
        ["ISLITERAL"] = new(1, 1, static (_, a) => TermFunctions.IsLiteral(a[0])),
        ["ISNUMERIC"] = new(1, 1, static (_, a) => TermFunctions.IsNumeric(a[0])),
        ["STR"] = new(1, 1, static (c, a) => TermFunctions.Str(c, a[0])),
        ["LANG"] = new(1, 1, static (_, a) => TermFunctions.Lang(a[0])),
        ["DATATYPE"] = new(1, 1, static (c, a) => TermFunctions.Datatype(c, a[0])),
        ["IRI"] = new(1, 1, static (c, a) => TermFunctions.Iri(c, a[0])),
        ["URI"] = new(1, 1, static (c, a) => TermFunctions.Iri(c, a[0])),
        ["BNODE"] = new(0, 1, static (c, a) => a.IsEmpty ? TermFunctions.BNode(c) : TermFunctions.BNode(c, a[0]), IsPure: false),
        ["STRDT"] = new(2, 2, static (c, a) => TermFunctions.StrDt(c, a[0], a[1])),
        ["STRLANG"] = new(2, 2, static (_, a) => TermFunctions.StrLang(a[0], a[1])),
        ["UUID"] = new(0, 0, static (c, _) => TermFunctions.Uuid(c), IsPure: false),
        ["STRUUID"] = new(0, 0, static (c, _) => TermFunctions.StrUuid(c), IsPure: false),
        ["SAMETERM"] = new(2, 2, static (c, a) => TermFunctions.SameTerm(c, a[0], a[1])),
        ["LANGMATCHES"] = new(2, 2, static (_, a) => TermFunctions.LangMatches(a[0], a[1])),

        // SPARQL 1.2
        ["TRIPLE"] = new(3, 3, static (c, a) => TripleFunctions.Triple(c, a[0], a[1], a[2])),
        ["ISTRIPLE"] = new(1, 1, static (_, a) => TripleFunctions.IsTriple(a[0])),
        ["SUBJECT"] = new(1, 1, static (c, a) => TripleFunctions.Subject(c, a[0])),
        ["PREDICATE"] = new(1, 1, static (c, a) => TripleFunctions.Predicate(c, a[0])),
        ["OBJECT"] = new(1, 1, static (c, a) => TripleFunctions.Object(c, a[0])),
        ["LANGDIR"] = new(1, 1, static (_, a) => TripleFunctions.LangDir(a[0])),
        ["HASLANG"] = new(1, 1, static (_, a) => TripleFunctions.HasLang(a[0])),
        ["HASLANGDIR"] = new(1, 1, static (_, a) => TripleFunctions.HasLangDir(a[0])),
        [Syntax.BuiltIns.EffectiveBooleanValue] = new(1, 1, static (_, a) => TripleFunctions.Truth(a[0])),
        ["STRLANGDIR"] = new(3, 3, static (_, a) => TripleFunctions.StrLangDir(a[0], a[1], a[2])),

        // §17.4.3 strings
        ["STRLEN"] = new(1, 1, static (_, a) => StringFunctions.StrLen(a[0])),
        ["SUBSTR"] = new(2, 3, static (_, a) => a.Length == 2 ? StringFunctions.SubStr(a[0], a[1]) : StringFunctions.SubStr(a[0], a[1], a[2])),
        ["UCASE"] = new(1, 1, static (_, a) => StringFunctions.UCase(a[0])),
        ["LCASE"] = new(1, 1, static (_, a) => StringFunctions.LCase(a[0])),
        ["STRSTARTS"] = new(2, 2, static (_, a) => StringFunctions.StrStarts(a[0], a[1])),
        ["STRENDS"] = new(2, 2, static (_, a) => StringFunctions.StrEnds(a[0], a[1])),
        ["CONTAINS"] = new(2, 2, static (_, a) => StringFunctions.Contains(a[0], a[1])),
        ["STRBEFORE"] = new(2, 2, static (_, a) => StringFunctions.StrBefore(a[0], a[1])),
        ["STRAFTER"] = new(2, 2, static (_, a) => StringFunctions.StrAfter(a[0], a[1])),
        ["ENCODE_FOR_URI"] = new(1, 1, static (_, a) => StringFunctions.EncodeForUri(a[0])),
        ["CONCAT"] = new(0, int.MaxValue, StringFunctions.Concat),
        ["REGEX"] = new(2, 3, RegexFunctions.Matches),
        ["REPLACE"] = new(3, 4, RegexFunctions.Replace),

        // §17.4.4 numbers
        ["ABS"] = new(1, 1, static (_, a) => NumericFunctions.Abs(a[0])),
        ["ROUND"] = new(1, 1, static (_, a) => NumericFunctions.Round(a[0])),
        ["CEIL"] = new(1, 1, static (_, a) => NumericFunctions.Ceil(a[0])),
        ["FLOOR"] = new(1, 1, static (_, a) => NumericFunctions.Floor(a[0])),
        ["RAND"] = new(0, 0, static (c, _) => Value.Double(c.Random.NextDouble()), IsPure: false),

        // §17.4.5 dates and times
        ["NOW"] = new(0, 0, static (c, _) => c.Now),
        ["YEAR"] = new(1, 1, static (_, a) => DateTimeFunctions.Year(a[0])),
        ["MONTH"] = new(1, 1, static (_, a) => DateTimeFunctions.Month(a[0])),
        ["DAY"] = new(1, 1, static (_, a) => DateTimeFunctions.Day(a[0])),
        ["HOURS"] = new(1, 1, static (_, a) => DateTimeFunctions.Hours(a[0])),
        ["MINUTES"] = new(1, 1, static (_, a) => DateTimeFunctions.Minutes(a[0])),
        ["SECONDS"] = new(1, 1, static (_, a) => DateTimeFunctions.Seconds(a[0])),
        ["TIMEZONE"] = new(1, 1, static (_, a) => DateTimeFunctions.Timezone(a[0])),
        ["TZ"] = new(1, 1, static (_, a) => DateTimeFunctions.Tz(a[0])),

        // §17.4.6 hashes
        ["MD5"] = new(1, 1, static (_, a) => HashFunctions.Md5(a[0])),
        ["SHA1"] = new(1, 1, static (_, a) => HashFunctions.Sha1(a[0])),
        ["SHA256"] = new(1, 1, static (_, a) => HashFunctions.Sha256(a[0])),
        ["SHA384"] = new(1, 1, static (_, a) => HashFunctions.Sha384(a[0])),
        ["SHA512"] = new(1, 1, static (_, a) => HashFunctions.Sha512(a[0])),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The function of a built-in call, by its upper-case name.</summary>
    internal static Function? BuiltIn(string name) => BuiltIns.GetValueOrDefault(name);

    /// <summary>The function that an IRI names: the casts of §17.5.</summary>
    internal static Function? ByIri(string iri) =>
        iri.StartsWith(XsdNs.Namespace, StringComparison.Ordinal) && Datatypes.TryGet(iri, out _)
            ? new Function(1, 1, (c, a) => Casts.Cast(c, iri, a[0]))
            : null;
}
