using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Shacl.Literals;

/// <summary>Whether a lexical form belongs to its datatype (XML Schema 1.1 part 2; SHACL §4.1.2: ill-typed literals).</summary>
internal static class XsdLexical
{
    private static readonly byte[] s_namespace = Encoding.UTF8.GetBytes(XsdNs.Namespace);

    // The integer types with a range (§3.4): name, least and greatest value.
    private static readonly Dictionary<string, (BigInteger? Least, BigInteger? Greatest)> s_integers = new(StringComparer.Ordinal)
    {
        ["integer"] = (null, null),
        ["long"] = (long.MinValue, long.MaxValue),
        ["int"] = (int.MinValue, int.MaxValue),
        ["short"] = (short.MinValue, short.MaxValue),
        ["byte"] = (sbyte.MinValue, sbyte.MaxValue),
        ["nonNegativeInteger"] = (0, null),
        ["positiveInteger"] = (1, null),
        ["nonPositiveInteger"] = (null, 0),
        ["negativeInteger"] = (null, -1),
        ["unsignedLong"] = (0, ulong.MaxValue),
        ["unsignedInt"] = (0, uint.MaxValue),
        ["unsignedShort"] = (0, ushort.MaxValue),
        ["unsignedByte"] = (0, byte.MaxValue),
    };

    /// <summary>Whether the lexical form is in the lexical space; always so for datatypes that are not XML Schema's.</summary>
    /// <param name="datatype">The datatype's IRI; empty for a string.</param>
    /// <param name="lexical">The lexical form.</param>
    internal static bool IsWellFormed(ReadOnlySpan<byte> datatype, ReadOnlySpan<byte> lexical)
    {
        if (!TryGetName(datatype, out var name))
            return true;
        if (TimelineValue.TryGetKind(name, out var kind))
            return TimelineValue.TryParse(kind, lexical, out _);
        if (name.SequenceEqual("boolean"u8))
            return lexical.SequenceEqual("true"u8) || lexical.SequenceEqual("false"u8) || lexical.SequenceEqual("1"u8) || lexical.SequenceEqual("0"u8);
        if (name.SequenceEqual("decimal"u8))
            return IsDecimal(lexical);
        if (name.SequenceEqual("double"u8) || name.SequenceEqual("float"u8))
            return IsDouble(lexical);
        return !s_integers.TryGetValue(Encoding.UTF8.GetString(name), out var range) || IsInteger(lexical, range.Least, range.Greatest);
    }

    /// <summary>The local name of a datatype of XML Schema.</summary>
    internal static bool TryGetName(ReadOnlySpan<byte> datatype, out ReadOnlySpan<byte> name)
    {
        name = datatype.StartsWith(s_namespace) ? datatype[s_namespace.Length..] : default;
        return name.Length > 0;
    }

    internal static bool IsIntegerType(ReadOnlySpan<byte> name) => s_integers.ContainsKey(Encoding.UTF8.GetString(name));

    // [+\-]?[0-9]+
    internal static bool IsIntegerForm(ReadOnlySpan<byte> lexical)
    {
        var digits = lexical.Length > 0 && lexical[0] is (byte)'+' or (byte)'-' ? lexical[1..] : lexical;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    // (\+|-)?([0-9]+(\.[0-9]*)?|\.[0-9]+)
    internal static bool IsDecimal(ReadOnlySpan<byte> lexical)
    {
        var rest = lexical.Length > 0 && lexical[0] is (byte)'+' or (byte)'-' ? lexical[1..] : lexical;
        var point = rest.IndexOf((byte)'.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? default : rest[(point + 1)..];
        return whole.Length + fraction.Length > 0
            && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    // decimal ([Ee](\+|-)?[0-9]+)? | (\+|-)?INF | NaN
    private static bool IsDouble(ReadOnlySpan<byte> lexical)
    {
        if (lexical.SequenceEqual("NaN"u8) || lexical.SequenceEqual("INF"u8) || lexical.SequenceEqual("+INF"u8) || lexical.SequenceEqual("-INF"u8))
            return true;
        var exponent = lexical.IndexOfAny((byte)'e', (byte)'E');
        return exponent < 0 ? IsDecimal(lexical) : IsDecimal(lexical[..exponent]) && IsIntegerForm(lexical[(exponent + 1)..]);
    }

    private static bool IsInteger(ReadOnlySpan<byte> lexical, BigInteger? least, BigInteger? greatest)
    {
        if (!IsIntegerForm(lexical))
            return false;
        if (least is null && greatest is null)
            return true;
        var value = Utf8Parser.TryParse(lexical, out long small, out var read) && read == lexical.Length
            ? small
            : BigInteger.Parse(Encoding.ASCII.GetString(lexical), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (least is null || value >= least) && (greatest is null || value <= greatest);
    }
}
