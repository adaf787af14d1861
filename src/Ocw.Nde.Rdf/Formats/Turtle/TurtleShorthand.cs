namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>Literals that Turtle can write without quotes, so that reading gives exactly the same term (RDF 1.1 Turtle §2.5.2, §2.5.3).</summary>
internal static class TurtleShorthand
{
    private static ReadOnlySpan<byte> Xsd => "http://www.w3.org/2001/XMLSchema#"u8;

    internal static bool IsNumber(ReadOnlySpan<byte> form, ReadOnlySpan<byte> datatype)
    {
        if (form.IsEmpty || !datatype.StartsWith(Xsd))
            return false;
        var name = datatype[Xsd.Length..];
        var at = form[0] is (byte)'+' or (byte)'-' ? 1 : 0;
        var whole = Digits(form, at);
        // [19] INTEGER ::= [+-]? [0-9]+
        if (name.SequenceEqual("integer"u8))
            return whole > at && whole == form.Length;
        var hasDot = whole < form.Length && form[whole] == (byte)'.';
        var fraction = hasDot ? Digits(form, whole + 1) : whole;
        // [20] DECIMAL ::= [+-]? [0-9]* '.' [0-9]+
        if (name.SequenceEqual("decimal"u8))
            return hasDot && fraction > whole + 1 && fraction == form.Length;
        // [21] DOUBLE ::= [+-]? ([0-9]+ '.' [0-9]* EXPONENT | '.' [0-9]+ EXPONENT | [0-9]+ EXPONENT)
        if (!name.SequenceEqual("double"u8) || (whole == at && fraction <= whole + 1) || fraction == form.Length || form[fraction] is not ((byte)'e' or (byte)'E'))
            return false;
        var exponent = fraction + 1;
        if (exponent < form.Length && form[exponent] is ((byte)'+' or (byte)'-'))
            exponent++;
        var end = Digits(form, exponent);
        return end > exponent && end == form.Length;
    }

    internal static bool IsBoolean(ReadOnlySpan<byte> form, ReadOnlySpan<byte> datatype) =>
        datatype.StartsWith(Xsd) && datatype[Xsd.Length..].SequenceEqual("boolean"u8) && (form.SequenceEqual("true"u8) || form.SequenceEqual("false"u8));

    private static int Digits(ReadOnlySpan<byte> form, int at)
    {
        while (at < form.Length && form[at] is >= (byte)'0' and <= (byte)'9')
            at++;
        return at;
    }
}
