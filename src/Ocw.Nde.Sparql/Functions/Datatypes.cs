using System.Collections.Frozen;
using System.Numerics;
using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The datatypes whose values we know: kind by IRI, IRI by kind, and the ranges of the derived integers.</summary>
internal static class Datatypes
{
    internal const string RdfLangString = RdfNs.Namespace + "langString";

    internal const string RdfDirLangString = RdfNs.Namespace + "dirLangString";

    private static readonly FrozenDictionary<string, Known> ByName = new Dictionary<string, Known>(StringComparer.Ordinal)
    {
        ["string"] = new(ValueKind.String),
        ["boolean"] = new(ValueKind.Boolean),
        ["decimal"] = new(ValueKind.Decimal),
        ["float"] = new(ValueKind.Float),
        ["double"] = new(ValueKind.Double),
        ["dateTime"] = new(ValueKind.DateTime),
        ["dateTimeStamp"] = new(ValueKind.DateTime),
        ["date"] = new(ValueKind.Date),
        ["time"] = new(ValueKind.Time),
        ["gYear"] = new(ValueKind.Year),
        ["gYearMonth"] = new(ValueKind.YearMonth),
        ["gMonth"] = new(ValueKind.Month),
        ["gMonthDay"] = new(ValueKind.MonthDay),
        ["gDay"] = new(ValueKind.Day),
        ["dayTimeDuration"] = new(ValueKind.DayTimeDuration),
        ["yearMonthDuration"] = new(ValueKind.YearMonthDuration),
        ["duration"] = new(ValueKind.Duration),
        ["integer"] = new(ValueKind.Integer),
        ["nonPositiveInteger"] = new(ValueKind.Integer, null, 0),
        ["negativeInteger"] = new(ValueKind.Integer, null, -1),
        ["nonNegativeInteger"] = new(ValueKind.Integer, 0),
        ["positiveInteger"] = new(ValueKind.Integer, 1),
        ["long"] = new(ValueKind.Integer, long.MinValue, long.MaxValue),
        ["int"] = new(ValueKind.Integer, int.MinValue, int.MaxValue),
        ["short"] = new(ValueKind.Integer, short.MinValue, short.MaxValue),
        ["byte"] = new(ValueKind.Integer, sbyte.MinValue, sbyte.MaxValue),
        ["unsignedLong"] = new(ValueKind.Integer, 0, ulong.MaxValue),
        ["unsignedInt"] = new(ValueKind.Integer, 0, uint.MaxValue),
        ["unsignedShort"] = new(ValueKind.Integer, 0, ushort.MaxValue),
        ["unsignedByte"] = new(ValueKind.Integer, 0, byte.MaxValue),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] ByKind = MakeByKind();

    /// <summary>The datatype IRI of a computed value of this kind.</summary>
    internal static string IriOf(ValueKind kind) => ByKind[(int)kind];

    internal static bool TryGet(string datatype, out Known known)
    {
        known = default;
        return datatype.StartsWith(XsdNs.Namespace, StringComparison.Ordinal)
            && ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(datatype.AsSpan(XsdNs.Namespace.Length), out known);
    }

    private static string[] MakeByKind()
    {
        var names = new string[(int)ValueKind.TripleTerm + 1];
        Array.Fill(names, "");
        foreach (var (name, known) in ByName)
        {
            var isBase = known is { Least: null, Most: null } && name != "dateTimeStamp";
            if (isBase)
                names[(int)known.Kind] = XsdNs.Namespace + name;
        }

        names[(int)ValueKind.LangString] = RdfLangString;
        return names;
    }

    /// <summary>A datatype that we know.</summary>
    /// <param name="Kind">Its value space.</param>
    /// <param name="Least">The least value of a derived integer type.</param>
    /// <param name="Most">The greatest value of a derived integer type.</param>
    internal readonly record struct Known(ValueKind Kind, BigInteger? Least = null, BigInteger? Most = null);
}
